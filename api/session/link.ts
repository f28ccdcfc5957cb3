import type { JWTVerifyGetKey } from 'jose';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { Claims } from '../auth';
import { ApiError } from '../problem';
import type { SignedIn } from './life';
import { createSpent } from './spent';

/** The type of a code that opens one session: no access token, and none is taken for it. */
export const LINK_CODE = 'link+jwt';

export const LINK_MINUTES = 10;

/** Takes the one-time codes that `npm start` and `npm run link` print. */
export interface Links {
  /** @throws ApiError 401 for a code that was used, is too old, or is none; 429 for too many */
  redeem(code: string): Promise<SignedIn>;
}

export interface LinkOptions {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
}

/** `iat` with fractions: a code counts in the process alone that was there when it was made. */
const Code = z.object({ jti: z.uuid(), iat: z.number(), exp: z.number() });

const CODES_REMEMBERED = 10_000;

export function createLinks({ keys, ...names }: LinkOptions): Links {
  const startedAt = Date.now() / 1000;
  const used = createSpent({ most: CODES_REMEMBERED });
  const count = createCount();
  const rules = { ...names, typ: LINK_CODE, algorithms: ['ES256'] };
  const verify = (code: string) =>
    jwtVerify(code, keys, rules).then(
      ({ payload }) => payload,
      () => null,
    );

  return {
    redeem: async (code) => {
      count();
      const payload = await verify(code);
      const { data: once } = Code.safeParse(payload);
      const { data: claims } = Claims.safeParse({ ...payload, iat: Math.floor(once?.iat ?? 0) });
      if (once === undefined || claims === undefined || once.iat < startedAt || used.has(once.jti)) throw refused();
      used.add(once.jti, new Date(once.exp * 1000));
      return claims;
    },
  };
}

const CODES_A_MINUTE = 30;

/** Bounds what guessing can cost. @throws ApiError 429 from each call that is one too many in its minute */
function createCount(): () => void {
  let minute = 0;
  let taken = 0;
  return () => {
    const now = Math.floor(Date.now() / 60_000);
    taken = now === minute ? taken + 1 : 1;
    minute = now;
    if (taken <= CODES_A_MINUTE) return;
    throw new ApiError(429, 'tooManyRequests', 'Too many links were tried. Try again in a minute.', {
      headers: { 'Retry-After': '60' },
    });
  };
}

const refused = () =>
  new ApiError(
    401,
    'linkRefused',
    `This link was used, is older than ${LINK_MINUTES} minutes, or was made before the last start or for another DATA_DIR. Make a new one: npm run --silent link.`,
  );

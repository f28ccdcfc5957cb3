import { readFile } from 'node:fs/promises';
import type { FetchImplementation, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Actor } from '../domain/schema';
import { PartnerId, Role, text } from '../domain/schema';
import { boundedFetch } from './bounded-fetch';
import { ApiError, noSuchPartner, RETRY_SOON } from './problem';

export const Permission = z.enum(['act', 'readSeats', 'readHealth']);
export type Permission = z.infer<typeof Permission>;

const permissions: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ['act', 'readSeats', 'readHealth'],
  super_admin: ['act', 'readSeats', 'readHealth'],
  admin: ['act', 'readSeats', 'readHealth'],
  finance: ['readSeats', 'readHealth'],
  support: ['readHealth'],
};

/** Who asks, as the token or the session names them. `partnerPath` goes from the distributor down to the partner itself. */
export interface Caller {
  readonly actor: Actor;
  readonly partnerId: PartnerId;
  readonly partnerPath: readonly PartnerId[];
  /** In seconds since 1970, and not later than it came in; of two tokens, the newer one knows where the partner stands. */
  readonly issuedAt: number;
  /** In seconds since 1970. */
  readonly expiresAt: number;
  readonly role: Role;
  /** Runs this service, and so may look into its Temporal. */
  readonly operator: boolean;
}

/** Of those that a Date can tell. */
const LAST_SECOND = 8_640_000_000_000;

/** What a token says of who asks, and a session after it. */
export const Claims = z
  .object({
    sub: text(128).min(1),
    name: text(128).min(1).optional(),
    partner: PartnerId,
    partner_path: z.array(PartnerId).min(1).max(20),
    role: Role,
    operator: z.literal(true).optional().catch(undefined),
    // A clock that runs ahead must not make the tokens after it older ones.
    iat: z
      .int()
      .nonnegative()
      .overwrite((issuedAt) => Math.min(issuedAt, Math.floor(Date.now() / 1000))),
    exp: z.number().max(LAST_SECOND),
  })
  .refine(({ partner, partner_path }) => partner_path.at(-1) === partner, { path: ['partner_path'] });
export type Claims = z.infer<typeof Claims>;

export const callerOf = ({ sub, name, partner, partner_path, role, operator, iat, exp }: Claims): Caller => ({
  actor: { id: sub, name: name ?? sub },
  partnerId: partner,
  partnerPath: partner_path,
  issuedAt: iat,
  expiresAt: exp,
  role,
  operator: operator === true,
});

/** The type of an access token that is a JWT (RFC 9068). */
export const ACCESS_TOKEN = 'at+jwt';

/** Asymmetric ones only: with a shared secret, who can check a token could also make one. */
const ALGORITHMS = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];

/** Names the caller from the Authorization header. @throws ApiError 401, or 503 when the keys cannot be fetched */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

export interface AuthOptions {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** The `typ` that every token must have; left out, one that says nothing of itself is taken too. */
  readonly tokenType?: string | undefined;
}

/** What a token may call itself where no type is asked for: an access token (RFC 9068), or any JWT. */
const typesTaken: readonly (string | undefined)[] = [undefined, 'jwt', ACCESS_TOKEN];

const normalized = (typ: string | undefined) => typ?.toLowerCase().replace(/^application\//, '');

/** OpenID Connect puts these into ID tokens alone, which tell an application who signed in and open nothing. */
const idTokenClaims = ['at_hash', 'c_hash'];

export function createAuth({ keys, issuer, audience, tokenType }: AuthOptions): Authenticate {
  const options = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    requiredClaims: ['exp'],
    clockTolerance: 5,
  };
  const types = tokenType === undefined ? typesTaken : [normalized(tokenType)];
  return async (authorization) => {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw unauthenticated('Send a bearer token.', '');
    const { payload, protectedHeader } = await jwtVerify(token, keys, options).catch((error: unknown) => {
      throw refused(error);
    });
    const isTaken = types.includes(normalized(protectedHeader.typ));
    if (!isTaken || idTokenClaims.some((claim) => claim in payload)) throw unauthenticated(NO_ACCESS_TOKEN);
    const claims = Claims.safeParse(payload);
    if (!claims.success) throw unauthenticated(`The token lacks a valid ${claims.error.issues[0]?.path.join('.')}.`);
    return callerOf(claims.data);
  };
}

const JsonWebKeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** Some hundred times what a key set has. */
const LARGEST_KEY_SET = 1_048_576;

const fetchKeySet: FetchImplementation = (url, options) => boundedFetch(url, options, LARGEST_KEY_SET);

/** The keys that tokens are checked with: fetched and cached, or from a file. @throws Error of one sentence */
export async function loadKeys(source: { readonly url: URL } | { readonly file: string }): Promise<JWTVerifyGetKey> {
  if ('url' in source) return createRemoteJWKSet(source.url, { [customFetch]: fetchKeySet });
  try {
    return createLocalJWKSet(JsonWebKeySet.parse(JSON.parse(await readFile(source.file, 'utf8'))));
  } catch {
    throw new Error(`AUTH_JWKS_URL is not set, and ${source.file}, which npm start makes, holds no keys.`);
  }
}

/**
 * Lets a partner act on itself. Health alone may be asked for of any partner: whether the caller stands above that
 * partner is known to the partner's connection only, so the route that answers health has to look.
 *
 * @throws ApiError 404 for somebody else's partner, 403 for a role that may not
 */
export function authorize(caller: Caller, partnerId: unknown, permission: Permission): void {
  const isOwn = partnerId === caller.partnerId;
  const mayBeBelow = permission === 'readHealth' && PartnerId.safeParse(partnerId).success;
  if (!isOwn && !mayBeBelow) throw noSuchPartner();
  if (!may(caller, permission)) throw new ApiError(403, 'forbidden', `Your role (${caller.role}) may not do this.`);
}

export const may = ({ role }: Caller, permission: Permission): boolean => permissions[role].includes(permission);

export const permissionsOf = ({ role }: Caller): readonly Permission[] => permissions[role];

const NO_ACCESS_TOKEN = 'This is another kind of token. Send an access token.';

/** Failures of the key source; every other failure that jose knows is the token's. */
const sourceFailures: ReadonlySet<string> = new Set([
  errors.JOSEError.code,
  errors.JWKSInvalid.code,
  errors.JWKSTimeout.code,
]);

function refused(error: unknown): ApiError {
  if (error instanceof errors.JOSEError && !sourceFailures.has(error.code)) {
    return unauthenticated(error instanceof errors.JWTExpired ? 'The token has expired.' : 'The token is not valid.');
  }
  return new ApiError(503, 'unavailable', 'Tokens cannot be checked at the moment. Try again in a moment.', {
    headers: RETRY_SOON,
    cause: error,
  });
}

export const unauthenticated = (detail: string, reason = ', error="invalid_token"'): ApiError =>
  new ApiError(401, 'unauthenticated', detail, {
    headers: { 'WWW-Authenticate': `Bearer realm="halopsa-integration"${reason}` },
  });

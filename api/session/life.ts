import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Sealer } from '../../vault';
import { Claims } from '../auth';
import type { Cookie } from './cookie';
import { cookieName, cookieOf, cookiesOf, isShort, LONGEST_COOKIE } from './cookie';
import type { Site } from './site';
import { createSpent } from './spent';

export const SESSION = 'session';

const LIFETIME_MILLISECONDS = 12 * 3_600_000;

/** `oidc`: a provider began it, and ends it too; best with the ID token, which goes along where it fits. */
const Session = Claims.and(
  z.object({ jti: z.uuid(), oidc: z.literal(true).optional(), id_token: z.string().optional() }),
);
export type Session = z.infer<typeof Session>;

/** Who has signed in, by whichever way. */
export type SignedIn = Omit<Session, 'jti' | 'exp'>;

/** Sessions, each sealed in the cookie of its browser. */
export interface Sessions {
  isSent(request: IncomingMessage, site: Site): boolean;
  /** The session of the browser; null for none, one that has ended, and where two are sent: one of them is somebody else's. */
  find(request: IncomingMessage, site: Site): Promise<Session | null>;
  /** Always a new one, so that nobody knows it who knew the browser before. */
  begin(site: Site, who: SignedIn): Promise<{ readonly session: Session; readonly cookie: Cookie }>;
  /** The cookie counts no more in this process, wherever a copy of it is; in another process it counts to its end. */
  end(session: Session): void;
}

const ENDED_REMEMBERED = 100_000;

export function createSessions(sealer: Sealer): Sessions {
  const ended = createSpent({ most: ENDED_REMEMBERED });
  const sent = (request: IncomingMessage, site: Site) => cookiesOf(request, cookieName(site, SESSION));
  const begin: Sessions['begin'] = async (site, who) => {
    const expiresAt = new Date(Date.now() + LIFETIME_MILLISECONDS);
    const session = { ...who, jti: randomUUID(), exp: Math.floor(expiresAt.getTime() / 1000) };
    const cookie = sessionCookie(site, await sealer.seal(session, expiresAt), LIFETIME_MILLISECONDS);
    if (who.id_token === undefined || isShort(cookie)) return { session, cookie };
    return begin(site, { ...who, id_token: undefined });
  };
  return {
    begin,
    isSent: (request, site) => sent(request, site).length > 0,
    find: async (request, site) => {
      const [sealed = '', ...others] = sent(request, site);
      if (others.length > 0 || sealed.length > LONGEST_COOKIE) return null;
      const { data: session } = Session.safeParse(await sealer.open(sealed));
      return session === undefined || ended.has(session.jti) ? null : session;
    },
    end: ({ jti, exp }) => ended.add(jti, new Date(exp * 1000)),
  };
}

const sessionCookie = (site: Site, value: string, maxAge: number) =>
  cookieOf(site, { name: SESSION, value, maxAge, sameSite: 'strict' });

/** Takes the cookie away from the browser. */
export const noSession = (site: Site): Cookie => sessionCookie(site, '', 0);

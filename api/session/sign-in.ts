import type { IncomingMessage } from 'node:http';
import type { Sealer } from '../../vault';
import { createSealer } from '../../vault';
import type { Authenticate, Caller } from '../auth';
import { callerOf, unauthenticated } from '../auth';
import { ApiError } from '../problem';
import type { Sessions } from './life';
import { createSessions, SESSION } from './life';
import type { LinkOptions, Links } from './link';
import { createLinks } from './link';
import type { Provider, ProviderOptions } from './provider';
import { createProvider } from './provider';
import { requireOwnPage } from './same-origin';
import type { Site } from './site';
import { siteOf } from './site';

/** Of the cookie of a sign-in that is under way at the provider. */
export const SIGN_IN = 'sign-in';

/** How people sign in, and with what they are known afterwards. */
export interface SignIn {
  readonly sessions: Sessions;
  /** Null where nobody of ours makes one-time links. */
  readonly links: Links | null;
  /** Null where no OpenID provider is set. */
  readonly oidc: Oidc | null;
  /** The address at which people open us; where it is not set, any name of this machine. */
  readonly publicUrl: URL | undefined;
  /** Where an operator looks at a Workflow; `/{Workflow Id}` follows. */
  readonly temporalUiUrl: string | null;
}

export interface Oidc {
  readonly provider: Provider;
  /** Seals what is kept in a browser while it is at the provider. */
  readonly sealer: Sealer;
}

export interface SignInOptions extends Pick<SignIn, 'publicUrl' | 'temporalUiUrl'> {
  /** As VAULT_KEYS: what sessions are sealed with. */
  readonly sealingKeys: string;
  readonly links: LinkOptions | null;
  readonly oidc: ProviderOptions | null;
}

export const createSignIn = ({ sealingKeys: keys, links, oidc, publicUrl, temporalUiUrl }: SignInOptions): SignIn => ({
  sessions: createSessions(createSealer({ keys, purpose: SESSION })),
  links: links && createLinks(links),
  oidc: oidc && { provider: createProvider(oidc), sealer: createSealer({ keys, purpose: SIGN_IN }) },
  publicUrl,
  temporalUiUrl,
});

/** Names the caller of a request: by its Authorization header, and without one by its session. @throws ApiError 401, 403 */
export const createRequestAuth =
  (bearer: Authenticate, { sessions, publicUrl }: SignIn) =>
  async (request: IncomingMessage): Promise<Caller> => {
    const { authorization } = request.headers;
    const site = siteOf(request, publicUrl);
    if (authorization !== undefined || site === null || !sessions.isSent(request, site)) return bearer(authorization);
    if (request.method !== 'GET' && request.method !== 'HEAD') requireOwnPage(request, site);
    const session = await sessions.find(request, site);
    if (session === null) throw unauthenticated('You are signed out. Sign in again.', '');
    return callerOf(session);
  };

/** Where people are who sign in or out. @throws ApiError 403 where that cannot be said */
export function siteFor(request: IncomingMessage, { publicUrl }: SignIn): Site {
  const site = siteOf(request, publicUrl);
  if (site !== null) return site;
  throw new ApiError(403, 'addressUnknown', 'Nobody signs in at this address: PUBLIC_URL is not set to it.');
}

import type { ClientAuth, Configuration, CustomFetch } from 'openid-client';
import * as openid from 'openid-client';
import { z } from 'zod';
import { Claims } from '../auth';
import { boundedFetch } from '../bounded-fetch';
import { createLimiter } from '../limits/limiter';
import { ApiError } from '../problem';
import { isLoopback } from './site';

/** The application as which we are registered at an OpenID provider. */
export interface ProviderOptions {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What is kept in the browser from leaving for the provider until coming back. */
export const Checks = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type Checks = z.infer<typeof Checks>;

/** Why nobody was signed in, as the page is told. */
export type ProviderProblem =
  /** The provider is down, or too many sign in at once. */
  | 'unavailable'
  /** The person said no there. */
  | 'denied'
  /** What came back is not the answer to what was asked. */
  | 'refused'
  /** The provider does not say of which partner the person is, in which role. */
  | 'claims';

/** The one error of this module. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';

  constructor(
    readonly code: ProviderProblem,
    cause?: unknown,
  ) {
    super('Signing in at the provider failed.', { cause });
  }
}

/** @throws ProviderError from every call */
export interface Provider {
  /** Where a person signs in, to come back to `redirectUri`. */
  start(redirectUri: string): Promise<{ readonly url: string; readonly checks: Checks }>;
  /** What the provider says of the person who came back to `current`. */
  finish(current: URL, checks: Checks, left: AbortSignal): Promise<{ readonly who: Claims; readonly idToken: string }>;
  /** Where a person signs out of the provider; null where it has no such place. */
  signOutUrl(options: { readonly idToken: string | undefined; readonly returnTo: string }): Promise<string | null>;
}

const SECONDS = 5;
/** Anybody may come back with a code, and each is a call to the provider. */
const atOnce = { what: 'sign-ins', atOnce: 20, inAll: 20, waiting: 100, waitMilliseconds: SECONDS * 1_000 };
const LARGEST_ANSWER = 1_048_576;

export function createProvider(options: ProviderOptions): Provider {
  const limiter = createLimiter(atOnce);
  let found: Promise<Configuration> | undefined;
  /** Found once; looked for again where that failed. */
  const configuration = () => {
    found ??= discover(options).catch((error: unknown) => {
      found = undefined;
      throw new ProviderError('unavailable', error);
    });
    return found;
  };
  return {
    start: async (redirectUri) => start(await configuration(), redirectUri),
    finish: async (current, checks, left) => {
      const config = await configuration();
      return limiter
        .run('provider', left, () => finish(config, current, checks))
        .catch((error: unknown) => {
          throw error instanceof ProviderError ? error : new ProviderError(problemOf(error), error);
        });
    },
    signOutUrl: async ({ idToken, returnTo }) => {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const hint = idToken === undefined ? {} : { id_token_hint: idToken };
      return openid.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo, ...hint }).href;
    },
  };
}

const discover = ({ issuer, clientId, clientSecret }: ProviderOptions): Promise<Configuration> =>
  openid.discovery(issuer, clientId, { [openid.clockTolerance]: 5 }, authenticateWith(clientSecret), {
    execute: [openid.enableNonRepudiationChecks, ...(isLoopback(issuer) ? [openid.allowInsecureRequests] : [])],
    timeout: SECONDS,
    [openid.customFetch]: fetchWhole,
  });

/** In the header, as every provider takes it that does not say otherwise. */
function authenticateWith(clientSecret: string): ClientAuth {
  const [basic, post] = [openid.ClientSecretBasic(clientSecret), openid.ClientSecretPost(clientSecret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

async function start(config: Configuration, redirectUri: string) {
  const [state, nonce, verifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
  const { href: url } = openid.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { url, checks: { state, nonce, verifier } };
}

async function finish(config: Configuration, current: URL, { state, nonce, verifier }: Checks) {
  const tokens = await openid.authorizationCodeGrant(config, current, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  const { id_token: idToken } = tokens;
  if (claims === undefined || idToken === undefined) throw new Error('No ID token came.');
  const { data: who = await askFor(config, tokens.access_token, claims) } = Claims.safeParse(claims);
  return { who, idToken };
}

/** Some providers tell of a person only who asks for it. */
async function askFor(config: Configuration, accessToken: string, claims: openid.IDToken): Promise<Claims> {
  if (config.serverMetadata().userinfo_endpoint === undefined) throw new ProviderError('claims');
  const more = await openid.fetchUserInfo(config, accessToken, claims.sub);
  const { data: who } = Claims.safeParse({ ...more, ...claims });
  if (who === undefined) throw new ProviderError('claims');
  return who;
}

/** The provider did not answer, or said that it cannot. */
class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** Reads the whole answer, so that neither its size nor its end has to be waited for elsewhere. */
const fetchWhole: CustomFetch = async (url, options) => {
  try {
    const reply = await boundedFetch(url, { ...options, body: options.body ?? null }, LARGEST_ANSWER);
    if (reply.status >= 500) throw new Error(`It answered ${reply.status}.`);
    return new Response(await reply.arrayBuffer(), reply);
  } catch (cause) {
    throw new Unreachable('The provider cannot be reached.', { cause });
  }
};

function problemOf(error: unknown): ProviderProblem {
  if (error instanceof openid.AuthorizationResponseError && error.error === 'access_denied') return 'denied';
  return error instanceof ApiError || isUnreachable(error) ? 'unavailable' : 'refused';
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Error && error.cause !== undefined && isUnreachable(error.cause));

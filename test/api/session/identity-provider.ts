import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { closedAddress } from '../running-api';
import type { Browser } from './browser';

export interface IdentityProvider {
  /** What it says of whoever signs in; a `null` is somebody who says no. */
  person: Readonly<Record<string, unknown>> | null;
  /** Whether somebody presses a button there before it says so. */
  asks: boolean;
  close(): Promise<void>;
}

export const client = { clientId: 'halo-portal', clientSecret: 'a secret : of ours %' };

interface ProviderContext {
  body?: string;
  readonly oidc: { readonly client: { readonly clientId: string }; readonly session: { readonly accountId: string } };
}

/** What it shows where it waits for a person. */
const pageWith = (form: string): string =>
  `<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:," /><body>${form}</body></html>`;

/** Where a provider may be started later on. */
export const reserveIssuer = async (): Promise<URL> => new URL(`http://${await closedAddress()}`);

/** An OpenID provider for one application, which takes everybody's word for who they are. */
export async function startProvider(
  { origin: issuer, port }: URL,
  apiUrl: string,
  configuration: object = {},
): Promise<IdentityProvider> {
  // It tells of each setting that is left as it is, and that Node should be newer.
  for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockImplementation();
  const { Provider } = await import('oidc-provider');
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        id_token_signed_response_alg: 'ES256',
        redirect_uris: [`${apiUrl}/v1/session/callback`],
        post_logout_redirect_uris: [`${apiUrl}/signed-out`],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: ['test'] },
    claims: { profile: ['name', 'partner', 'partner_path', 'role', 'operator'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { logoutSource } },
    interactions: { url: () => '/interaction' },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...running.person }),
    }),
    loadExistingGrant: async ({ oidc }: ProviderContext) => {
      const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: oidc.client.clientId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    ...configuration,
  });
  const serve = provider.callback();
  const server = createServer((request, response) => {
    if (request.url !== '/interaction') return serve(request, response);
    if (running.asks && request.method === 'GET') {
      response.setHeader('content-type', 'text/html');
      return response.end(pageWith('<form method="post"><button>Continue</button></form>'));
    }
    const result = running.person === null ? { error: 'access_denied' } : { login: { accountId: 'u7' } };
    void provider.interactionFinished(request, response, result);
  }).listen(Number(port), '127.0.0.1');
  await once(server, 'listening');
  const running: IdentityProvider = {
    asks: false,
    person: { name: 'Grace', partner: 'p1', partner_path: ['d1', 'p1'], role: 'admin' },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return running;
}

/** The provider's own one fetches a font from elsewhere. */
function logoutSource(context: ProviderContext, form: string): void {
  context.body = pageWith(`${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`);
}

export const locationOf = ({ headers }: { readonly headers: Headers }): string => headers.get('location') ?? '';

/** Begins to sign in; gives the address at the provider. */
export async function startSignIn(browser: Browser, returnTo = '/'): Promise<string> {
  const reply = await browser.call('GET', `/v1/session/start?return=${encodeURIComponent(returnTo)}`);
  expect(reply.status).toBe(302);
  return locationOf(reply);
}

/** Comes back to where the provider has sent somebody. */
export const comeBack = (browser: Browser, { pathname, search }: URL) => browser.call('GET', pathname + search);

/** Signs in, there and back; gives the answer that the browser ends with. */
export const signInAtProvider = async (browser: Browser, returnTo?: string) =>
  comeBack(browser, await walkThrough(await startSignIn(browser, returnTo)));

/** Why nobody was signed in, as our page is told; without a word of the provider's. */
export const problemOf = (reply: { readonly headers: Headers }): string | undefined =>
  /^http:\/\/127\.0\.0\.1:\d+\/signed-out\?problem=(\w+)$/.exec(locationOf(reply))?.[1];

/** Follows the provider's redirects as a browser does, until one leads away from it. */
export async function walkThrough(start: string): Promise<URL> {
  const { origin } = new URL(start);
  const jar = new Map<string, string>();
  let url = new URL(start);
  while (url.origin === origin) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const text of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      jar.set(name, value);
    }
    const location = reply.headers.get('location');
    if (location === null) throw new Error(`The provider stopped at ${url}: ${reply.status} ${await reply.text()}`);
    url = new URL(location, url);
  }
  return url;
}

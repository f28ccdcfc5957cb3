import type { RunningApi } from '../running-api';
import { startApi } from '../running-api';
import { createBrowser } from './browser';
import type { IdentityProvider } from './identity-provider';
import {
  client,
  locationOf,
  problemOf,
  reserveIssuer,
  signInAtProvider,
  startProvider,
  startSignIn,
} from './identity-provider';

const grace = { name: 'Grace', partner: 'p1', partner_path: ['d1', 'p1'], role: 'admin' };

async function startBoth(configuration: object = {}) {
  const issuer = await reserveIssuer();
  const api = await startApi({ signIn: { oidc: { issuer, ...client } } });
  const provider = await startProvider(issuer, api.url, configuration);
  const close = () => Promise.all([api.close(), provider.close()]);
  return { api, provider, close };
}

let api: RunningApi;
let provider: IdentityProvider;
let closeBoth: () => Promise<unknown>;
beforeAll(async () => {
  ({ api, provider, close: closeBoth } = await startBoth());
});
beforeEach(() => {
  provider.person = grace;
});
afterAll(() => closeBoth());

it('signs in whom the provider knows, and goes on where that began', async () => {
  const browser = createBrowser(api);
  expect((await browser.call('GET', '/v1/session/sign-in')).body).toMatchObject({ oidc: true });
  const reply = await signInAtProvider(browser, '/organizations?search=acme#row');
  expect(reply.status).toBe(303);
  expect(locationOf(reply)).toBe(`${api.url}/organizations?search=acme#row`);
  expect(reply.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^halopsa-portal-sign-in=; Max-Age=0; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
    expect.stringMatching(
      /^halopsa-portal-session=[\w.-]+; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    ),
  ]);
  expect((await browser.call('GET', '/v1/session')).body).toMatchObject({
    actor: { id: 'u7', name: 'Grace' },
    partnerId: 'p1',
    partnerPath: ['d1', 'p1'],
    role: 'admin',
    temporalUiUrl: null,
  });
});

it('asks the provider for a code under PKCE, with state and nonce', async () => {
  const browser = createBrowser(api);
  const [first, second] = [new URL(await startSignIn(browser)), new URL(await startSignIn(browser))];
  expect(Object.fromEntries(first.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    redirect_uri: `${api.url}/v1/session/callback`,
  });
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(second.searchParams.get(name)).not.toBe(first.searchParams.get(name));
  }
});

it('knows an operator', async () => {
  provider.person = { ...grace, operator: true };
  const browser = createBrowser(api);
  await signInAtProvider(browser);
  expect((await browser.call('GET', '/v1/session')).body).toMatchObject({
    temporalUiUrl: 'http://ui.test/namespaces/default/workflows',
  });
});

it.each([
  ['who says no there', null, 'denied'],
  ['without a role', { ...grace, role: undefined }, 'claims'],
  ['of a role that there is not', { ...grace, role: 'root' }, 'claims'],
  ['of a partner at the end of another path', { ...grace, partner: 'p2' }, 'claims'],
])('signs nobody in %s', async (_name, person, problem) => {
  provider.person = person;
  const browser = createBrowser(api);
  expect(problemOf(await signInAtProvider(browser))).toBe(problem);
  expect([...browser.jar.keys()]).toEqual([]);
});

it.each([
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['evil.example', '/'],
  ['@evil.example', '/'],
  ['/.//evil.example', '//evil.example'],
  ['/%2f/evil.example', '/%2f/evil.example'],
  ['/%5cevil.example', '/%5cevil.example'],
  ['/@evil.example', '/@evil.example'],
  ['/müller', '/'],
])('leads nobody away who was to return to %j', async (returnTo, path) => {
  expect(locationOf(await signInAtProvider(createBrowser(api), returnTo))).toBe(`${api.url}${path}`);
});

it('remembers where to return to as long as that fits into a cookie', async () => {
  const longest = `/${'x'.repeat(1_023)}`;
  expect(locationOf(await signInAtProvider(createBrowser(api), longest))).toBe(api.url + longest);
  expect(locationOf(await signInAtProvider(createBrowser(api), `${longest}x`))).toBe(`${api.url}/`);
});

it('signs out at the provider too', async () => {
  const browser = createBrowser(api);
  await signInAtProvider(browser);
  const { body } = await browser.call('DELETE', '/v1/session');
  const signOut = new URL(String(body.signOutUrl));
  expect(Object.fromEntries(signOut.searchParams)).toEqual({
    client_id: client.clientId,
    post_logout_redirect_uri: `${api.url}/signed-out`,
    id_token_hint: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
  });
  expect((await fetch(signOut)).status).toBe(200);
});

describe('an ID token that says everything', () => {
  const claims = { openid: ['sub', 'name', 'partner', 'partner_path', 'role', 'groups'] };

  it('is enough; one that is too large for a cookie is left behind', async () => {
    const other = await startBoth({ claims });
    other.provider.person = { ...grace, groups: Array.from({ length: 200 }, (_, index) => `group-${index}`) };
    const browser = createBrowser(other.api);
    await signInAtProvider(browser);
    expect((await browser.call('GET', '/v1/session')).body).toMatchObject({ role: 'admin' });
    expect(browser.jar.get('halopsa-portal-session')?.length).toBeLessThan(4_096);
    const { body } = await browser.call('DELETE', '/v1/session');
    expect([...new URL(String(body.signOutUrl)).searchParams.keys()].sort()).toEqual([
      'client_id',
      'post_logout_redirect_uri',
    ]);
    await other.close();
  });
});

it('is not there where no provider is set', async () => {
  const other = await startApi();
  const browser = createBrowser(other);
  for (const path of ['/v1/session/start', '/v1/session/callback?code=x&state=y']) {
    expect(await browser.call('GET', path)).toMatchObject({ status: 404, body: { code: 'notFound' } });
  }
  await other.close();
});

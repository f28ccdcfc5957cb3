import { PORTAL_HEADER } from '../../../api/session/same-origin';
import type { Sealer } from '../../../vault';
import { createSealer } from '../../../vault';
import { parseKeys } from '../../../vault/keys';
import { seal } from '../../../vault/seal';
import type { RunningApi } from '../running-api';
import { startApi, testVault } from '../running-api';
import { createBrowser, makeCode, signedIn } from './browser';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const connection = '/v1/partners/p1/halopsa/connection';
const newKeys = `k2:${Buffer.alloc(32, 8).toString('base64')}`;
const { keys } = testVault('');
const sealing = (given: Partial<Parameters<typeof createSealer>[0]> = {}): Sealer =>
  createSealer({ keys, purpose: 'session', ...given });

const session = {
  sub: 'u1',
  partner: 'p1',
  partner_path: ['d1', 'p1'],
  role: 'owner',
  iat: 1_700_000_000,
  jti: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
};
const inAnHour = () => new Date(Date.now() + 3_600_000);

/** Calls with these cookies. */
const callWith = (cookie: string, method = 'GET', path = '/v1/session', headers: Record<string, string> = {}) =>
  createBrowser(api).call(method, path, { headers: { cookie, ...headers } });

describe('a session', () => {
  it('names its person until it ends, whatever way it was sealed', async () => {
    const sealed = await sealing().seal(session, inAnHour());
    expect(await callWith(`a=b; halopsa-portal-session=${sealed}; c`)).toMatchObject({
      status: 200,
      body: { actor: { id: 'u1', name: 'u1' }, role: 'owner', temporalUiUrl: null },
    });
  });

  const good = () => sealing().seal(session, inAnHour());
  it.each<[string, () => Promise<string>]>([
    ['that has expired', () => sealing().seal(session, new Date(Date.now() - 1_000))],
    ['that was changed', async () => (await good()).replace(/\.[\w-]/, (first) => (first === '.A' ? '.B' : '.A'))],
    ['cut short', async () => (await good()).slice(0, -30)],
    ['sealed under a key that is gone', () => sealing({ keys: newKeys }).seal(session, inAnHour())],
    ['sealed for another purpose', () => sealing({ purpose: 'sign-in' }).seal(session, inAnHour())],
    ['without an id', () => sealing().seal({ ...session, jti: undefined }, inAnHour())],
    ['of a role that there is not', () => sealing().seal({ ...session, role: 'root' }, inAnHour())],
    ['that is an access token', () => api.tokens.sign()],
    ['that is nothing', async () => ''],
    ['of 10,000 characters', async () => 'e'.repeat(10_000)],
  ])('%s is none', async (_name, sealed) => {
    const cookie = `halopsa-portal-session=${await sealed()}`;
    for (const reply of [await callWith(cookie), await callWith(cookie, 'GET', connection)]) {
      expect(reply).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated', detail: 'You are signed out. Sign in again.' },
      });
    }
  });

  it('is none when two are sent: one of them may be somebody else’s', async () => {
    const sealed = await good();
    expect((await callWith(`halopsa-portal-session=${sealed}; halopsa-portal-session=${sealed}`)).status).toBe(401);
  });

  it('is found among as many cookies as fit, and more are refused before they are read', async () => {
    const sealed = await good();
    expect((await callWith(`${'a=b; '.repeat(2_900)}halopsa-portal-session=${sealed}`)).status).toBe(200);
    expect((await callWith(`${'a=b; '.repeat(4_000)}halopsa-portal-session=${sealed}`)).status).toBe(431);
  });

  it('is not looked for under another name, nor in a longer one', async () => {
    const sealed = await good();
    const names = ['session', 'Halopsa-portal-session', 'x-halopsa-portal-session', '__Host-session'];
    const reply = await callWith(names.map((name) => `${name}=${sealed}`).join('; '));
    expect(reply).toMatchObject({ status: 401, body: { detail: 'Send a bearer token.' } });
  });

  it('is no secret of the vault that somebody put there', async () => {
    const name = { partnerId: 'p1', reference: 'r1' };
    const { sealed } = await seal(parseKeys(keys), name, { clientId: 'c', clientSecret: 's' });
    expect((await callWith(`halopsa-portal-session=${sealed}`)).status).toBe(401);
  });

  it('may do what its role may, to its own partner', async () => {
    const owner = await signedIn(api);
    // Nobody listens where Temporal should be: who is let through is answered 503.
    expect((await owner.call('GET', connection)).status).toBe(503);
    expect((await owner.call('DELETE', connection)).status).toBe(503);
    expect((await owner.call('GET', '/v1/partners/p2/organizations')).status).toBe(404);
    const finance = await signedIn(api, { role: 'finance' });
    expect(await finance.call('DELETE', connection)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('gives way to a bearer token, also to a bad one', async () => {
    const browser = await signedIn(api);
    expect((await browser.call('GET', '/v1/session', { token: 'no.such.token' })).status).toBe(401);
    const token = await api.tokens.sign({ name: 'Machine' });
    const reply = await browser.call('DELETE', connection, { token, headers: { origin: 'https://evil.example' } });
    expect(reply.status).toBe(503);
  });

  it('is a new one after each sign-in, whatever the browser brought along', async () => {
    const browser = createBrowser(api);
    const planted = await good();
    browser.jar.set('halopsa-portal-session', planted);
    await browser.call('POST', '/v1/session', { body: { code: await makeCode(api.tokens, { name: 'Grace' }) } });
    expect(browser.jar.get('halopsa-portal-session')).not.toBe(planted);
    expect((await browser.call('GET', '/v1/session')).body).toMatchObject({ actor: { name: 'Grace' } });
  });
});

describe('a change under a session', () => {
  it.each([
    ['from another page', { origin: 'https://evil.example' }, 'foreignOrigin'],
    ['from another port', { origin: 'http://127.0.0.1:1' }, 'foreignOrigin'],
    ['from a page that hides itself', { origin: 'null' }, 'foreignOrigin'],
    ['that the browser knows to be cross-site', { 'sec-fetch-site': 'cross-site' }, 'foreignOrigin'],
    ['that the browser knows to be of the same site only', { 'sec-fetch-site': 'same-site' }, 'foreignOrigin'],
    ['without our header', { [PORTAL_HEADER.name]: '' }, 'portalHeaderMissing'],
  ])('%s is refused', async (_name, headers, code) => {
    const browser = await signedIn(api);
    for (const [method, path] of [
      ['PUT', connection],
      ['POST', `${connection}/rights`],
      ['DELETE', connection],
      ['DELETE', '/v1/session'],
    ] as const) {
      expect(await browser.call(method, path, { headers, body: {} })).toMatchObject({ status: 403, body: { code } });
    }
    expect((await browser.call('GET', '/v1/session')).status).toBe(200);
  });

  it('is refused without an origin', async () => {
    const { jar } = await signedIn(api);
    const headers = {
      cookie: `halopsa-portal-session=${jar.get('halopsa-portal-session')}`,
      [PORTAL_HEADER.name]: PORTAL_HEADER.value,
    };
    const reply = await api.call('DELETE', connection, { token: null, headers });
    expect(reply).toMatchObject({ status: 403, body: { code: 'foreignOrigin' } });
  });

  it('of a browser that does not say from which site is taken', async () => {
    const { jar } = await signedIn(api);
    const cookie = `halopsa-portal-session=${jar.get('halopsa-portal-session')}`;
    const headers = { cookie, origin: api.url, [PORTAL_HEADER.name]: PORTAL_HEADER.value };
    expect((await api.call('DELETE', connection, { token: null, headers })).status).toBe(503);
  });

  it('cannot be one that signs somebody in from elsewhere', async () => {
    const browser = createBrowser(api);
    const body = { code: await makeCode(api.tokens) };
    const reply = await browser.call('POST', '/v1/session', { body, headers: { origin: 'https://evil.example' } });
    expect(reply).toMatchObject({ status: 403, body: { code: 'foreignOrigin' } });
    expect((await browser.call('POST', '/v1/session', { body })).status).toBe(200);
  });
});

describe('signing out', () => {
  it('takes the cookie away, and a copy of it counts no more', async () => {
    const browser = await signedIn(api);
    const copy = `halopsa-portal-session=${browser.jar.get('halopsa-portal-session')}`;
    const reply = await browser.call('DELETE', '/v1/session');
    expect(reply).toMatchObject({ status: 200, body: { signOutUrl: null } });
    expect(reply.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^halopsa-portal-session=; Max-Age=0; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/),
    ]);
    expect(browser.jar.size).toBe(0);
    expect((await callWith(copy)).status).toBe(401);
  });

  it('leaves other sessions of the same person', async () => {
    const [here, there] = [await signedIn(api), await signedIn(api)];
    await here.call('DELETE', '/v1/session');
    expect((await there.call('GET', '/v1/session')).status).toBe(200);
  });

  it('works without a session, and twice', async () => {
    const browser = createBrowser(api);
    for (const _ of [1, 2]) expect((await browser.call('DELETE', '/v1/session')).status).toBe(200);
  });
});

import { once } from 'node:events';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { PORTAL_HEADER } from '../../../api/session/same-origin';
import { isLocal, siteOf } from '../../../api/session/site';
import type { RunningApi } from '../running-api';
import { startApi } from '../running-api';
import { createBrowser, makeCode } from './browser';

const received = (host: string, remoteAddress = '127.0.0.1') => ({ headers: { host }, socket: { remoteAddress } });

it.each([
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['LocalHost:80', 'http://localhost'],
  ['[::1]:3000', 'http://[::1]:3000'],
])('people are at %s where nothing else is set', (host, origin) => {
  expect(siteOf(received(host), undefined)).toEqual({ origin, isSecure: false });
});

it.each(['portal.example', '127.0.0.1.evil.example', 'localhost.evil.example', '127.0.0.999', '127.0.0.1:99999', ''])(
  'nobody is at "%s": its name may have been pointed at us by anybody',
  (host) => {
    expect(siteOf(received(host), undefined)).toBeNull();
  },
);

it.each([
  ['127.0.0.1:3000', '127.0.0.1', true],
  ['localhost:3000', '::1', true],
  ['localhost', '::ffff:127.0.0.1', true],
  ['localhost', '10.0.0.7', false],
  ['localhost', '::ffff:10.0.0.7', false],
  ['portal.example', '127.0.0.1', false],
])('a request to %s from %s: on this machine is %s', (host, remoteAddress, local) => {
  expect(isLocal(received(host, remoteAddress))).toBe(local);
});

describe('where PUBLIC_URL is not set', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  /** `fetch` would not send another Host. */
  const callAt = async (host: string, method: string, path: string, headers: Record<string, string>, body = '') => {
    const given = { host, 'content-type': 'application/json', ...headers };
    const sent = request(`${api.url}${path}`, { method, headers: given }).end(body);
    const [reply] = await once(sent, 'response');
    return { status: reply.statusCode, body: await json(reply) };
  };

  it('nobody is signed in under a name that is not this machine’s', async () => {
    const host = 'portal.example';
    const headers = { origin: `http://${host}`, [PORTAL_HEADER.name]: PORTAL_HEADER.value };
    const code = await makeCode(api.tokens);
    expect(await callAt(host, 'POST', '/v1/session', headers, JSON.stringify({ code }))).toMatchObject({
      status: 403,
      body: { code: 'addressUnknown' },
    });
    expect(await callAt(host, 'GET', '/v1/session/sign-in', headers)).toMatchObject({ body: { link: false } });
    const browser = createBrowser(api);
    expect((await browser.call('POST', '/v1/session', { body: { code } })).status).toBe(200);
    const cookie = `halopsa-portal-session=${browser.jar.get('halopsa-portal-session')}`;
    expect((await callAt(host, 'GET', '/v1/session', { cookie })).status).toBe(401);
    expect((await callAt(new URL(api.url).host, 'GET', '/v1/session', { cookie })).status).toBe(200);
  });
});

describe('over https', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi({ signIn: { publicUrl: new URL('https://portal.example') } });
  });
  afterAll(() => api.close());

  it('takes no one-time link', async () => {
    const browser = createBrowser(api);
    expect((await browser.call('GET', '/v1/session/sign-in')).body).toEqual({ oidc: false, link: false });
    const headers = { origin: 'https://portal.example' };
    const reply = await browser.call('POST', '/v1/session', { body: { code: await makeCode(api.tokens) }, headers });
    expect(reply).toMatchObject({ status: 403, body: { code: 'linkForbidden' } });
  });

  it('takes changes from its own page alone, and has a cookie of its own', async () => {
    const browser = createBrowser(api);
    expect(await browser.call('DELETE', '/v1/session')).toMatchObject({
      status: 403,
      body: { code: 'foreignOrigin', detail: expect.stringContaining('https://portal.example') },
    });
    const reply = await browser.call('DELETE', '/v1/session', { headers: { origin: 'https://portal.example' } });
    expect(reply.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-session=; Max-Age=0; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/),
    ]);
  });
});

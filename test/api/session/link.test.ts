import { randomUUID } from 'node:crypto';
import type { RunningApi } from '../running-api';
import { createTokens, startApi } from '../running-api';
import { createBrowser, makeCode, signedIn } from './browser';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const redeem = (code: string, headers: Record<string, string> = {}) =>
  createBrowser(api).call('POST', '/v1/session', { body: { code }, headers });

it('is changed for a session, in a cookie that scripts and other sites never have', async () => {
  const reply = await redeem(await makeCode(api.tokens));
  expect(reply).toMatchObject({
    status: 200,
    body: {
      actor: { id: 'u1', name: 'Ada' },
      partnerId: 'p1',
      partnerPath: ['d1', 'p1'],
      role: 'owner',
      may: ['act', 'readSeats', 'readHealth'],
      temporalUiUrl: null,
    },
  });
  expect(Date.parse(String(reply.body.expiresAt)) - Date.now()).toBeGreaterThan(11.9 * 3_600_000);
  expect(reply.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^halopsa-portal-session=[\w.-]+; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    ),
  ]);
});

it('signs in: the cookie says who it is', async () => {
  const browser = await signedIn(api, { name: 'Grace', role: 'finance', operator: true });
  expect(await browser.call('GET', '/v1/session')).toMatchObject({
    status: 200,
    body: {
      actor: { name: 'Grace' },
      may: ['readSeats', 'readHealth'],
      temporalUiUrl: 'http://ui.test/namespaces/default/workflows',
    },
  });
});

it('counts once', async () => {
  const code = await makeCode(api.tokens);
  expect((await redeem(code)).status).toBe(200);
  expect(await redeem(code)).toMatchObject({ status: 401, body: { code: 'linkRefused' } });
});

it('counts once, also when it comes twice at the same time', async () => {
  const code = await makeCode(api.tokens);
  const replies = await Promise.all([redeem(code), redeem(code), redeem(code)]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
});

it.each<[string, () => Promise<string>]>([
  ['after its 10 minutes', () => makeCode(api.tokens, {}, { expires: '-1s' })],
  ['made before the api began', () => makeCode(api.tokens, {}, { issuedAt: Date.now() / 1000 - 120 })],
  ['of another key', async () => makeCode(await createTokens())],
  ['that is an access token', () => makeCode(api.tokens, {}, { typ: 'at+jwt' })],
  ['without an id', () => makeCode(api.tokens, { jti: '' })],
  ['for another audience', () => makeCode(api.tokens, {}, { audience: 'x' })],
  ['for a role that there is not', () => makeCode(api.tokens, { role: 'root' })],
  ['that is none', async () => randomUUID()],
])('is refused %s', async (_name, code) => {
  const reply = await redeem(await code());
  expect(reply).toMatchObject({ status: 401, body: { code: 'linkRefused' } });
  expect(reply.headers.getSetCookie()).toEqual([]);
});

it('is no access token', async () => {
  const code = await makeCode(api.tokens);
  expect((await api.call('GET', '/v1/session', { token: code })).status).toBe(401);
});

it('cannot be guessed at for long', async () => {
  const guessed = await startApi();
  const browser = createBrowser(guessed);
  const body = { code: 'guess' };
  const replies = [];
  for (let guess = 0; guess < 62; guess += 1) replies.push(await browser.call('POST', '/v1/session', { body }));
  const refused = replies.find(({ status }) => status === 429);
  expect(refused).toMatchObject({ body: { code: 'tooManyRequests' } });
  expect(refused?.headers.get('retry-after')).toBe('60');
  await guessed.close();
});

it('is 64 KB at most, and JSON', async () => {
  const browser = createBrowser(api);
  const body = { code: 'x'.repeat(70_000) };
  expect((await browser.call('POST', '/v1/session', { body })).status).toBe(413);
  const headers = { 'content-type': 'text/plain' };
  expect((await browser.call('POST', '/v1/session', { body: 'code=x', headers })).status).toBe(415);
  expect(await browser.call('POST', '/v1/session', { body: {} })).toMatchObject({
    status: 400,
    body: { fields: { code: expect.any(String) } },
  });
});

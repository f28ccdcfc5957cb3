import type { RequestListener } from 'node:http';
import { startApi } from '../../api/running-api';
import { createBrowser } from '../../api/session/browser';
import { listenAt, startForgedProvider } from '../../api/session/forged-provider';
import {
  client,
  comeBack,
  problemOf,
  reserveIssuer,
  signInAtProvider,
  startProvider,
  startSignIn,
  walkThrough,
} from '../../api/session/identity-provider';

async function startAlone() {
  const issuer = await reserveIssuer();
  return { issuer, api: await startApi({ signIn: { oidc: { issuer, ...client } } }) };
}

const start = '/v1/session/start';

it('keeps nobody else out, is told as a problem, and ends when the provider is back', async () => {
  const { issuer, api } = await startAlone();
  const browser = createBrowser(api);
  const refused = await browser.call('GET', start);
  expect(refused.status).toBe(302);
  expect(problemOf(refused)).toBe('unavailable');
  expect((await api.call('GET', '/v1/session')).status).toBe(200);
  const provider = await startProvider(issuer, api.url);
  expect((await signInAtProvider(browser)).status).toBe(303);
  expect((await browser.call('GET', '/v1/session')).status).toBe(200);
  await Promise.all([api.close(), provider.close()]);
});

it('while somebody is at the provider is told as a problem', async () => {
  const { issuer, api } = await startAlone();
  const provider = await startProvider(issuer, api.url);
  const browser = createBrowser(api);
  const back = await walkThrough(await startSignIn(browser));
  await provider.close();
  expect(problemOf(await comeBack(browser, back))).toBe('unavailable');
  await api.close();
});

it('does not keep anybody signed in', async () => {
  const { issuer, api } = await startAlone();
  const provider = await startProvider(issuer, api.url);
  const browser = createBrowser(api);
  await signInAtProvider(browser);
  await provider.close();
  const restarted = await startApi({ signIn: { oidc: { issuer, ...client } } });
  const again = createBrowser(restarted);
  again.jar.set('halopsa-portal-session', browser.jar.get('halopsa-portal-session') ?? '');
  expect(await again.call('DELETE', '/v1/session')).toMatchObject({ status: 200, body: { signOutUrl: null } });
  expect((await again.call('GET', '/v1/session')).status).toBe(401);
  await Promise.all([api.close(), restarted.close()]);
});

it('is not made by a crowd: who is one too many does not get to the provider', async () => {
  const { issuer, api } = await startAlone();
  const provider = await startForgedProvider(issuer);
  let answer = () => {};
  provider.ready = new Promise((resolve) => {
    answer = resolve;
  });
  const browser = createBrowser(api);
  const { searchParams } = new URL(await startSignIn(browser));
  provider.nonce = searchParams.get('nonce') ?? '';
  const back = new URL(`${api.url}/v1/session/callback?code=c&state=${searchParams.get('state')}`);
  const cookie = `halopsa-portal-sign-in=${browser.jar.get('halopsa-portal-sign-in')}`;
  const replies = Array.from({ length: 121 }, () =>
    browser.call('GET', back.pathname + back.search, { headers: { cookie } }),
  );
  expect(problemOf(await Promise.race(replies))).toBe('unavailable');
  answer();
  expect((await Promise.all(replies)).map(problemOf)).toContain(undefined);
  await Promise.all([api.close(), provider.close()]);
});

const json = { 'content-type': 'application/json' };
const useless: readonly RequestListener[] = [
  // Never answers, and never ends its answer.
  () => undefined,
  (_request, response) => response.writeHead(200, json).write('{"issuer":"'),
  (_request, response) => response.writeHead(200, json).end('x'.repeat(3_000_000)),
  (_request, response) => response.writeHead(503, json).end('{}'),
  (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  (_request, response) => response.writeHead(200, json).end('{"issuer":"https://evil.example"}'),
];

it('is also a provider that talks nonsense, or does not come to an end within seconds', async () => {
  const problems = useless.map(async (listener) => {
    const { issuer, api } = await startAlone();
    const close = await listenAt(issuer, listener);
    const problem = problemOf(await createBrowser(api).call('GET', start));
    await Promise.all([api.close(), close()]);
    return problem;
  });
  expect(await Promise.all(problems)).toEqual(useless.map(() => 'unavailable'));
});

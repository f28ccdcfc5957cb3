import type { RunningApi } from '../running-api';
import { newPartner, startApi } from '../running-api';

let api: RunningApi;
beforeAll(async () => {
  // No Temporal is there, so a call lasts until its deadline.
  api = await startApi({ limits: { requests: 1, checks: 1, lists: 1, waiting: 0 } });
});
afterAll(() => api.close());

type Partner = Awaited<ReturnType<typeof newPartner>>;

/** The answer that is given first of two calls at once; both then leave. */
async function firstOfTwo({ id, token }: Partner, method: string, path: string) {
  const leaving = new AbortController();
  const ask = async () => {
    const init = { method, headers: { authorization: `Bearer ${token}` }, signal: leaving.signal };
    const response = await fetch(`${api.url}/v1/partners/${id}${path}`, init);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const both = [ask(), ask()];
  const first = await Promise.race(both);
  leaving.abort();
  await Promise.allSettled(both);
  return first;
}

it.each([
  ['requests', 'GET', '/halopsa/connection'],
  ['changes that HaloPSA has to check', 'POST', '/halopsa/connection/rights'],
  ['lists', 'GET', '/halopsa/choices/slas'],
])('tells a partner with too many %s so', async (what, method, path) => {
  const refused = await firstOfTwo(await newPartner(api), method, path);
  expect(refused).toMatchObject({
    status: 429,
    body: {
      code: 'tooManyRequests',
      title: 'Too Many Requests',
      detail: `You have too many ${what} at once. Wait for some answers, then try again.`,
    },
  });
  expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(refused.headers.get('retry-after')).toBe('5');
});

it('refuses no other partner, nor a look at its health or its description', async () => {
  const [crowded, other] = [await newPartner(api), await newPartner(api)];
  const look = (partner: Partner) => partner.call('GET', '/halopsa/connection');
  const looks = Promise.all([crowded, crowded, other].map(look));
  for (const path of ['/healthz', '/docs', '/openapi.json']) {
    expect((await api.call('GET', path)).status).toBe(200);
  }
  const [one, another, others] = (await looks).map(({ status }) => status);
  expect([one, another].sort()).toEqual([429, 503]);
  expect(others).toBe(503);
});

import type { RunningApi } from '../running-api';
import { newPartner, startApi } from '../running-api';

let api: RunningApi;
beforeAll(async () => {
  // No Temporal is there, so a call lasts until its deadline.
  api = await startApi({ limits: { requests: 1, checks: 1, lists: 1, waiting: 0 } });
});
afterAll(() => api.close());

type Partner = Awaited<ReturnType<typeof newPartner>>;

/** A call that is under way when this resolves; `leave` closes its connection. */
async function underWay({ id, token }: Partner, method: string, path: string) {
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const reply = fetch(`${api.url}/v1/partners/${id}${path}`, { method, headers, signal: leaving.signal });
  const ended = reply.then(
    () => 'answered',
    () => 'left',
  );
  // What came later on another connection is answered later.
  await api.call('GET', '/healthz');
  return {
    leave: () => {
      leaving.abort();
      return ended;
    },
  };
}

it.each([
  ['requests', 'GET', '/halopsa/connection'],
  ['changes that HaloPSA has to check', 'POST', '/halopsa/connection/rights'],
  ['lists', 'GET', '/halopsa/choices/slas'],
])('tells a partner with too many %s so, and no other one', async (what, method, path) => {
  const [crowded, other] = [await newPartner(api), await newPartner(api)];
  const first = await underWay(crowded, method, path);
  const refused = await crowded.call(method, path);
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
  const others = await underWay(other, method, path);
  expect((await other.call(method, path)).status).toBe(429);
  for (const { leave } of [first, others]) expect(await leave()).toBe('left');
});

it('never refuses the look at its health, nor its description', async () => {
  const partner = await newPartner(api);
  const { leave } = await underWay(partner, 'GET', '/halopsa/connection');
  expect((await partner.call('GET', '/halopsa/connection')).status).toBe(429);
  for (const path of ['/healthz', '/docs', '/openapi.json']) {
    expect((await api.call('GET', path)).status).toBe(200);
  }
  await leave();
});

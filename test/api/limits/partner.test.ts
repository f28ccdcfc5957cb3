import { once } from 'node:events';
import { connect } from 'node:net';
import { routes } from '../../../api/app';
import type { RefusingTemporal } from '../../support/refusing-temporal';
import { startRefusingTemporal } from '../../support/refusing-temporal';
import type { RunningApi } from '../running-api';
import { eventually, newPartner, startApi } from '../running-api';

const ok = 0;
const unavailable = 14;

/** No worker answers until the test says so: Queries wait. Lists are empty, and every other call fails. */
let temporal: RefusingTemporal;
let api: RunningApi;
let queries = 0;
let answer: () => void;
let answered: Promise<void>;
beforeAll(async () => {
  temporal = await startRefusingTemporal(async (method) => {
    if (method === 'ListWorkflowExecutions') return ok;
    if (method === 'QueryWorkflow') {
      queries += 1;
      await answered;
    }
    return unavailable;
  });
  // One is under way, one more waits.
  api = await startApi({ address: temporal.address, limits: { requests: 1, waiting: 1 } });
});
afterAll(async () => {
  await api.close();
  await temporal.close();
});
beforeEach(() => {
  queries = 0;
  answered = new Promise((resolve) => {
    answer = resolve;
  });
});
afterEach(() => answer());

type Partner = Awaited<ReturnType<typeof newPartner>>;

const look = ({ call }: Partner) => call('GET', '/halopsa/connection');
const untilAsked = (count: number) =>
  eventually(
    async () => queries,
    (seen) => seen === count,
  );
const statusesOf = async (calls: readonly ReturnType<Partner['call']>[]) =>
  (await Promise.all(calls)).map(({ status }) => status).sort();

it('tells a partner with too many requests so, and refuses no other one, nor a look at health or description', async () => {
  const [crowded, other] = [await newPartner(api), await newPartner(api)];
  const calls = [look(crowded), look(crowded), look(crowded), look(other)];
  const refused = await Promise.race(calls);
  expect(refused).toMatchObject({
    status: 429,
    body: {
      code: 'tooManyRequests',
      title: 'Too Many Requests',
      detail: 'You have too many requests at once. Wait for some answers, then try again.',
    },
  });
  expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(refused.headers.get('retry-after')).toBe('5');
  for (const path of ['/healthz', '/docs', '/openapi.json']) {
    expect((await api.call('GET', path, { token: null })).status).toBe(200);
  }
  answer();
  expect(await statusesOf(calls)).toEqual([429, 503, 503, 503]);
});

it('keeps no report, no revoke and nothing that needs no Workflow behind looks that no worker answers', async () => {
  const partner = await newPartner(api);
  const secret = { partnerId: partner.id, reference: 'c1' };
  await api.vault.put({ ...secret, credentials: { clientId: 'client', clientSecret: 'secret' } });
  const crowd = [look(partner), look(partner), look(partner)];
  expect(await Promise.race(crowd)).toMatchObject({ status: 429 });
  const report = { name: 'Acme', status: 'active', seats: { used: 1, purchased: 1, active: 1 } };
  const body = { ...report, observedAt: '2026-01-01T00:00:00Z' };
  expect(await partner.call('PUT', '/organizations/o1', { body })).toMatchObject({ body: { code: 'unavailable' } });
  expect((await partner.call('DELETE', '/halopsa/connection')).body.detail).toMatch(/^The credentials are erased/);
  await expect(api.vault.get(secret)).rejects.toMatchObject({ code: 'missing' });
  expect(await api.call('GET', '/v1/session', { token: partner.token })).toMatchObject({ status: 200 });
  const siteUrl = { siteUrl: 'x.halopsa.com' };
  expect(await partner.call('POST', '/halopsa/site-url', { body: siteUrl })).toMatchObject({ status: 200 });
  answer();
  expect(await statusesOf(crowd)).toEqual([429, 503, 503]);
});

it('gives up a look that nobody waits for any more, and lets the next one in', async () => {
  const partner = await newPartner(api);
  const leaving = new AbortController();
  const left = fetch(`${api.url}/v1/partners/${partner.id}/halopsa/connection`, {
    headers: { authorization: `Bearer ${partner.token}` },
    signal: leaving.signal,
  });
  // Of the connection, and of its gate.
  expect(await untilAsked(2)).toBe(2);
  leaving.abort();
  await expect(left).rejects.toThrow();
  const next = look(partner);
  await untilAsked(4);
  answer();
  expect(await next).toMatchObject({ status: 503 });
  expect(queries).toBe(4);
});

it('keeps nobody behind bodies that come slowly', async () => {
  const partner = await newPartner(api);
  const path = '/halopsa/seat-sync/policy';
  const slow = async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    const lines = [
      `PUT /v1/partners/${partner.id}${path} HTTP/1.1`,
      'Host: a',
      `Authorization: Bearer ${partner.token}`,
    ];
    const rest = ['Content-Type: application/json', 'Content-Length: 9', 'Expect: 100-continue'];
    socket.write(`${[...lines, ...rest].join('\r\n')}\r\n\r\n{`);
    await once(socket, 'data');
    return socket;
  };
  const sockets = [await slow(), await slow()];
  expect(await partner.call('PUT', path, { body: [] })).toMatchObject({ status: 400 });
  for (const socket of sockets) socket.destroy();
});

it("counts a look at somebody else's partner as a request, whatever partner is named", async () => {
  const { token } = await newPartner(api);
  const looks = ['x1', 'x2', 'x3'].map((id) => api.call('GET', `/v1/partners/${id}/halopsa/live`, { token }));
  expect(await Promise.race(looks)).toMatchObject({ status: 429 });
  answer();
  expect(await statusesOf(looks)).toEqual([429, 503, 503]);
});

it('counts what a look at the operations asks the gate as a request', async () => {
  const partner = await newPartner(api);
  const looks = [0, 100, 200].map((cursor) => partner.call('GET', `/halopsa/operations?cursor=${cursor}`));
  expect(await Promise.race(looks)).toMatchObject({ status: 429 });
  answer();
  expect(await statusesOf(looks)).toEqual([429, 503, 503]);
});

it.each([
  ['checks', ['connect', 'checkRights', 'saveTicketMapping', 'mapOrganization', 'unlinkOrganization', 'previewSeats']],
  [
    'lists',
    [
      'readLive',
      'readSetUpRecord',
      'listTicketTypes',
      'listSlas',
      'listPriorities',
      'listCustomers',
      'listSoftwareLicences',
      'listOrganizations',
      'listOperations',
    ],
  ],
  ['reports', ['registerOrganization']],
  ['revokes', ['revokeConnection']],
  ['immediate', ['checkSiteUrl', 'readSession']],
])('counts apart what would keep others waiting, and what must not wait: %s', (limit, ids) => {
  const counted = routes.flatMap(({ id, operation }) => ('limit' in operation && operation.limit === limit ? id : []));
  expect(counted).toEqual(ids);
});

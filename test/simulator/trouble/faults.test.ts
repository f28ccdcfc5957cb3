import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import type { Caller } from '../caller';
import { askAndHangUp, askToken, connect } from '../caller';

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await createSimulator({ customers: 5, rateLimit: null });
});
beforeEach(async () => {
  await simulator.reset();
  caller = await connect(simulator);
});
afterAll(() => simulator.close());

const fail = (effect: Parameters<Simulator['control']['faults']['add']>[0]['effect'], more: object = {}) =>
  simulator.control.faults.add({ path: '/api', ...more, effect });
const ticket = { summary: 'Backup failed', client_id: 12 };

test.each([
  [500, ''],
  [401, ''],
  [429, /^Rate Limit Reached/],
  [502, /<html>/],
  [503, /<html>/],
  [504, ''],
])('answers %i as HaloPSA does', async (status, text) => {
  fail({ kind: 'status', status });
  expect(await caller.get('/api/Client')).toMatchObject({
    status,
    text: typeof text === 'string' ? text : expect.stringMatching(text),
  });
});

test('names the limit in force with a 429, or else the usual one', async () => {
  fail({ kind: 'status', status: 429 });
  const text = async () => (await caller.get('/api/Client')).text;
  expect(await text()).toBe('Rate Limit Reached - 300 Requests per rolling 5 minute window');
  simulator.control.rateLimit.set({ requests: 40, windowSeconds: 90, retryAfter: false });
  expect(await text()).toBe('Rate Limit Reached - 40 Requests per rolling 90 second window');
});

test('says when to try again, if told to, and takes a body of one’s own', async () => {
  fail({ kind: 'status', status: 429, retryAfterSeconds: 7 }, { times: 1 });
  expect((await caller.get('/api/Client')).headers.get('retry-after')).toBe('7');
  fail({ kind: 'status', status: 400, body: { Message: 'no' } });
  expect((await caller.get('/api/Client')).json).toEqual({ Message: 'no' });
});

test('lasts for the next n requests, or until it is removed', async () => {
  fail({ kind: 'status', status: 500 }, { times: 2 });
  const statuses = [await caller.get('/api/Client'), await caller.get('/api/Client'), await caller.get('/api/Client')];
  expect(statuses.map(({ status }) => status)).toEqual([500, 500, 200]);
  const { id } = fail({ kind: 'status', status: 500 });
  expect((await caller.get('/api/Client')).status).toBe(500);
  expect(simulator.control.faults.remove(id)).toBe(true);
  expect((await caller.get('/api/Client')).status).toBe(200);
});

test('comes and goes', async () => {
  fail({ kind: 'status', status: 503 }, { flapping: { down: 2, up: 1 }, path: '/api/Client' });
  const statuses: number[] = [];
  for (let asked = 0; asked < 5; asked += 1) {
    expect((await caller.get('/api/SLA')).status).toBe(200);
    statuses.push((await caller.get('/api/Client')).status);
  }
  expect(statuses).toEqual([503, 503, 200, 503, 503]);
});

test('hits only the path and the method that it is for, in any case', async () => {
  fail({ kind: 'status', status: 500 }, { path: '/api/tickets', method: 'post' });
  expect((await caller.get('/api/Tickets')).status).toBe(200);
  expect((await caller.get('/api/Client')).status).toBe(200);
  expect((await caller.post('/API/Tickets', [ticket])).status).toBe(500);
  expect(simulator.control.tickets.list()).toEqual([]);
});

test('troubles the token endpoint too', async () => {
  fail({ kind: 'status', status: 400, body: { error: 'server_error' } }, { path: '/auth/token' });
  expect(await askToken(simulator.credentials)).toMatchObject({ status: 400, json: { error: 'server_error' } });
});

test('delays, together with another trouble', async () => {
  fail({ kind: 'latency', milliseconds: 40 });
  fail({ kind: 'status', status: 504 });
  const before = performance.now();
  expect((await caller.get('/api/Client')).status).toBe(504);
  expect(performance.now() - before).toBeGreaterThan(35);
});

test('gives no answer at all until the caller gives up', async () => {
  fail({ kind: 'hang' });
  await askAndHangUp(simulator, '/api/authinfo');
  expect(simulator.control.requests.report().recent.at(-1)).toMatchObject({ path: '/api/authinfo', status: null });
});

test('resets the connection', async () => {
  fail({ kind: 'reset' });
  await expect(caller.get('/api/Client')).rejects.toThrow();
});

test('answers 200 with a page, with broken JSON, or with a redirect', async () => {
  fail({ kind: 'htmlPage' }, { times: 1 });
  fail({ kind: 'brokenJson' }, { times: 1 });
  fail({ kind: 'redirect', location: 'http://127.0.0.1:1/inside' }, { times: 1 });
  const page = await caller.get('/api/Client');
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  const broken = await caller.get('/api/Client');
  expect(broken).toMatchObject({ status: 200, json: undefined });
  expect(broken.headers.get('content-type')).toContain('application/json');
  const redirect = await caller.get('/api/Client');
  expect([redirect.status, redirect.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/inside']);
});

test('answers with more than a client should read', async () => {
  fail({ kind: 'hugeBody', mebibytes: 3 });
  expect((await caller.get('/api/Client')).text.length).toBeGreaterThan(3 * 2 ** 20);
  fail({ kind: 'hugeBody', mebibytes: 1000 });
  simulator.control.faults.remove(1);
  const response = await fetch(`${simulator.url}/api/authinfo`);
  await response.body?.cancel();
});

test.each(['gzip', 'deflate', 'br'] as const)('answers with much in little, packed by %s', async (encoding) => {
  fail({ kind: 'hugeBody', mebibytes: 3, encoding });
  const reply = await caller.get('/api/Client');
  expect(reply.headers.get('content-encoding')).toBe(encoding);
  expect(reply.text.length).toBeGreaterThan(3 * 2 ** 20);
});

test('loses the reply after the write took effect', async () => {
  fail({ kind: 'lostReply' }, { path: '/api/tickets', method: 'POST', times: 1 });
  await expect(caller.post('/api/Tickets', [ticket])).rejects.toThrow();
  expect(simulator.control.tickets.list()).toMatchObject([{ id: 1, summary: 'Backup failed' }]);
  expect((await caller.post('/api/Tickets', [ticket])).json).toMatchObject({ id: 2 });
});

test('answers something else after the write took effect', async () => {
  fail({ kind: 'otherReply', status: 201, body: [] }, { path: '/api/softwarelicence', method: 'POST', times: 1 });
  fail({ kind: 'otherReply' }, { path: '/api/softwarelicence', method: 'POST', times: 1 });
  for (const [count, status, text] of [
    [41, 201, '[]'],
    [42, 200, ''],
  ] as const) {
    expect(await caller.post('/api/SoftwareLicence', [{ id: 101, count }])).toMatchObject({ status, text });
    expect(simulator.control.licences.get(101).count).toBe(count);
  }
});

test('refuses the writes of one record, and not its reads', async () => {
  fail({ kind: 'status', status: 403 }, { record: 101 });
  expect((await caller.post('/api/SoftwareLicence', [{ id: 101, count: 41 }])).status).toBe(403);
  expect((await caller.post('/api/SoftwareLicence', [{ id: 102, count: 41 }])).status).toBe(201);
  expect((await caller.get('/api/SoftwareLicence/101')).status).toBe(200);
});

test('sends a list without an end, whatever page was asked for', async () => {
  fail({ kind: 'manyRows', rows: 3 });
  expect((await caller.get('/api/Client?pageinate=true&page_size=1&page_no=2')).json).toEqual([
    { id: 1, name: 'Row 1' },
    { id: 2, name: 'Row 2' },
    { id: 3, name: 'Row 3' },
  ]);
});

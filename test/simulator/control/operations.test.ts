import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import type { Answer, Caller } from '../caller';
import { ask, askAndHangUp, askToken, connect } from '../caller';

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await createSimulator({ customers: 5, licencesPerCustomer: 1, rateLimit: null });
});
beforeEach(async () => {
  await simulator.reset();
  caller = await connect(simulator);
});
afterAll(() => simulator.close());

const control = (method: string, path: string, body?: unknown): Promise<Answer> =>
  ask(`${simulator.url}/_simulator${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const get = (path: string) => control('GET', path);

test('counts requests by kind and by path, and lists the newest', async () => {
  simulator.control.requests.clear();
  await askToken(simulator.credentials);
  await caller.get('/api/Client/12');
  await caller.get('/api/client/13?includedetails=true');
  await caller.post('/api/SoftwareLicence', [{ id: 101, count: 1 }]);
  expect((await get('/requests')).json).toMatchObject({
    total: 4,
    byKind: { token: 1, read: 2, write: 1 },
    byPath: { 'POST /auth/token': 1, 'GET /api/client/:id': 2, 'POST /api/softwarelicence': 1 },
    recent: [
      {},
      { path: '/api/Client/12', status: 200 },
      { query: 'includedetails=true' },
      { kind: 'write', status: 201 },
    ],
  });
  expect((await control('DELETE', '/requests')).status).toBe(204);
  expect((await get('/requests')).json).toMatchObject({ total: 0, recent: [] });
});

test('tells which records a write named, also one that was refused or lost', async () => {
  simulator.control.faults.add({ method: 'POST', times: 1, effect: { kind: 'status', status: 503 } });
  await caller.post('/api/SoftwareLicence', [{ id: 101, count: 1 }, { id: 102 }]);
  await caller.post('/api/SoftwareLicence', [{ id: 101, count: 1 }]);
  await caller.post('/api/Client', [{ name: 'without an id' }]);
  expect(simulator.control.requests.report().recent.slice(-3)).toMatchObject([
    { records: [101, 102], status: 503 },
    { records: [101], status: 201 },
    { records: [] },
  ]);
  expect(simulator.control.requests.report().writesByRecord).toMatchObject({
    '/api/softwarelicence 101': 2,
    '/api/softwarelicence 102': 1,
  });
});

test('tells how many requests were under way at once, those whose caller hung up included', async () => {
  const { faults, requests } = simulator.control;
  requests.clear();
  await caller.get('/api/Client');
  expect(requests.report().mostAtOnce).toBe(1);
  faults.add({ effect: { kind: 'latency', milliseconds: 1_000 } });
  await Promise.all([1, 2, 3].map(() => caller.get('/api/Client')));
  expect(requests.report().mostAtOnce).toBe(3);
  faults.clear();
  faults.add({ effect: { kind: 'hang' }, times: 1 });
  await askAndHangUp(simulator, '/api/authinfo');
  await caller.get('/api/Client');
  requests.clear();
  await caller.get('/api/Client');
  expect(requests.report().mostAtOnce).toBe(1);
});

test('never shows the secret or a token', async () => {
  const before = simulator.credentials;
  await ask(`${simulator.url}/api/Client?client_secret=${before.clientSecret}&access_token=abc`);
  await askToken(before);
  const Listing = (await get('/')).json;
  expect(Listing).toMatchObject({ operations: expect.arrayContaining(['GET /_simulator/requests']) });
  for (const path of [
    '/application',
    '/requests',
    '/rights',
    '/faults',
    '/clock',
    '/rate-limit',
    '/tickets',
    '/licences',
    '/customers',
  ]) {
    const { status, text } = await get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(text).not.toContain(before.clientSecret);
    expect(text).not.toContain('abc');
  }
  const rotated = await control('POST', '/application/rotate-secret', {});
  expect([rotated.status, rotated.text]).toEqual([204, '']);
  expect(simulator.credentials.clientSecret).not.toBe(before.clientSecret);
});

test('takes a new secret from whoever wants to go on with it', async () => {
  await control('POST', '/application/rotate-secret', { clientSecret: 'chosen' });
  expect((await askToken({ ...simulator.credentials, clientSecret: 'chosen' })).status).toBe(200);
});

test('sets faults, rights, time and the limit over HTTP', async () => {
  expect(
    (await control('POST', '/faults', { path: '/api/client', effect: { kind: 'status', status: 503 } })).json,
  ).toMatchObject({ id: 1 });
  expect((await caller.get('/api/Client')).status).toBe(503);
  expect((await control('DELETE', '/faults/1')).json).toEqual({ removed: true });
  expect((await control('PATCH', '/rights', { claims: { Lx: 0 } })).json).toMatchObject({
    claims: { Lx: '0', Tx: '2' },
  });
  expect((await caller.get('/api/SoftwareLicence')).status).toBe(403);
  await control('PUT', '/rate-limit', { requests: 1, windowSeconds: 60 });
  expect([(await caller.get('/api/Client')).status, (await caller.get('/api/Client')).status]).toEqual([200, 429]);
  await control('POST', '/clock/advance', { seconds: 61 });
  expect((await caller.get('/api/Client')).status).toBe(200);
  await control('PUT', '/rate-limit', null);
  expect((await caller.get('/api/Client')).status).toBe(200);
});

test('edits a licence by hand: another count, another customer, out of reach, gone', async () => {
  expect((await control('PATCH', '/licences/101', { count: 77 })).json).toMatchObject({ count: 77 });
  expect((await caller.get('/api/SoftwareLicence/101')).json).toMatchObject({ count: 77 });
  await control('PATCH', '/licences/101', { client_id: 13 });
  expect((await caller.get('/api/SoftwareLicence?client_id=12')).json).toMatchObject({ record_count: 0 });
  expect((await caller.get('/api/SoftwareLicence?client_id=13')).json).toMatchObject({ record_count: 2 });
  expect((await get('/licences?customerId=13')).json).toMatchObject({ length: 2 });
  await control('PATCH', '/licences/101', { accessible: false });
  expect((await caller.get('/api/SoftwareLicence/101')).status).toBe(403);
  expect((await control('DELETE', '/licences/101')).status).toBe(204);
  expect((await caller.get('/api/SoftwareLicence/101')).status).toBe(404);
});

test('keeps the count of a licence inside of a range, and answers 201 with what it keeps', async () => {
  await control('PATCH', '/licences/101', { count: 10, count_range: { min: 5, max: 12 } });
  for (const [count, kept] of [
    [20, 12],
    [1, 5],
    [7, 7],
  ]) {
    const answer = await caller.post('/api/SoftwareLicence', [{ id: 101, count }]);
    expect(answer).toMatchObject({ status: 201, json: { count: kept } });
    expect(answer.json).not.toHaveProperty('count_range');
  }
  await control('PATCH', '/licences/101', { count_range: null });
  expect((await caller.post('/api/SoftwareLicence', [{ id: 101, count: 20 }])).json).toMatchObject({ count: 20 });
});

test('edits a customer by hand: its name, out of reach, gone', async () => {
  await control('PATCH', '/customers/12', { name: 'Renamed Ltd' });
  expect((await caller.get('/api/Client/12')).json).toMatchObject({ name: 'Renamed Ltd' });
  await control('PATCH', '/customers/12', { accessible: false });
  expect((await caller.get('/api/Client/12')).status).toBe(403);
  expect((await caller.get('/api/Client')).json).toMatchObject({ record_count: 4 });
  expect((await caller.get('/api/SoftwareLicence/101')).status).toBe(403);
  await control('DELETE', '/customers/12');
  expect((await caller.get('/api/Client/12')).status).toBe(404);
});

test('closes and merges a ticket by hand, and shows it with its actions', async () => {
  await caller.post('/api/Tickets', [{ summary: 'one', client_id: 12 }]);
  await control('PATCH', '/tickets/1', { status_id: 9, merged_into_id: 5 });
  expect((await get('/tickets/1')).json).toMatchObject({
    hasbeenclosed: true,
    merged_into_id: 5,
    actions: [{ sys: true }],
  });
  expect((await caller.get('/api/Tickets/1')).json).toMatchObject({ status_id: 9, merged_into_id: 5 });
});

test('answers in a sentence what it does not understand', async () => {
  expect(await control('PATCH', '/licences/9999', { count: 1 })).toMatchObject({
    status: 404,
    json: { error: expect.stringContaining('9999') },
  });
  expect(await control('PATCH', '/licences/101', { seats: 1 })).toMatchObject({
    status: 400,
    json: { error: expect.stringContaining('seats') },
  });
  expect((await control('POST', '/faults', { effect: { kind: 'fire' } })).status).toBe(400);
});

test('says of what it does not have where to look, and does not count it as a request to HaloPSA', async () => {
  simulator.control.requests.clear();
  for (const [method, path] of [
    ['GET', '/faultz?all=1'],
    ['PUT', '/clock'],
  ] as const) {
    expect(await control(method, path)).toMatchObject({
      status: 404,
      json: { error: `There is no ${method} /_simulator${path} in the control. GET /_simulator/ lists what there is.` },
    });
  }
  expect(simulator.control.requests.report().total).toBe(0);
});

test('goes back to the seed', async () => {
  const { clientSecret } = simulator.credentials;
  await caller.post('/api/Tickets', [{ summary: 'one' }]);
  simulator.control.application.rotateSecret();
  simulator.control.clock.advance(1000);
  expect((await control('POST', '/reset')).status).toBe(204);
  expect(simulator.control.tickets.list()).toEqual([]);
  expect(simulator.credentials.clientSecret).toBe(clientSecret);
  expect(simulator.control.clock.now().getTime()).toBeLessThanOrEqual(Date.now());
});

test('says on its first page what it is', async () => {
  expect((await ask(`${simulator.url}/`)).text).toContain('HaloPSA simulator');
  expect((await ask(`${simulator.url}/elsewhere`)).status).toBe(404);
});

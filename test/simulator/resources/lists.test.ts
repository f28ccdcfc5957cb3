import { z } from 'zod';
import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import type { Caller } from '../caller';
import { connect } from '../caller';

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await createSimulator({ customers: 120, rateLimit: null });
  caller = await connect(simulator);
});
afterAll(() => simulator.close());

const Envelope = z.looseObject({ record_count: z.int(), page_no: z.int().optional(), page_size: z.int().optional() });
const Ids = z.array(z.object({ id: z.int() }));
const Licences = z.object({
  licences: z.array(z.looseObject({ client_id: z.int(), is_active: z.boolean(), deleted: z.boolean() })),
});

async function ids(path: string, name: string): Promise<number[]> {
  const envelope = Envelope.parse((await caller.get(path)).json);
  return Ids.parse(envelope[name]).map(({ id }) => id);
}

test.each([
  ['Client', 'clients'],
  ['SoftwareLicence', 'licences'],
  ['Supplier', 'suppliers'],
  ['Tickets', 'tickets'],
  ['Actions', 'actions'],
  ['Site', 'sites'],
  ['Users', 'users'],
])('wraps the list of %s under %s', async (path, name) => {
  expect((await caller.get(`/api/${path}`)).json).toEqual({
    record_count: expect.any(Number),
    [name]: expect.any(Array),
  });
});

test.each(['TicketType', 'SLA', 'Priority', 'Status', 'Outcome', 'Agent', 'Team'])(
  'gives %s as a bare array',
  async (path) => {
    expect((await caller.get(`/api/${path}`)).json).toEqual(expect.arrayContaining([]));
  },
);

test('matches paths in any case and ignores parameters it does not know', async () => {
  expect((await caller.get('/API/softwarelicence/101')).status).toBe(200);
  expect((await caller.get('/api/client?clientname=nobody')).json).toMatchObject({ record_count: 120 });
});

test('lists inactive customers too, or alone', async () => {
  const count = async (query: string) =>
    Envelope.parse((await caller.get(`/api/Client?${query}`)).json)['record_count'];
  const [active, all, inactive] = [
    await count(''),
    await count('includeinactive=true'),
    await count('includeactive=false&includeinactive=true'),
  ];
  expect(inactive).toBeGreaterThan(0);
  expect(all).toBe(Number(active) + Number(inactive));
});

test('ignores the page without pageinate, and gives 50 unless count says otherwise', async () => {
  expect(await ids('/api/Client?page_size=10&page_no=2', 'clients')).toHaveLength(50);
  expect(await ids('/api/Client?count=7', 'clients')).toHaveLength(7);
});

test('gives pages that together hold every row once', async () => {
  const pages = [1, 2, 3].map((page) =>
    ids(`/api/Client?pageinate=true&page_size=50&page_no=${page}&order=id`, 'clients'),
  );
  const all = (await Promise.all(pages)).flat();
  expect(all).toEqual(Array.from({ length: 120 }, (_, index) => 12 + index));
});

test('counts nothing on a page past the end', async () => {
  const { json } = await caller.get('/api/Client?pageinate=true&page_size=50&page_no=4');
  expect(json).toEqual({ page_no: 4, page_size: 50, record_count: 0, clients: [] });
});

test('gives at most 100 tickets a page, whatever was asked', async () => {
  await caller.post(
    '/api/Tickets',
    Array.from({ length: 101 }, (_, index) => ({ summary: `Ticket ${index}` })),
  );
  const path = '/api/Tickets?pageinate=true&page_size=1000&page_no=1';
  expect((await caller.get(path)).json).toMatchObject({ page_size: 100, record_count: 101 });
  expect(await ids(path, 'tickets')).toHaveLength(100);
  expect(await ids('/api/Tickets?count=1000', 'tickets')).toHaveLength(100);
});

test('sorts by what is asked, downwards too', async () => {
  expect(await ids('/api/Client?count=2&order=id&orderdesc=true', 'clients')).toEqual([131, 130]);
  const names = z.object({ clients: z.array(z.object({ name: z.string() })) });
  const sorted = names
    .parse((await caller.get('/api/Client?count=1000&order=name')).json)
    .clients.map(({ name }) => name.toLowerCase());
  expect(sorted).toEqual(sorted.toSorted());
});

test('refuses a page number that is no number, by the name of the parameter', async () => {
  const { status, json } = await caller.get('/api/Client?pageinate=true&page_no=two');
  expect({ status, json }).toEqual({ status: 400, json: { page_no: ["The value 'two' is not valid."] } });
});

test('finds customers by a part of the name, and inactive ones only when asked', async () => {
  const [{ name } = { name: '' }] = simulator.control.customers.list();
  expect(await ids(`/api/Client?search=${encodeURIComponent(name.slice(1).toUpperCase())}`, 'clients')).toContain(12);
  expect((await caller.get('/api/Client?includeinactive=true')).json).toMatchObject({ record_count: 123 });
});

test('gives the licences of one customer, inactive and deleted ones only when asked', async () => {
  const all = Licences.parse((await caller.get('/api/SoftwareLicence?includeinactive=true&count=1000')).json).licences;
  const active = Licences.parse((await caller.get('/api/SoftwareLicence?count=1000')).json).licences;
  expect(all.some(({ deleted }) => deleted)).toBe(true);
  expect(all.some(({ is_active, deleted }) => !is_active && !deleted)).toBe(true);
  expect(active.every(({ is_active, deleted }) => is_active && !deleted)).toBe(true);
  const own = Licences.parse((await caller.get('/api/SoftwareLicence?client_id=20')).json).licences;
  expect(own.length).toBeGreaterThan(0);
  expect(own.every(({ client_id }) => client_id === 20)).toBe(true);
});

test('lists only the ticket types that the question is about', async () => {
  const of = async (query: string) =>
    Ids.parse((await caller.get(`/api/TicketType?${query}`)).json).map(({ id }) => id);
  expect(await of('')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(await of('showinactive=true')).toContain(10);
  expect(await of('can_create_only=true&domain=reqs')).toEqual([1, 2, 3, 4, 5, 6, 8]);
  expect(await of('domain=opps')).toEqual([9]);
  expect(await of('client_id=50')).not.toContain(8);
});

test('lists priorities per SLA: a UUID of their own, a small number that repeats, one of them hidden', async () => {
  const Priorities = z.array(z.object({ id: z.uuid(), priorityid: z.int(), ishidden: z.boolean() }));
  const rows = Priorities.parse((await caller.get('/api/Priority?slaid=1')).json);
  expect(rows.map(({ priorityid }) => priorityid)).toEqual([1, 2, 3, 4, 5]);
  expect(rows.filter(({ ishidden }) => ishidden)).toHaveLength(1);
  expect((await caller.get(`/api/Priority/${rows[0]?.id}`)).json).toMatchObject({ slaid: 1, priorityid: 1 });
  expect((await caller.get('/api/Priority/1')).status).toBe(404);
  expect((await caller.get('/api/SLA?showpriorities=true')).json).toMatchObject([
    { priorities: { length: 5 } },
    {},
    {},
  ]);
  expect((await caller.get('/api/SLA')).text).not.toContain('priorities');
});

test('lists the statuses that a ticket type may have, without the closed ones when asked', async () => {
  const of = async (query: string) => Ids.parse((await caller.get(`/api/Status?${query}`)).json).map(({ id }) => id);
  expect(await of('')).toEqual([1, 2, 4, 5, 8, 9, 28]);
  expect(await of('excludeclosed=true')).toEqual([1, 2, 4, 5, 28]);
  expect(await of('tickettype_id=8')).toEqual([1, 2, 9]);
});

test('answers 404 for an unknown path or id and a wrong kind of id, 405 for PUT', async () => {
  for (const path of ['/api/Nothing', '/api/Client/999999', '/api/Client/abc', '/api/SoftwareLicence/0']) {
    expect(await caller.get(path)).toMatchObject({ status: 404, text: '' });
  }
  expect((await caller.send('PUT', '/api/Client/12', '{}')).status).toBe(405);
});

test('carries about 2 MB in Agent/me, as a live tenant does', async () => {
  expect((await caller.get('/api/Agent/me')).text.length).toBeGreaterThan(2_000_000);
});

test.each([
  ['2.184', null, false],
  ['2.208', [], false],
  ['2.250', [], true],
] as const)('version %s differs in its empty lists and its newer licence fields', async (version, none, newer) => {
  const other = await createSimulator({ customers: 1, version });
  const old = await connect(other);
  expect((await old.get('/api/SoftwareLicence?client_id=1')).json).toEqual({ record_count: 0, licences: none });
  expect((await old.get('/api/SoftwareLicence/101')).text.includes('consumedcount')).toBe(newer);
  expect((await old.post('/api/SoftwareLicence', [{ id: 101, count: 2.5 }])).status).toBe(newer ? 201 : 400);
  await other.close();
});

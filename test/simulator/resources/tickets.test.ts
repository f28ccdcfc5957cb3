import { z } from 'zod';
import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import type { Caller } from '../caller';
import { connect } from '../caller';

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

const ticket = { summary: 'Backup failed BK-7F3K2Q', tickettype_id: 3, client_id: 12 };
const create = async (body: object) => (await caller.post('/api/Tickets', [body])).json;
const update = async (body: object) => (await caller.post('/api/Tickets', [{ id: 1, ...body }])).json;
const count = async (query: string): Promise<number> =>
  z.object({ record_count: z.int() }).parse((await caller.get(`/api/Tickets?${query}`)).json).record_count;

test('makes a ticket of a summary alone', async () => {
  expect(await create({ summary: 'Help' })).toMatchObject({
    id: 1,
    tickettype_id: 1,
    sla_id: 1,
    priority_id: 3,
    status_id: 1,
  });
});

test('takes the SLA of the type, and a priority only when it is one of that SLA', async () => {
  expect(await create(ticket)).toMatchObject({ sla_id: 2, priority_id: 2, priority_name: 'P2 Degraded' });
  expect(await create({ ...ticket, priority_id: 3 })).toMatchObject({ priority_name: 'P3 Question' });
  expect(await create({ ...ticket, priority_id: 4 })).toMatchObject({ priority_name: 'P2 Degraded' });
  expect(await create({ ...ticket, sla_id: 1, priority_id: 4 })).toMatchObject({ sla_id: 1, priority_name: 'Low' });
  expect(await create({ ...ticket, tickettype_id: 6, priority_id: 2 })).toMatchObject({ sla_id: -1, priority_id: 0 });
});

test('fills each form of the text from the other', async () => {
  expect(await create({ ...ticket, details_html: '<p>One <b>bold</b></p>' })).toMatchObject({ details: 'One bold' });
  expect(await create({ ...ticket, details: 'Plain' })).toMatchObject({ details: 'Plain', details_html: 'Plain' });
});

test('wants a site where the type does, one of the customer, and one with a user', async () => {
  expect(await create({ ...ticket, tickettype_id: 4, site_id: 12 })).toMatchObject({ id: 1, site_name: 'Main' });
  expect(await create({ ...ticket, site_id: 13 })).toMatch(/does not belong/);
  expect(await create({ ...ticket, user_id: 12 })).toBe('A Site must be selected');
});

test('finds a ticket by the filters of its customer, text, type and state', async () => {
  await create(ticket);
  await create({ ...ticket, summary: 'Something else', client_id: 13, tickettype_id: 1 });
  await caller.post('/api/Tickets', [{ id: 2, status_id: 9 }]);
  expect(await count('client_id=12')).toBe(1);
  expect(await count('search_summary=bk-7f3k2q')).toBe(1);
  expect(await count('client_id=13&search_summary=BK-7F3K2Q')).toBe(0);
  expect(await count('requesttype_id=1')).toBe(1);
  expect(await count('open_only=true')).toBe(1);
  expect(await count('closed_only=true')).toBe(1);
  expect(await count('ticketids=1,2&client_ids=13')).toBe(1);
  expect(await count('lastupdatefromdate=2999-01-01')).toBe(0);
});

test('closes with a note, tolerates another close, and reopens only with the right lf', async () => {
  await create(ticket);
  expect(await update({ status_id: 9, closure_note: 'Recovered' })).toMatchObject({
    hasbeenclosed: true,
    status_name: 'Closed',
  });
  expect((await caller.get('/api/Actions?ticket_id=1&excludesys=true')).json).toMatchObject({
    record_count: 1,
    actions: [{ note: 'Recovered' }],
  });
  expect(await update({ status_id: 9 })).toMatchObject({ status_id: 9 });
  expect(await update({ status_id: 2 })).toMatch(/closed Tickets/);
  simulator.control.rights.change({ claims: { lf: 1 } });
  expect(await update({ status_id: 2 })).toMatchObject({ status_id: 2, dateclosed: '1901-01-01T00:00:00' });
});

test('adds a note with an outcome, which may set the status', async () => {
  await create(ticket);
  const add = async (action: object) =>
    (await caller.post('/api/Actions', [{ ticket_id: 1, note: 'Again', ...action }])).json;
  expect(await add({})).toBe('An Outcome must be entered for this Action');
  expect(await add({ outcome_id: 23 })).toBe('You do not have access to this Action at the moment');
  expect(await add({ outcome_id: 7 })).toMatchObject({ ticket_id: 1, outcome: 'Internal Note' });
  expect(await add({ outcome: 'close', new_status: 9 })).toMatchObject({ outcome_id: 9 });
  expect(simulator.control.tickets.get(1)).toMatchObject({ hasbeenclosed: true, actions: { length: 3 } });
});

test('lists no actions without a ticket, and the system’s own unless left out', async () => {
  await create(ticket);
  expect((await caller.get('/api/Actions')).json).toEqual({ record_count: 0, actions: [] });
  expect((await caller.get('/api/Actions?ticket_id=1')).json).toMatchObject({ record_count: 1 });
  expect((await caller.get('/api/Actions?ticket_id=1&excludesys=true')).json).toMatchObject({ record_count: 0 });
});

test('deletes softly: a 404 until _recover brings it back', async () => {
  await create(ticket);
  expect(await caller.send('DELETE', '/api/Tickets/1?reason=test')).toMatchObject({ status: 200, json: { id: 1 } });
  expect((await caller.get('/api/Tickets/1')).status).toBe(404);
  expect(await count('client_id=12')).toBe(0);
  expect((await caller.post('/api/Tickets', [{ id: 1, summary: 'x' }])).status).toBe(404);
  expect(await update({ _recover: true, _validate_updates: true })).toMatchObject({ id: 1, deleted: false });
});

test('writes dates in UTC without an offset', async () => {
  const { dateoccurred } = z.object({ dateoccurred: z.string() }).parse(await create(ticket));
  expect(dateoccurred).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
  expect(Math.abs(Date.parse(`${dateoccurred}Z`) - Date.now())).toBeLessThan(5000);
});

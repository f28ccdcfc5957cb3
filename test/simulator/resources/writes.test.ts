import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import type { Caller } from '../caller';
import { connect } from '../caller';

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await createSimulator({ customers: 5, licencesPerCustomer: 2, rateLimit: null, version: '2.208' });
});
beforeEach(async () => {
  await simulator.reset();
  caller = await connect(simulator);
});
afterAll(() => simulator.close());

const ticket = { summary: 'Backup failed', tickettype_id: 3, client_id: 12 };

test('refuses a bare object where an array is due, and an array where an object is', async () => {
  expect(await caller.post('/api/Tickets', ticket)).toMatchObject({
    status: 400,
    json: { '': [expect.stringContaining('array')] },
  });
  expect((await caller.post('/api/Tickets/Object', [ticket])).status).toBe(400);
  expect(await caller.post('/api/Tickets/Object', ticket)).toMatchObject({ status: 201, json: { id: 1 } });
});

test('the first shape of 400 names the place of the first value that does not fit', async () => {
  const { status, json } = await caller.post('/api/SoftwareLicence', [{ id: 101, count: 'many' }, { id: 'x' }]);
  expect({ status, json }).toEqual({ status: 400, json: { '[0].count': [expect.stringContaining('[0].count')] } });
  expect((await caller.post('/api/SoftwareLicence', [{ id: 101, count: 9.5 }])).status).toBe(400);
  expect((await caller.send('POST', '/api/Tickets', '[{')).json).toEqual({ '': [expect.any(String)] });
});

test('the second shape of 400 is a sentence, for the first rule that is broken', async () => {
  const refusal = async (body: object) => (await caller.post('/api/Tickets', [body])).json;
  expect(await refusal({ tickettype_id: 4 })).toBe('A Site must be selected');
  expect(await refusal({ ...ticket, tickettype_id: 5 })).toMatch(/^CODE:APP03\/2 /);
  expect(await refusal({ ...ticket, tickettype_id: 7 })).toMatch(/permission/);
  expect((await caller.post('/api/Supplier', [{ name: 'Backup Vendor' }])).json).toBe('Name must be unique');
});

test('the third shape of 400 is a serialised exception', async () => {
  const { status, json } = await caller.post('/api/SoftwareLicence', [{ client_id: 12, count: 3 }]);
  expect(status).toBe(400);
  expect(json).toMatchObject({
    ClassName: expect.stringContaining('SqlException'),
    Message: expect.stringContaining('NULL'),
    HResult: expect.any(Number),
  });
  expect((await caller.post('/api/Tickets', [{ ...ticket, client_id: 4711 }])).json).toMatchObject({
    InnerException: null,
  });
});

test('takes integers as strings, and fields it does not know', async () => {
  const { status, json } = await caller.post('/api/SoftwareLicence', [
    { id: '101', count: '42', _dont_fire_automations: true },
  ]);
  expect({ status, json }).toMatchObject({ status: 201, json: { id: 101, count: 42 } });
});

test('updates only the fields that are sent', async () => {
  const before = simulator.control.licences.get(101);
  await caller.post('/api/SoftwareLicence', [{ id: 101, count: 42 }]);
  expect(simulator.control.licences.get(101)).toEqual({ ...before, count: 42 });
});

test('gives one record back: the last, the marked one, or all with returnall', async () => {
  const two = [
    { ...ticket, summary: 'one' },
    { ...ticket, summary: 'two' },
  ];
  expect((await caller.post('/api/Tickets', two)).json).toMatchObject({ summary: 'two' });
  expect((await caller.post('/api/Tickets', [{ ...two[0], return_this: true }, two[1]])).json).toMatchObject({
    summary: 'one',
  });
  expect((await caller.post('/api/Tickets?returnall=true', two)).json).toMatchObject([{ id: 5 }, { id: 6 }]);
});

test('keeps what came before a refused element: a batch is not atomic', async () => {
  expect((await caller.post('/api/Tickets', [ticket, { ...ticket, tickettype_id: 4 }, ticket])).status).toBe(400);
  expect(simulator.control.tickets.list()).toHaveLength(1);
});

test('makes a licence with its customer and supplier by name, and deletes it softly', async () => {
  const stored = () => simulator.control.licences.list();
  const id = Math.max(...stored().map((one) => one.id)) + 1;
  const before = stored().filter(({ client_id }) => client_id === 13);
  const active = before.filter(({ is_active }) => is_active).length;
  const licence = { name: 'Mailbox backup', client_id: 13, supplier_id: 4, count: 9, type: 1 };
  expect((await caller.post('/api/SoftwareLicence', [licence])).json).toMatchObject({
    id,
    supplier_name: 'Backup Vendor',
    site_id: -1,
    end_date: '1901-01-01T00:00:00',
    is_active: true,
  });
  expect(await caller.send('DELETE', `/api/SoftwareLicence/${id}`)).toMatchObject({
    status: 200,
    json: { id, deleted: true },
  });
  const count = async (query: string) => (await caller.get(`/api/SoftwareLicence?client_id=13${query}`)).json;
  expect(await count('')).toMatchObject({ record_count: active });
  expect(await count('&includeinactive=true')).toMatchObject({ record_count: before.length + 1 });
  expect((await caller.get(`/api/SoftwareLicence/${id}`)).json).toMatchObject({ deleted: true, is_active: false });
  expect((await caller.post('/api/SoftwareLicence', [{ id, count: 1 }])).json).toBe('This Licence has been deleted');
});

test('answers 404 to an update of what does not exist', async () => {
  expect((await caller.post('/api/SoftwareLicence', [{ id: 9999, count: 1 }])).status).toBe(404);
  expect((await caller.post('/api/Tickets', [{ id: 9999, status_id: 9 }])).status).toBe(404);
});

test('makes, renames and deletes a supplier', async () => {
  expect((await caller.post('/api/Supplier', [{ name: 'New Vendor' }])).json).toMatchObject({
    id: 5,
    name: 'New Vendor',
  });
  expect((await caller.post('/api/Supplier', [{ id: 5, name: 'Newer Vendor' }])).json).toMatchObject({
    name: 'Newer Vendor',
  });
  expect((await caller.get('/api/Supplier?search=newer')).json).toMatchObject({ record_count: 1 });
  expect((await caller.send('DELETE', '/api/Supplier/5')).json).toMatchObject({ id: 5 });
  expect((await caller.get('/api/Supplier/5')).status).toBe(404);
});

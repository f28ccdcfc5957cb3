import { z } from 'zod';
import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import type { Caller } from '../caller';
import { connect } from '../caller';

let simulator: Simulator;
let caller: Caller;
beforeAll(async () => {
  simulator = await createSimulator({ customers: 30, licencesPerCustomer: 1, rateLimit: null, agentProfileBytes: 0 });
});
beforeEach(async () => {
  await simulator.reset();
  caller = await connect(simulator);
});
afterAll(() => simulator.close());

const status = async (path: string): Promise<number> => (await caller.get(path)).status;
const ticket = { summary: 'Backup failed', tickettype_id: 3, client_id: 12 };

test('acceptance 8: the rights of the guide are enough to connect, list, create, note, close and set seats', async () => {
  for (const path of [
    'Agent/me',
    'TicketType',
    'SLA',
    'Priority?slaid=2',
    'Status',
    'Client',
    'Client/12',
    'SoftwareLicence',
    'SoftwareLicence/101',
    'Supplier',
  ]) {
    expect([path, await status(`/api/${path}`)]).toEqual([path, 200]);
  }
  const created = await caller.post('/api/Tickets', [ticket]);
  expect(created).toMatchObject({ status: 201, json: { id: 1, status_id: 1 } });
  const note = { ticket_id: 1, outcome_id: 7, note: 'Still failing' };
  expect((await caller.post('/api/Actions', [note])).status).toBe(201);
  expect((await caller.post('/api/Tickets', [{ id: 1, status_id: 9, closure_note: 'Recovered' }])).json).toMatchObject({
    hasbeenclosed: true,
  });
  expect((await caller.post('/api/SoftwareLicence', [{ id: 101, count: 42 }])).json).toMatchObject({ count: 42 });
});

test('acceptance 8: those rights are all that the agent has', async () => {
  const Me = z.object({ claims: z.array(z.object({ type: z.string(), value: z.string() })) });
  const { claims } = Me.parse((await caller.get('/api/agent/me')).json);
  const held = claims.filter(({ value }) => value !== '0').map(({ type, value }) => `${type}=${value}`);
  expect(held).toEqual(['Tx=2', 'l6=1', 'le=1', 'Ux=2', 'Sx=2', 'Lx=2', 'Ft=1', 'Fc=1']);
  expect(claims).toHaveLength(108);
  expect(await status('/api/Roles')).toBe(403);
  expect((await caller.post('/api/Client', [{ name: 'New' }])).status).toBe(403);
});

test('acceptance 9: only accessible customers appear; another is refused, never missing', async () => {
  simulator.control.rights.change({ claims: { Fc: 0 }, customers: [13, 14] });
  const Clients = z.object({ clients: z.array(z.object({ id: z.int() })) });
  expect(Clients.parse((await caller.get('/api/Client')).json).clients.map(({ id }) => id)).toEqual([13, 14]);
  expect(await status('/api/Client/12')).toBe(403);
  expect(await status('/api/SoftwareLicence/101')).toBe(403);
  expect(await status('/api/Client/99999')).toBe(404);
  expect((await caller.get('/api/SoftwareLicence?client_id=12')).json).toEqual({ record_count: 0, licences: [] });
  expect((await caller.post('/api/Tickets', [ticket])).status).toBe(403);
  expect((await caller.post('/api/SoftwareLicence', [{ id: 101, count: 1 }])).status).toBe(403);
});

test.each([
  ['Tx', 0, '/api/TicketType', '/api/Tickets/1'],
  ['Ux', 0, '/api/Client', '/api/Client/12'],
  ['Sx', 0, '/api/Supplier', '/api/Supplier/1'],
  ['Lx', 0, '/api/SoftwareLicence', '/api/SoftwareLicence/101'],
])(
  'without the right %s a list and a detail are denied in the style that is set',
  async (claim, level, list, detail) => {
    simulator.control.rights.change({ claims: { [claim]: level } });
    expect(await caller.get(list)).toMatchObject({ status: 403, text: '' });
    expect(await caller.get(detail)).toMatchObject({ status: 403, text: '' });
    simulator.control.rights.change({ denial: 'unauthorized' });
    expect(await caller.get(detail)).toMatchObject({ status: 401, text: '' });
    simulator.control.rights.change({ denial: 'emptyList' });
    expect((await caller.get(list)).text).toMatch(/^\[\]$|"record_count":0/);
  },
);

test.each([
  ['Tx', 1, '/api/Tickets', [ticket]],
  ['l6', 0, '/api/Tickets', [ticket]],
  ['Sx', 1, '/api/Supplier', [{ name: 'Another' }]],
  ['Lx', 1, '/api/SoftwareLicence', [{ id: 101, count: 1 }]],
])('with %s at %i the list can be read but not written', async (claim, level, path, body) => {
  simulator.control.rights.change({ claims: { [claim]: level } });
  expect(await status(path)).toBe(200);
  expect(await caller.post(path, body)).toMatchObject({ status: 403, text: '' });
});

test('without le only tickets of the agent itself can be edited', async () => {
  await caller.post('/api/Tickets', [ticket, { ...ticket, agent_id: 23 }]);
  simulator.control.rights.change({ claims: { le: 0 } });
  expect((await caller.post('/api/Tickets', [{ id: 1, status_id: 2 }])).status).toBe(403);
  expect((await caller.post('/api/Actions', [{ ticket_id: 1, outcome_id: 7, note: 'x' }])).status).toBe(403);
  expect((await caller.post('/api/Tickets', [{ id: 2, status_id: 2 }])).status).toBe(201);
});

test('names only shows names in the list and no details', async () => {
  simulator.control.rights.change({ claims: { Ux: 1 } });
  const { json } = await caller.get('/api/Client?count=1');
  expect(json).toEqual({ record_count: 30, clients: [{ id: 12, name: expect.any(String) }] });
  expect(await status('/api/Client/12')).toBe(403);
});

test('chosen ticket types only: others are neither listed nor usable', async () => {
  await caller.post('/api/Tickets', [ticket]);
  simulator.control.rights.change({ claims: { Ft: 0 }, ticketTypes: [1] });
  expect((await caller.get('/api/TicketType')).json).toMatchObject([{ id: 1 }]);
  expect(await status('/api/TicketType/3')).toBe(403);
  expect((await caller.get('/api/Tickets')).json).toMatchObject({ record_count: 0 });
  expect((await caller.post('/api/Tickets', [ticket])).status).toBe(400);
});

test('acceptance 11: an agent without a team sees empty lists, not errors', async () => {
  await caller.post('/api/Tickets', [ticket]);
  simulator.control.rights.change({ hasTeam: false });
  expect((await caller.get('/api/TicketType')).json).toEqual([]);
  expect((await caller.get('/api/Agent')).json).toEqual([]);
  expect((await caller.get('/api/Tickets')).json).toEqual({ record_count: 0, tickets: [] });
  expect((await caller.get('/api/Client')).json).toMatchObject({ record_count: 30 });
});

test('an administrator may do everything, if the scope does', async () => {
  simulator.control.rights.change({ claims: { SA: true, Tx: 0, Lx: 0, Fc: 0 } });
  expect(await status('/api/SoftwareLicence/101')).toBe(200);
  simulator.control.application.change({ scopes: ['all:standard', 'admin'] });
  caller = await connect(simulator, 'all:standard admin');
  expect((await caller.get('/api/Roles')).json).toMatchObject([{ id_int: 7 }]);
});

test.each([
  ['read:customers', '/api/Client', 200],
  ['read:customers', '/api/SoftwareLicence', 403],
  ['edit:softwarelicensing', '/api/SoftwareLicence', 200],
  ['edit:tickets', '/api/TicketType', 200],
  ['read:assets', '/api/TicketType', 403],
])('the scope %s gives %s %i, whatever the role', async (scope, path, expected) => {
  caller = await connect(simulator, scope);
  expect(await status(path)).toBe(expected);
});

test('the scope read:softwarelicensing does not let a role write that may', async () => {
  caller = await connect(simulator, 'read:softwarelicensing');
  expect((await caller.post('/api/SoftwareLicence', [{ id: 101, count: 1 }])).status).toBe(403);
});

import { eventually, startApi } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import {
  aPartner,
  connect,
  connectedPartner,
  connection,
  mappedPartner,
  mapping,
  quieten,
  register,
  saveTicketMapping,
  takeDown,
  target,
  ticketMapping,
} from './partner';

let system: System;
beforeAll(async () => {
  const env = { GATE_PROBE_FIRST_SECONDS: '0.3', GATE_PROBE_MAX_SECONDS: '1' };
  system = await startSystem({ env, timings: { seatDebounceSeconds: 0 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const names = { ticketType: 'Backup Alert', sla: 'Premium (24x7)', priority: 'P2 Degraded' };
const path = '/halopsa/ticket-mapping';
const setMapping = { status: 'set', ticketMapping: { ...ticketMapping, names } };
const items = (body: Record<string, unknown>) => [body.items].flat().map(Object);
const mappingOf = async (partner: Partner) => Object((await connection(partner)).body.ticketMapping);
const untilMapping = (partner: Partner, status: string) =>
  eventually(
    () => mappingOf(partner),
    (seen) => seen.status === status,
  );

const now = () => new Date().toISOString();
const count = () => system.simulator.control.licences.get(target(system).softwareLicenceId).count;

/** A partner whose organization `o1` has its seats in HaloPSA. */
async function syncedPartner(): Promise<Partner> {
  const partner = await mappedPartner(system);
  await saveTicketMapping(partner);
  await register(partner, 'o1', { observedAt: now() });
  expect((await partner.call('POST', '/organizations/o1/halopsa/seats/start')).status).toBe(200);
  expect(
    await eventually(
      async () => count(),
      (seen) => seen === 3,
    ),
  ).toBe(3);
  return partner;
}

it('acceptance 33, 34: saves what was chosen, and says so by name', async () => {
  const partner = await connectedPartner(system);
  const saved = await saveTicketMapping(partner);
  expect(saved).toMatchObject({ status: 200, body: { status: 'connected', ticketMapping: setMapping } });
  expect(saved.body.ticketMapping).toMatchObject({
    message: 'Set by Ada: tickets are created as Backup Alert, Premium (24x7), P2 Degraded.',
  });
});

it.each(['seatCount', 'ticketTypeId', 'slaId', 'priorityId'])('acceptance 28: asks for %s', async (field) => {
  const partner = await connectedPartner(system);
  for (const empty of [undefined, null, '', 0]) {
    const refused = await saveTicketMapping(partner, { [field]: empty });
    expect(refused).toMatchObject({ status: 400, body: { fields: { [field]: expect.any(String) } } });
    expect(Object.keys(Object(refused.body.fields))).toEqual([field]);
  }
  expect(await mappingOf(partner)).toMatchObject({ status: 'notSet' });
});

it('acceptance 31: stays connected after a skip, says "Not set", and can be chosen later', async () => {
  const partner = await connectedPartner(system);
  expect((await connection(partner)).body).toMatchObject({
    ...{ status: 'connected', ticketMapping: { status: 'notSet', message: expect.stringMatching(/^Not set\./) } },
  });
  expect((await saveTicketMapping(partner)).status).toBe(200);
});

it('acceptance 39: reads the choices from HaloPSA: a default SLA per ticket type, priorities per SLA', async () => {
  const partner = await connectedPartner(system);
  const types = await partner.call('GET', '/halopsa/choices/ticket-types');
  expect(items(types.body)).toContainEqual({ id: 3, name: 'Backup Alert', defaultSlaId: 2 });
  expect(items(types.body).map(({ name }) => name)).not.toContain('HR Confidential');
  const priorities = await partner.call('GET', '/halopsa/choices/priorities?slaId=2');
  expect(items(priorities.body).map(({ slaId, name }) => [slaId, name])).toEqual([
    ...[
      [2, 'P1 Outage'],
      [2, 'P2 Degraded'],
      [2, 'P3 Question'],
    ],
  ]);
});

it.each([
  ['ticketTypeId', { ticketTypeId: 7 }],
  ['slaId', { slaId: 99 }],
  ['priorityId', { slaId: 3, priorityId: 3 }],
])('acceptance 39: refuses what HaloPSA does not have, and names the field: %s', async (field, given) => {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  const refused = await saveTicketMapping(partner, given);
  expect(refused).toMatchObject({ status: 422, body: { code: 'ticketMapping.gone' } });
  expect(refused.body.fields).toEqual({ [field]: refused.body.detail });
  expect(await mappingOf(partner)).toMatchObject(setMapping);
});

it('acceptance 35, 36, 37: a revoke of the ticket mapping resets the form, and touches nothing else', async () => {
  const partner = await syncedPartner();
  const before = [(await mapping(partner, 'o1')).body, system.simulator.control.licences.list()];
  const { token } = system.simulator.control.requests.report().byKind;
  const revoked = await partner.call('DELETE', path);
  expect(revoked).toMatchObject({
    status: 200,
    body: {
      status: 'connected',
      ticketMapping: { status: 'revoked', ticketMapping: null, undoUntil: expect.any(String) },
    },
  });
  expect((await partner.call('GET', '/halopsa/choices/slas')).status).toBe(200);
  expect(system.simulator.control.requests.report().byKind.token).toBe(token);
  const { sync: _, ...after } = (await mapping(partner, 'o1')).body;
  expect([after, system.simulator.control.licences.list()]).toEqual([{ ...before[0], sync: undefined }, before[1]]);
});

it('acceptance 38: a revoke pauses the seat sync, and its undo lets it go on with the newest seats', async () => {
  const partner = await syncedPartner();
  expect((await partner.call('DELETE', path)).body.ticketMapping).toMatchObject({
    message: expect.stringMatching(/^Revoked by Ada\. Ticket creation and seat sync are paused/),
  });
  await register(partner, 'o1', { observedAt: now(), seats: { used: 4, purchased: 5, active: 2 } });
  const paused = await eventually(
    () => partner.call('GET', '/organizations/o1/halopsa/seats'),
    ({ body }) => body.status === 'waiting' && String(body.message).includes('pauses'),
  );
  expect(paused.body).toMatchObject({
    whoseMove: 'you',
    message: expect.stringContaining('Nothing that was reported is lost'),
  });
  expect((await connection(partner)).body.gate).toMatchObject({
    status: 'open',
    held: { seatSync: 1 },
    whoseMove: 'you',
  });
  expect(count()).toBe(3);
  expect(await partner.call('POST', `${path}/undo`)).toMatchObject({
    status: 200,
    body: { ticketMapping: setMapping },
  });
  expect(
    await eventually(
      async () => count(),
      (seen) => seen === 4,
    ),
  ).toBe(4);
});

it('acceptance 38: a revoke can be undone for a day, not after, and not without one', async () => {
  const partner = await connectedPartner(system);
  const undo = (of: Partner) => of.call('POST', `${path}/undo`);
  expect(await undo(partner)).toMatchObject({
    status: 409,
    body: { detail: 'There is no revoked ticket mapping to bring back.' },
  });
  await saveTicketMapping(partner);
  const { undoUntil } = Object((await partner.call('DELETE', path)).body.ticketMapping);
  expect(Math.round((Date.parse(undoUntil) - Date.now()) / 3_600_000)).toBe(24);

  const {
    temporal: { address },
    simulator,
    folder,
  } = system;
  const brief = await startApi({
    address,
    folder,
    allowedHosts: [new URL(simulator.url).host],
    timings: { undoHours: 0 },
  });
  const late = await aPartner({ api: brief });
  await connect(system, late);
  await saveTicketMapping(late);
  const ended = Date.parse(Object((await late.call('DELETE', path)).body.ticketMapping).undoUntil);
  await eventually(
    async () => Date.now(),
    (time) => time > ended + 1,
  );
  expect(await undo(late)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('time to undo has passed') },
  });
  expect(await saveTicketMapping(late)).toMatchObject({ status: 200, body: { ticketMapping: setMapping } });
  await quieten(system);
  await brief.close();
});

it('acceptance 40: shows the saved values by name while HaloPSA is down', async () => {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  takeDown(system);
  expect(await mappingOf(partner)).toMatchObject(setMapping);
});

it('acceptance 41: to save twice is harmless, and asks HaloPSA nothing more', async () => {
  const partner = await connectedPartner(system);
  const first = await saveTicketMapping(partner);
  const { total } = system.simulator.control.requests.report();
  expect(await saveTicketMapping(partner)).toMatchObject({
    status: 200,
    body: { ticketMapping: first.body.ticketMapping },
  });
  expect(system.simulator.control.requests.report().total).toBe(total);
});

it('acceptance 41: an edit holds for what happens after it', async () => {
  const partner = await syncedPartner();
  expect((await saveTicketMapping(partner, { seatCount: 'purchased' })).status).toBe(200);
  expect(
    await eventually(
      async () => count(),
      (seen) => seen === 5,
    ),
  ).toBe(5);
});

it('acceptance 57: saves while HaloPSA is down, and checks when it is back', async () => {
  const partner = await connectedPartner(system);
  takeDown(system);
  const saved = await saveTicketMapping(partner);
  const pending = { status: 'pendingCheck', message: expect.stringMatching(/^Saved\..*as soon as it answers/) };
  expect(saved).toMatchObject({
    status: 200,
    body: { ticketMapping: { ...pending, problem: { code: 'halo.unavailable' } } },
  });
  const waits = await eventually(
    () => connection(partner),
    ({ body }) => Object(body.gate).status === 'waitingForHalo',
  );
  expect(waits.body.gate).toMatchObject({ whoseMove: 'halo', waiting: { ticketMappingCheck: 1 } });
  system.simulator.control.faults.clear();
  expect(await untilMapping(partner, 'set')).toMatchObject(setMapping);
});

it('acceptance 57: shows a choice that turns out wrong as refused, and what was in force stays', async () => {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  takeDown(system);
  await saveTicketMapping(partner, { priorityId: 77 });
  system.simulator.control.faults.clear();
  const refused = await untilMapping(partner, 'refused');
  expect(refused).toMatchObject({
    message: expect.stringMatching(
      /^HaloPSA does not accept this ticket mapping; choose again\. Until then Backup Alert/,
    ),
    problem: {
      code: 'ticketMapping.gone',
      fields: { priorityId: expect.stringContaining('does not have this priority') },
    },
  });
  expect(await saveTicketMapping(partner)).toMatchObject({ status: 200, body: { ticketMapping: setMapping } });
});

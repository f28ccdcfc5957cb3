import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import {
  connectedPartner,
  connection,
  impatient,
  itemsOf,
  quieten,
  saveTicketMapping,
  setTicketMapping,
  syncedPartner,
  takeDown,
  target,
  ticketMappingOf,
  untilCount,
} from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const untilMapping = (partner: Partner, status: string) =>
  eventually(
    () => ticketMappingOf(partner),
    (seen) => seen.status === status,
  );

it('acceptance 33, 34: saves what was chosen, and says so by name', async () => {
  const partner = await connectedPartner(system);
  const saved = await saveTicketMapping(partner);
  expect(saved).toMatchObject({ status: 200, body: { status: 'connected', ticketMapping: setTicketMapping } });
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
  expect(await ticketMappingOf(partner)).toMatchObject({ status: 'notSet' });
});

it('acceptance 31: stays connected after a skip, says "Not set", and can be chosen later', async () => {
  const partner = await connectedPartner(system);
  expect((await connection(partner)).body).toMatchObject({
    status: 'connected',
    ticketMapping: { status: 'notSet', message: expect.stringMatching(/^Not set\./) },
  });
  expect((await saveTicketMapping(partner)).status).toBe(200);
});

it('acceptance 39: reads the choices from HaloPSA: a default SLA per ticket type, priorities per SLA', async () => {
  const partner = await connectedPartner(system);
  const types = await partner.call('GET', '/halopsa/choices/ticket-types');
  expect(itemsOf(types.body)).toContainEqual({ id: 3, name: 'Backup Alert', defaultSlaId: 2 });
  expect(itemsOf(types.body).map(({ name }) => name)).not.toContain('HR Confidential');
  const priorities = await partner.call('GET', '/halopsa/choices/priorities?slaId=2');
  expect(itemsOf(priorities.body).map(({ slaId, name }) => [slaId, name])).toEqual([
    [2, 'P1 Outage'],
    [2, 'P2 Degraded'],
    [2, 'P3 Question'],
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
  expect(await ticketMappingOf(partner)).toMatchObject(setTicketMapping);
});

it('acceptance 40: shows the saved values by name while HaloPSA is down', async () => {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  takeDown(system);
  expect(await ticketMappingOf(partner)).toMatchObject(setTicketMapping);
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
  const partner = await syncedPartner(system);
  expect((await saveTicketMapping(partner, { seatCount: 'purchased' })).status).toBe(200);
  expect(await untilCount(system, target(system).softwareLicenceId, 5)).toBe(5);
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
  expect(await untilMapping(partner, 'set')).toMatchObject(setTicketMapping);
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
  expect(await saveTicketMapping(partner)).toMatchObject({ status: 200, body: { ticketMapping: setTicketMapping } });
});

import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { itemsOf, map, quieten, target } from './partner';
import {
  gateWhen,
  operationsOf,
  operationsWhen,
  quick,
  report,
  saveTicketMapping,
  say,
  seatsWhen,
  syncedOrganization,
  syncedOrganizations,
  syncingPartner,
  takeApiDown,
  written,
} from './seats';

let system: System;
beforeAll(async () => {
  const env = { ...quick.env, GATE_PROBE_FIRST_SECONDS: '2', GATE_PROBE_MAX_SECONDS: '2' };
  system = await startSystem({ ...quick, env });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const faults = () => system.simulator.control.faults;

it('names what waits: its kind, its organization, since when, the last error in words and the next try', async () => {
  const partner = await syncingPartner(system);
  expect(await operationsOf(partner)).toEqual({ items: [], total: 0, next: null });
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o2', 12);
  takeApiDown(system);
  const before = Date.now();
  await report(partner, 'o1', 13);
  await gateWhen(partner, ({ status }) => status === 'waitingForHalo');
  await map(partner, 'o2', target(system, 1));
  await saveTicketMapping(partner, { seatCount: 'active' });
  const { items } = await operationsWhen(
    partner,
    ({ items: seen }) => seen.length === 3 && seen.every(({ nextAttemptAt }) => nextAttemptAt !== null),
  );
  const names = items.map(({ kind, organization, organizationId, status }) => [
    kind,
    organizationId,
    organization,
    status,
  ]);
  expect(names.sort()).toEqual([
    ['mappingCheck', 'o2', 'Organization o2', 'waiting'],
    ['seatSync', 'o1', 'Organization o1', 'waiting'],
    ['ticketMappingCheck', null, null, 'waiting'],
  ]);
  const seats = items.find(({ kind }) => kind === 'seatSync');
  expect(seats).toMatchObject({
    message: 'Waits for its turn with HaloPSA.',
    moves: [],
    problem: { detail: 'HaloPSA is out of order or in maintenance.' },
  });
  expect(seats?.attempts).toBeGreaterThanOrEqual(1);
  for (const { since, nextAttemptAt } of items) {
    expect(Date.parse(since ?? '')).toBeGreaterThanOrEqual(before);
    expect(Date.parse(nextAttemptAt ?? '')).toBeGreaterThan(before);
  }
  faults().clear();
  expect(await operationsWhen(partner, ({ total }) => total === 0)).toMatchObject({ total: 0 });
});

it('what needs the partner comes first, each with its sentence', async () => {
  const partner = await syncingPartner(system);
  const [, drifting = 0] = await syncedOrganizations(system, partner, 4);
  system.simulator.control.licences.change(drifting, { count: 20 });
  await report(partner, 'o0', 60);
  await seatsWhen(partner, 'o0', 'held');
  await report(partner, 'o1', 13);
  await seatsWhen(partner, 'o1', 'drift');
  const no = { status: 400, body: { ClassName: 'Exception', Message: 'The licence is locked.' } };
  faults().add({ path: '/api/softwarelicence', method: 'POST', times: 1, effect: { kind: 'status', ...no } });
  await report(partner, 'o2', 13);
  expect(await seatsWhen(partner, 'o2', 'needsYou')).toMatchObject({
    canSync: true,
    problem: { code: 'halo.rejected' },
  });
  takeApiDown(system);
  await report(partner, 'o3', 13);
  const { items } = await operationsWhen(
    partner,
    ({ items: seen }) => seen.length === 4 && seen[3]?.status === 'waiting',
  );
  const stuck = items.slice(0, 3).sort((one, other) => one.id.localeCompare(other.id));
  expect(stuck).toMatchObject([
    {
      status: 'held',
      organizationId: 'o0',
      moves: ['approveSeats', 'dismissSeats'],
      message: expect.stringMatching(/^Held: 12 → 60 used seats/),
    },
    {
      status: 'drift',
      organizationId: 'o1',
      moves: ['chooseSeats'],
      message: expect.stringMatching(/^Somebody changed the licence in HaloPSA to 20/),
    },
    {
      status: 'needsYou',
      organizationId: 'o2',
      moves: ['syncSeats'],
      message: expect.stringMatching(/^HaloPSA did not take the seat count\./),
    },
  ]);
  expect(items[3]).toMatchObject({ kind: 'seatSync', organizationId: 'o3' });
  const operations = { all: 4, waiting: 1, toDecide: 3, parked: 0, held: 0 };
  const { body: live } = await partner.call('GET', '/halopsa/live');
  expect(live).toMatchObject({ organizations: { needsYou: 3, waiting: 1 }, operations });
  for (const [view, total] of Object.entries(operations)) {
    const { body } = await partner.call('GET', `/halopsa/operations?view=${view}`);
    expect([itemsOf(body).length, body]).toMatchObject([total, { total, views: operations, next: null }]);
  }

  faults().clear();
  await say(partner, 'o0', 'dismiss');
  await say(partner, 'o1', 'choose', { choice: 'theirs' });
  await say(partner, 'o2', 'sync');
  await written(partner, 'o2', 13);
  await written(partner, 'o3', 13);
  expect(await operationsWhen(partner, ({ total }) => total === 0)).toMatchObject({ total: 0 });
});

it('retries all that is parked at once, and says no to what is not there', async () => {
  const partner = await syncingPartner(system);
  expect(await partner.call('POST', '/halopsa/operations/retry')).toMatchObject({ status: 200, body: { parked: 0 } });
  const id = `organization-mapping:${partner.id}:nobody`;
  expect(await partner.call('POST', `/halopsa/operations/${id}/retry`)).toMatchObject({
    status: 409,
    body: { code: 'rejected', detail: 'Nothing of this name waits or is parked. Look at the list again.' },
  });
});

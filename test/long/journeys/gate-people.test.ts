import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import { quieten } from '../../journeys/partner';
import {
  countOf,
  gateOf,
  gateWhen,
  isQuiet,
  operationsOf,
  quick,
  report,
  seatsOf,
  syncedOrganization,
  syncingPartner,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const faults = () => system.simulator.control.faults;

/** Other organizations come through meanwhile, so that so many keys are parked; gives what was written of `o1` at last. */
async function untilParked(partner: Partner, count: number) {
  let used = 12;
  const parked = await eventually(
    async () => {
      const { status, written: last } = await seatsOf(partner, 'o1');
      if (status === 'inSync' && last?.count === used) {
        used = used === 16 ? 13 : used + 1;
        await report(partner, 'o1', used);
      }
      return gateOf(partner);
    },
    (gate) => gate.parked === count,
    40_000,
  );
  return { parked, used };
}

it('parks what HaloPSA alone fails on, so that it holds up nobody; retry brings it back', async () => {
  const partner = await syncingPartner(system);
  const poisonous = await syncedOrganization(system, partner, 'poison', { index: 0, used: 12 });
  const licence = await syncedOrganization(system, partner, 'o1', { index: 1, used: 12 });
  faults().add({ path: `/api/softwarelicence/${poisonous}`, effect: { kind: 'status', status: 500 } });
  await report(partner, 'poison', 13);
  const { parked, used } = await untilParked(partner, 1);
  expect(parked).toMatchObject({
    parked: 1,
    message: expect.stringContaining('1 item is parked, because HaloPSA failed on it again and again'),
  });
  expect(await written(partner, 'o1', used)).toMatchObject({ status: 'inSync' });
  expect(countOf(system, licence)).toBe(used);
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', whoseMove: 'you', parked: 1 });
  expect(await seatsOf(partner, 'poison')).toMatchObject({
    status: 'waiting',
    whoseMove: 'you',
    problem: { code: expect.stringMatching(/^halo\./) },
    message: expect.stringContaining('look at it and retry'),
  });

  const { items } = await operationsOf(partner);
  expect(items).toMatchObject([
    {
      kind: 'seatSync',
      status: 'parked',
      organization: 'Organization poison',
      nextAttemptAt: null,
      problem: { detail: expect.any(String) },
      message: 'HaloPSA failed on it again and again; look at it and retry.',
      moves: ['retryOperation'],
    },
  ]);
  expect(items[0]?.attempts).toBeGreaterThanOrEqual(5);
  // What is reported meanwhile does not bring it back by itself, and is what a retry writes.
  await report(partner, 'poison', 14);
  faults().clear();
  expect((await gateOf(partner)).parked).toBe(1);
  expect(await partner.call('POST', `/halopsa/operations/${items[0]?.id}/retry`)).toMatchObject({
    status: 200,
    body: { parked: 0 },
  });
  expect(await written(partner, 'poison', 14)).toMatchObject({ history: [{ before: 12, after: 14 }, {}, {}] });
  expect(countOf(system, poisonous)).toBe(14);
});

it('retry for all brings back everything that is parked', async () => {
  const partner = await syncingPartner(system);
  const poisonous: number[] = [];
  for (const index of [0, 1]) {
    poisonous.push(await syncedOrganization(system, partner, `poison${index}`, { index, used: 12 }));
  }
  await syncedOrganization(system, partner, 'o1', { index: 2, used: 12 });
  for (const licence of poisonous) {
    faults().add({ path: `/api/softwarelicence/${licence}`, effect: { kind: 'status', status: 500 } });
  }
  await report(partner, 'poison0', 13);
  await report(partner, 'poison1', 14);
  const { parked, used } = await untilParked(partner, 2);
  expect(parked).toMatchObject({ message: expect.stringContaining('2 items are parked') });
  expect(await written(partner, 'o1', used)).toMatchObject({ status: 'inSync' });
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', whoseMove: 'you', parked: 2 });
  const { items, total } = await operationsOf(partner);
  expect(total).toBe(2);
  expect(new Set(items.map(({ organizationId, status }) => `${organizationId} ${status}`))).toEqual(
    new Set(['poison0 parked', 'poison1 parked']),
  );
  faults().clear();
  expect(await partner.call('POST', '/halopsa/operations/retry')).toMatchObject({ status: 200, body: { parked: 0 } });
  for (const index of [0, 1]) await written(partner, `poison${index}`, 13 + index);
  expect(poisonous.map((licence) => countOf(system, licence))).toEqual([13, 14]);
  expect(await operationsOf(partner)).toMatchObject({ items: [], total: 0 });
});

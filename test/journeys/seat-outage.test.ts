import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import { quieten } from './partner';
import {
  countOf,
  gateOf,
  gateWhen,
  isQuiet,
  mappedCount,
  mappedOrganization,
  operationsOf,
  quick,
  reconciled,
  report,
  requests,
  saveTicketMapping,
  seatsOf,
  syncedOrganization,
  syncingPartner,
  writesTo,
  written,
} from './seats';

const ORGANIZATIONS = 60;

let system: System;
beforeAll(async () => {
  const env = { ...quick.env, HALO_LIMIT_REQUESTS: '10000' };
  system = await startSystem({ ...quick, env, simulator: { customers: ORGANIZATIONS } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const faults = () => system.simulator.control.faults;
const down = () => faults().add({ path: '/api', effect: { kind: 'status', status: 503 } });

/** Some at once, as many as the machine likes. */
async function forEach<Item>(items: readonly Item[], act: (item: Item, index: number) => Promise<unknown>) {
  for (let start = 0; start < items.length; start += 10) {
    await Promise.all(items.slice(start, start + 10).map((item, index) => act(item, start + index)));
  }
}

async function manySynced(partner: Partner): Promise<Map<string, number>> {
  const licences = new Map<string, number>();
  const ids = Array.from({ length: ORGANIZATIONS }, (_, index) => `o${index}`);
  await forEach(ids, async (id, index) => {
    licences.set(id, await mappedOrganization(system, partner, id, { index, count: 10, used: 12 }));
  });
  expect(await mappedCount(partner, ORGANIZATIONS)).toBe(ORGANIZATIONS);
  expect(await reconciled(partner, { startsNew: true })).toMatchObject({
    compared: ORGANIZATIONS,
    told: ORGANIZATIONS,
  });
  await gateWhen(partner, isQuiet);
  return licences;
}

async function took(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

it('acceptance 76: 60 organizations report during an outage; nothing is lost, nothing doubled, the banner is right', async () => {
  const partner = await syncingPartner(system);
  const licences = await manySynced(partner);
  const usual: number[] = [];
  await forEach([...licences.keys()], async (id) => usual.push(await took(() => report(partner, id, 12))));

  down();
  const start = Date.now();
  const during: number[] = [];
  await forEach([...licences.keys()], async (id) => during.push(await took(() => report(partner, id, 13))));
  const seen = await gateWhen(
    partner,
    ({ status, waiting }) => status === 'waitingForHalo' && waiting.seatSync === ORGANIZATIONS,
  );
  expect(seen).toMatchObject({
    status: 'waitingForHalo',
    whoseMove: 'halo',
    parked: 0,
    problem: { code: 'halo.unavailable' },
  });
  expect(seen.waiting).toEqual({
    seatSync: ORGANIZATIONS,
    mappingCheck: 0,
    ticketMappingCheck: 0,
    incident: 0,
    reconcile: 0,
  });
  expect(seen.message).toContain(`${ORGANIZATIONS} items are waiting`);
  expect(Date.parse(seen.oldestWaitingSince ?? '')).toBeGreaterThanOrEqual(start);
  // A second report of each, so that the newest one has to win.
  await forEach([...licences.keys()], async (id) => during.push(await took(() => report(partner, id, 14))));
  for (const attempts of [3, 4, 5]) {
    const look = await gateWhen(partner, (gate) => gate.attempts >= attempts);
    expect(look).toMatchObject({ status: 'waitingForHalo', waiting: { seatSync: ORGANIZATIONS } });
    expect(await operationsOf(partner)).toMatchObject({ total: ORGANIZATIONS });
  }
  expect(median(during)).toBeLessThan(3 * median(usual) + 20);

  system.simulator.control.requests.clear();
  faults().clear();
  await partner.call('POST', '/halopsa/gate/try-now');
  for (const id of licences.keys()) expect(await written(partner, id, 14)).toMatchObject({ status: 'inSync' });
  expect(await gateWhen(partner, isQuiet)).toMatchObject({
    status: 'open',
    parked: 0,
    message: 'Nothing waits for HaloPSA.',
  });
  const wrongly = [...licences].flatMap(([id, licence]) =>
    countOf(system, licence) === 14 && writesTo(system, licence).length === 1 ? [] : [id],
  );
  expect(wrongly).toEqual([]);
  const { byKind, mostAtOnce } = requests(system);
  expect(byKind.write).toBe(ORGANIZATIONS);
  expect(byKind.read).toBeLessThanOrEqual(ORGANIZATIONS + 1);
  expect(mostAtOnce).toBe(1);
}, 120_000);

it('a worker that stops in the middle of an outage and starts again loses nothing and doubles nothing', async () => {
  const partner = await syncingPartner(system);
  const licences = [];
  for (const index of [0, 1, 2, 3]) {
    licences.push(await syncedOrganization(system, partner, `o${index}`, { index, used: 12 }));
  }
  down();
  for (const index of [0, 1]) await report(partner, `o${index}`, 13);
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === 2);
  await system.stopWorker();
  for (const index of [2, 3]) expect(await report(partner, `o${index}`, 13)).toMatchObject({ status: 200 });
  faults().clear();
  system.simulator.control.requests.clear();
  await system.startWorker();
  for (const index of [0, 1, 2, 3]) expect(await written(partner, `o${index}`, 13)).toMatchObject({ status: 'inSync' });
  expect(licences.map((licence) => [countOf(system, licence), writesTo(system, licence).length])).toEqual(
    licences.map(() => [13, 1]),
  );
});

it('acceptance 38: a revoked ticket mapping holds seat sync and counts it; undo lets it go', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  expect(await partner.call('DELETE', '/halopsa/ticket-mapping')).toMatchObject({ status: 200 });
  await report(partner, 'o1', 13);
  expect(await gateWhen(partner, ({ held }) => held.seatSync === 1)).toMatchObject({
    ...{ status: 'open', whoseMove: 'you', waiting: { seatSync: 0 } },
    message: 'Nothing waits for HaloPSA. 1 item is held until you choose the ticket mapping.',
  });
  expect(await operationsOf(partner)).toMatchObject({
    items: [
      {
        kind: 'seatSync',
        status: 'held',
        organization: 'Organization o1',
        message: 'Waits for the ticket mapping to be chosen.',
      },
    ],
  });
  expect(countOf(system, licence)).toBe(12);
  expect(await partner.call('POST', '/halopsa/ticket-mapping/undo')).toMatchObject({ status: 200 });
  await written(partner, 'o1', 13);
  expect(countOf(system, licence)).toBe(13);
  expect(await gateOf(partner)).toMatchObject({ held: { seatSync: 0 } });
});

it('acceptance 57: what is mapped while HaloPSA is down is checked when it is back, and nothing is written before a start', async () => {
  const partner = await syncingPartner(system);
  down();
  const { simulator } = system;
  const [licence] = simulator.control.licences.list().filter(({ is_active }) => is_active);
  if (licence === undefined) throw new Error('The seed has an active licence.');
  await report(partner, 'o1', 13);
  const wanted = { customerId: licence.client_id, softwareLicenceId: licence.id };
  expect(await partner.call('PUT', '/organizations/o1/halopsa/mapping', { body: wanted })).toMatchObject({
    status: 200,
    body: { status: 'pendingCheck' },
  });
  expect(
    await gateWhen(partner, ({ status, waiting }) => status === 'waitingForHalo' && waiting.mappingCheck === 1),
  ).toMatchObject({
    whoseMove: 'halo',
  });
  expect(await saveTicketMapping(partner, { seatCount: 'active' })).toMatchObject({
    status: 200,
    body: { ticketMapping: { status: 'pendingCheck' } },
  });
  expect(await gateWhen(partner, ({ waiting }) => waiting.ticketMappingCheck === 1)).toMatchObject({
    waiting: { mappingCheck: 1 },
  });
  faults().clear();
  await gateWhen(partner, isQuiet);
  const told = await eventually(
    () => seatsOf(partner, 'o1'),
    ({ definition }) => definition === 'active',
  );
  expect(told).toMatchObject({ status: 'notStarted', definition: 'active', wanted: 11 });
  expect(countOf(system, licence.id)).toBe(licence.count);
});

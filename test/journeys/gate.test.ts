import { freePort } from '../../embedded/ports';
import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { quieten } from './partner';
import {
  countOf,
  gateOf,
  gateWhen,
  quick,
  report,
  requests,
  syncedOrganizations,
  syncingPartner,
  troubleLicences,
  written,
} from './seats';

let system: System;
let port: number;
beforeAll(async () => {
  port = await freePort();
  system = await startSystem({ ...quick, allowedHosts: [`127.0.0.1:${port}`] });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const faults = () => system.simulator.control.faults;
const reads = () => requests(system).recent.filter(({ kind }) => kind === 'read');

const isDown = ({ status }: { status: string }) => status === 'waitingForHalo';

it('lets one background call through at a time, whatever is asked at once', async () => {
  const partner = await syncingPartner(system);
  const licences = await syncedOrganizations(system, partner, 6);
  troubleLicences(system, { kind: 'latency', milliseconds: 80 });
  system.simulator.control.requests.clear();
  await Promise.all(licences.map((_, index) => report(partner, `o${index}`, 13)));
  for (const [index] of licences.entries()) await written(partner, `o${index}`, 13);
  expect(requests(system)).toMatchObject({ mostAtOnce: 1, byKind: { read: 6, write: 6 } });
});

it('acceptance 76: tells in an outage since when, how many attempts, and truly when the next one comes', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganizations(system, partner, 1);
  system.simulator.control.requests.clear();
  troubleLicences(system, { kind: 'status', status: 503 });
  await report(partner, 'o0', 13);
  const seen = await gateWhen(partner, (gate) => isDown(gate) && gate.attempts >= 2 && gate.nextAttemptAt !== null);
  expect(seen).toMatchObject({
    status: 'waitingForHalo',
    whoseMove: 'halo',
    waiting: { seatSync: 1 },
    problem: { code: 'halo.unavailable' },
    message: expect.stringMatching(
      /^HaloPSA cannot be used at the moment\. .*Nothing is lost: 1 item is waiting\. We try again by ourselves\.$/,
    ),
  });
  const next = await eventually(
    async () => reads()[seen.attempts],
    (entry) => entry !== undefined,
  );
  const late = Date.parse(next?.at ?? '') - Date.parse(seen.nextAttemptAt ?? '');
  expect(late).toBeGreaterThanOrEqual(0);
  // The default would be half a minute.
  expect(late).toBeLessThan(10_000);
  expect(Date.parse(seen.since ?? '')).toBeLessThan(Date.parse(reads()[1]?.at ?? ''));
});

it('learns a lower limit from a 429, and goes on', async () => {
  const partner = await syncingPartner(system);
  const licences = await syncedOrganizations(system, partner, 1);
  const before = (await gateOf(partner)).limit;
  troubleLicences(system, { kind: 'status', status: 429 });
  await report(partner, 'o0', 13);
  const seen = await gateWhen(partner, isDown);
  expect(seen).toMatchObject({ problem: { code: 'halo.rateLimited' } });
  faults().clear();
  await written(partner, 'o0', 13);
  expect((await gateOf(partner)).limit).toBeLessThan(before);
  expect(licences.map((licence) => countOf(system, licence))).toEqual([13]);
});

import { eventually } from '../api/running-api';
import { connectedPartner, map, mapping, quieten, register, target, unlink, untilStatus } from '../journeys/partner';
import { gateOf, isQuiet, quick, report, requests, syncedOrganization, syncingPartner } from '../journeys/seats';
import type { System } from '../support/system';
import { startSystem } from '../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

it('what a check brings that was cancelled is not taken for the outcome of the next one', async () => {
  const [left, wanted] = [target(system, 0), target(system, 1)];
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  system.simulator.control.requests.clear();
  // Shorter than it takes until an Activity learns that it is cancelled.
  const effect = { kind: 'latency', milliseconds: 800 } as const;
  system.simulator.control.faults.add({ path: `/api/SoftwareLicence/${left.softwareLicenceId}`, effect });
  const first = map(partner, 'o1', left);
  await eventually(
    async () => requests(system).byPath['GET /api/softwarelicence/:id'],
    (asked) => asked === 1,
  );
  const unlinked = unlink(partner, 'o1');
  await untilStatus(() => mapping(partner, 'o1'), 'unmapped');
  expect(await map(partner, 'o1', wanted)).toMatchObject({ status: 200, body: { status: 'mapped', mapping: wanted } });
  expect([(await first).status, (await unlinked).status]).toEqual([200, 200]);
  expect((await mapping(partner, 'o1')).body).toMatchObject({ status: 'mapped', mapping: wanted });
});

it('a read that we cut off ourselves says nothing of HaloPSA: the gate goes on', async () => {
  const partner = await syncingPartner(system);
  const { softwareLicenceId } = target(system, 0);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  system.simulator.control.requests.clear();
  const effect = { kind: 'latency', milliseconds: 5_000 } as const;
  system.simulator.control.faults.add({ path: `/api/SoftwareLicence/${softwareLicenceId}`, effect });
  await report(partner, 'o1', 13);
  await eventually(
    async () => requests(system).byPath['GET /api/softwarelicence/:id'],
    (asked) => asked === 1,
  );
  expect(await unlink(partner, 'o1')).toMatchObject({ status: 200, body: { status: 'unmapped' } });
  const gate = await gateOf(partner);
  expect([gate.status, isQuiet(gate)]).toEqual(['open', true]);
});

import { gateWorkflowId } from '../../../workflows/messages';
import { runningOf } from '../../../workflows/messages/visibility';
import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import { map, quieten, register, revoke, saveTicketMapping, target, ticketMappingOf } from '../../journeys/partner';
import {
  countOf,
  gateOf,
  gateWhen,
  isQuiet,
  mappingWhen,
  quick,
  report,
  syncedOrganizations,
  syncingPartner,
  writesTo,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

const endGate = ({ id }: Partner) => system.client.workflow.getHandle(gateWorkflowId(id)).terminate('for a test');

/** How many organizations a new gate would find. */
const found = async ({ id }: Partner, given: { statuses: string[] } | { syncStatuses: string[] }) => {
  const query = runningOf({ partnerId: id, workflowType: 'organizationMapping', ...given });
  return (await system.client.workflow.count(query)).count;
};

/** A partner whose HaloPSA goes down, with everything waiting that can wait for a turn. */
async function everythingWaits(): Promise<{ partner: Partner; licences: readonly number[] }> {
  const partner = await syncingPartner(system);
  const licences = await syncedOrganizations(system, partner, 2, 4);
  await register(partner, 'o2');
  system.simulator.control.faults.add({ effect: { kind: 'status', status: 503 } });
  system.simulator.control.requests.clear();
  expect(await map(partner, 'o2', target(system, 2))).toMatchObject({ body: { status: 'pendingCheck' } });
  await saveTicketMapping(partner, { priorityId: 1 });
  await report(partner, 'o0', 5);
  await gateWhen(partner, ({ waiting }) => waiting.seatSync + waiting.mappingCheck + waiting.ticketMappingCheck === 3);
  const all = await eventually(
    async () => [
      await found(partner, { syncStatuses: ['waiting'] }),
      await found(partner, { statuses: ['pendingCheck'] }),
    ],
    (counts) => counts.every((count) => count === 1),
  );
  expect(all).toEqual([1, 1]);
  return { partner, licences };
}

async function everythingArrives(partner: Partner, licences: readonly number[]): Promise<void> {
  expect(await written(partner, 'o0', 5)).toMatchObject({ status: 'inSync' });
  expect(await mappingWhen(partner, 'o2', 'mapped')).toMatchObject({ status: 'mapped' });
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open' });
  expect(await ticketMappingOf(partner)).toMatchObject({ status: 'set', ticketMapping: { priorityId: 1 } });
  for (const licence of licences) expect(countOf(system, licence)).toBe(5);
}

it('nobody who waits is forgotten when a gate that was terminated is missed by somebody else', async () => {
  const { partner, licences } = await everythingWaits();
  await endGate(partner);
  system.simulator.control.faults.clear();
  await report(partner, 'o1', 5);
  expect(await written(partner, 'o1', 5)).toMatchObject({ status: 'inSync' });
  await everythingArrives(partner, licences);
  for (const licence of licences) expect(writesTo(system, licence)).toHaveLength(1);
});

it('what a person says to a gate that was terminated starts it anew', async () => {
  const { partner, licences } = await everythingWaits();
  await endGate(partner);
  system.simulator.control.faults.clear();
  const refused = await partner.call('POST', '/halopsa/gate/try-now');
  const detail = 'This is being started anew. Try again in a moment.';
  expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable', detail } });
  expect(refused.headers.get('retry-after')).toBe('5');
  await everythingArrives(partner, licences.slice(0, 1));
  expect(await partner.call('POST', '/halopsa/gate/try-now')).toMatchObject({ status: 200 });
});

it('a gate is not started anew for a connection that was revoked', async () => {
  const { partner } = await everythingWaits();
  expect(await revoke(partner)).toMatchObject({ status: 200 });
  expect(await partner.call('POST', '/halopsa/gate/try-now')).toMatchObject({
    status: 409,
    body: { detail: 'Connect HaloPSA first.' },
  });
  await expect(gateOf(partner)).rejects.toThrow('Nothing is connected.');
});

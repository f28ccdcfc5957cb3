import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { map, quieten, register, revoke, takeDown, target } from './partner';
import { gateWhen, isQuiet, mappedCount, quick, report, syncedOrganizations, syncingPartner } from './seats';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('acceptance 69: counts what waits for HaloPSA in an outage, to the item, and nothing after the revoke', async () => {
  const partner = await syncingPartner(system);
  const ids = ['o0', 'o1', 'o2'];
  await syncedOrganizations(system, partner, ids.length);
  await mappedCount(partner, ids.length);
  await gateWhen(partner, isQuiet);
  const look = () => partner.call('GET', '/halopsa/connection/revocation');
  expect(await look()).toMatchObject({ status: 200, body: { mappings: 3, waitingOperations: 0 } });
  takeDown(system);
  for (const id of ids) await report(partner, id, 13);
  await register(partner, 'o3');
  expect(await map(partner, 'o3', target(system, 3))).toMatchObject({ body: { status: 'pendingCheck' } });
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === 3 && waiting.mappingCheck === 1);
  expect(await look()).toMatchObject({ status: 200, body: { waitingOperations: 4, openTickets: 0 } });
  await revoke(partner);
  expect(await look()).toMatchObject({ status: 200, body: { waitingOperations: 0 } });
});

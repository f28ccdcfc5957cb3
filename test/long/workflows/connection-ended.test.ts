import { connectionWorkflowId } from '../../../workflows/messages';
import { connect, connection, quieten, revoke, secretsOf } from '../../journeys/partner';
import {
  countOf,
  mappingWhen,
  quick,
  report,
  requests,
  saveTicketMapping,
  stays,
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
afterEach(() => quieten(system));
afterAll(() => system.stop());

it('a connection that was terminated is not connected: nothing more is sent, and a revoke erases its secret', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await system.client.workflow.getHandle(connectionWorkflowId(partner.id)).terminate('for a test');
  expect(await connection(partner)).toMatchObject({ status: 200, body: { status: 'disconnected', whoseMove: 'you' } });
  system.simulator.control.requests.clear();
  await report(partner, 'o1', 13);
  expect(await stays(() => requests(system).total)).toBe(0);
  expect(countOf(system, licence)).toBe(12);
  expect(await revoke(partner)).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  expect(await secretsOf(system, partner)).toEqual([]);
});

it('what is chosen in a connection that is made after it counts, however often was chosen before', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  for (const seatCount of ['active', 'used', 'active', 'none']) await saveTicketMapping(partner, { seatCount });
  await system.client.workflow.getHandle(connectionWorkflowId(partner.id)).terminate('for a test');
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected' } });
  await saveTicketMapping(partner);
  await mappingWhen(partner, 'o1', 'mapped');
  await report(partner, 'o1', 13);
  expect(await written(partner, 'o1', 13)).toMatchObject({ status: 'inSync', definition: 'used' });
  expect(countOf(system, licence)).toBe(13);
});

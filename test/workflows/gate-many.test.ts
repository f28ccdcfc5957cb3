import { gateWorkflowId, getGateItemsQuery, getGateQuery, requestTurnSignal } from '../../workflows/messages';
import { connectedPartner, quieten, saveTicketMapping } from '../journeys/partner';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { runsOf } from './runs';

const MANY = 4_000;
const AT_ONCE = 4;

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

it('a gate with thousands of keys that came as fast as can be answers, and its histories stay short', async () => {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  expect(await partner.call('POST', '/halopsa/gate/pause')).toMatchObject({ status: 200 });
  const gate = system.client.workflow.getHandle(gateWorkflowId(partner.id));
  const indexes = Array(MANY).keys();
  const ask = async () => {
    for (const index of indexes) {
      await gate.signal(requestTurnSignal, { key: `organization-mapping:${partner.id}:o${index}`, kind: 'seatSync' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  expect(await gate.query(getGateQuery)).toMatchObject({ status: 'paused', waiting: { seatSync: MANY } });
  const { items, total } = await gate.query(getGateItemsQuery, { offset: MANY - 1, limit: 10 });
  expect([items.length, total]).toEqual([1, MANY]);
  const runs = await runsOf(system.client, gateWorkflowId(partner.id));
  expect(runs.length).toBeGreaterThan(1);
  expect(Math.max(...runs.map(({ events }) => events.length))).toBeLessThan(4_500);
}, 120_000);

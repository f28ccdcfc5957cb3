import { createPartnerWorkflows } from '../../worker/partner-workflows';
import { gateWorkflowId, getGateItemsQuery, getGateQuery } from '../../workflows/messages';
import { connectedPartner, quieten, saveTicketMapping } from '../journeys/partner';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { runsOf } from './runs';

const MANY = 4_000;
const WORKERS = 2;
/** Who asks at once, of each worker. */
const AT_ONCE = 25;
/** Instead of a thousand; a continue-as-new is put off while much is going on. */
const limits = { continueAfterEvents: 200, slack: 200 };

let system: System;
beforeAll(async () => {
  system = await startSystem({ gate: { continueAfterEvents: limits.continueAfterEvents } });
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

it('a gate that thousands ask one after the other answers meanwhile, and its histories stay short', async () => {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  expect(await partner.call('POST', '/halopsa/gate/pause')).toMatchObject({ status: 200 });
  const gate = system.client.workflow.getHandle(gateWorkflowId(partner.id));
  const indexes = Array(MANY).keys();
  const asking = Array.from({ length: WORKERS }, () => {
    const { askForTurn } = createPartnerWorkflows(system.client, {});
    const askOneByOne = async () => {
      for (const index of indexes) {
        const key = `organization-mapping:${partner.id}:o${index}`;
        expect(await askForTurn(partner.id, { key, kind: 'seatSync' })).toBe(true);
      }
    };
    return Array.from({ length: AT_ONCE }, askOneByOne);
  });
  const asked = Promise.all(asking.flat());
  const waits: number[] = [];
  for (let isOver = false; !isOver; ) {
    const startedAt = Date.now();
    await gate.query(getGateQuery);
    waits.push(Date.now() - startedAt);
    isOver = await Promise.race([asked.then(() => true), new Promise<boolean>((go) => setTimeout(go, 500, false))]);
  }
  expect(await gate.query(getGateQuery)).toMatchObject({ status: 'paused', waiting: { seatSync: MANY } });
  const { items, total } = await gate.query(getGateItemsQuery, { offset: MANY - 1, limit: 10 });
  expect([items.length, total]).toEqual([1, MANY]);
  const runs = await runsOf(system.client, gateWorkflowId(partner.id));
  expect(runs.length).toBeGreaterThan(2);
  expect(Math.max(...runs.map(({ events }) => events.length))).toBeLessThan(limits.continueAfterEvents + limits.slack);
  expect(Math.max(...waits)).toBeLessThan(5_000);
}, 120_000);

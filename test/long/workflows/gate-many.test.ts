import { createPartnerWorkflows } from '../../../worker/workflow-calls/partner';
import { gateWorkflowId, getGateItemsQuery } from '../../../workflows/messages';
import type { Partner } from '../../journeys/partner';
import { connectedPartner, quieten, saveTicketMapping } from '../../journeys/partner';
import { gateOf, gateWhen, quick, report, syncedOrganizations, syncingPartner, written } from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';
import { runsOf } from '../../workflows/runs';

const MANY = 1_000;
/** Whose turns fill several runs. */
const ORGANIZATIONS = 20;
const WORKERS = 2;
/** Who asks at once, of each worker. */
const AT_ONCE = 25;
/** Instead of a thousand; a continue-as-new is put off while much is going on. */
const limits = { continueAfterEvents: 50, slack: 400 };

let system: System;
beforeAll(async () => {
  system = await startSystem({
    ...quick,
    simulator: { customers: 2 * ORGANIZATIONS },
    gate: { continueAfterEvents: limits.continueAfterEvents },
  });
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

async function runLengths({ id }: Partner): Promise<number[]> {
  return (await runsOf(system.client, gateWorkflowId(id))).map(({ events }) => events.length);
}

/** Asks as one worker does, for organizations by their number. */
function askerOf({ id }: Partner): (index: number) => Promise<void> {
  const { askForTurn } = createPartnerWorkflows(system.client, {});
  return async (index) => {
    const key = `organization-mapping:${id}:o${index}`;
    expect(await askForTurn(id, { key, kind: 'seatSync' })).toBe(true);
  };
}

it('a gate that many ask answers meanwhile, and its histories stay short', async () => {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  expect(await partner.call('POST', '/halopsa/gate/pause')).toMatchObject({ status: 200 });
  const indexes = Array(MANY).keys();
  const asking = Array.from({ length: WORKERS }, () => {
    const ask = askerOf(partner);
    return Array.from({ length: AT_ONCE }, async () => {
      for (const index of indexes) await ask(index);
    });
  });
  const asked = Promise.all(asking.flat());
  for (let isOver = false; !isOver; ) {
    expect(await gateOf(partner)).toMatchObject({ status: 'paused' });
    isOver = await Promise.race([asked.then(() => true), new Promise<boolean>((go) => setTimeout(go, 500, false))]);
  }
  // Who asks again keeps its place.
  const askAgain = askerOf(partner);
  while ((await runLengths(partner)).length <= 2) {
    await askAgain(0);
    expect(await gateOf(partner)).toMatchObject({ status: 'paused' });
  }
  expect(await gateOf(partner)).toMatchObject({ status: 'paused', waiting: { seatSync: MANY } });
  const gate = system.client.workflow.getHandle(gateWorkflowId(partner.id));
  const { items, total } = await gate.query(getGateItemsQuery, { offset: MANY - 1, limit: 10 });
  expect([items.length, total]).toEqual([1, MANY]);
  const lengths = await runLengths(partner);
  expect(Math.max(...lengths)).toBeLessThan(limits.continueAfterEvents + limits.slack);
});

it('a gate that grants one turn after the other continues as new between two of them', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganizations(system, partner, ORGANIZATIONS);
  await partner.call('POST', '/halopsa/gate/pause');
  for (let index = 0; index < ORGANIZATIONS; index += 1) await report(partner, `o${index}`, 13);
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === ORGANIZATIONS);
  // So that the gate sees each turn begin before it ends, also where it is late.
  system.simulator.control.faults.add({ effect: { kind: 'latency', milliseconds: 150 } });
  await partner.call('POST', '/halopsa/gate/resume');
  for (let index = 0; index < ORGANIZATIONS; index += 1) await written(partner, `o${index}`, 13);
  const lengths = await runLengths(partner);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  expect(Math.max(...lengths)).toBeLessThan(total / 3);
});

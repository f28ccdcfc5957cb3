import { createPartnerWorkflows } from '../../worker/partner-workflows';
import { gateWorkflowId, getGateItemsQuery } from '../../workflows/messages';
import type { Partner } from '../journeys/partner';
import { connectedPartner, quieten, saveTicketMapping } from '../journeys/partner';
import { gateOf, gateWhen, quick, report, syncedOrganizations, syncingPartner, written } from '../journeys/seats';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { runsOf } from './runs';

const MANY = 1_000;
/** Whose turns fill several runs. */
const ORGANIZATIONS = 20;
const WORKERS = 2;
/** Who asks at once, of each worker. */
const AT_ONCE = 25;
/** Instead of a thousand; a continue-as-new is put off while much is going on. */
const limits = { continueAfterEvents: 50, slack: 200 };

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

async function expectShortRuns({ id }: Partner): Promise<void> {
  const lengths = (await runsOf(system.client, gateWorkflowId(id))).map(({ events }) => events.length);
  expect(lengths.length).toBeGreaterThan(2);
  expect(Math.max(...lengths)).toBeLessThan(limits.continueAfterEvents + limits.slack);
}

it('a gate that many ask answers meanwhile, and its histories stay short', async () => {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  expect(await partner.call('POST', '/halopsa/gate/pause')).toMatchObject({ status: 200 });
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
  for (let isOver = false; !isOver; ) {
    expect(await gateOf(partner)).toMatchObject({ status: 'paused' });
    isOver = await Promise.race([asked.then(() => true), new Promise<boolean>((go) => setTimeout(go, 500, false))]);
  }
  expect(await gateOf(partner)).toMatchObject({ status: 'paused', waiting: { seatSync: MANY } });
  const gate = system.client.workflow.getHandle(gateWorkflowId(partner.id));
  const { items, total } = await gate.query(getGateItemsQuery, { offset: MANY - 1, limit: 10 });
  expect([items.length, total]).toEqual([1, MANY]);
  await expectShortRuns(partner);
}, 120_000);

it('a gate that grants one turn after the other continues as new between two of them', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganizations(system, partner, ORGANIZATIONS);
  await partner.call('POST', '/halopsa/gate/pause');
  for (let index = 0; index < ORGANIZATIONS; index += 1) await report(partner, `o${index}`, 13);
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === ORGANIZATIONS);
  await partner.call('POST', '/halopsa/gate/resume');
  for (let index = 0; index < ORGANIZATIONS; index += 1) await written(partner, `o${index}`, 13);
  await expectShortRuns(partner);
}, 120_000);

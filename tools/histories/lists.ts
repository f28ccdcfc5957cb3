import type { PartnerId } from '../../domain/schema';
import { eventually } from '../../test/api/running-api';
import type { Partner } from '../../test/journeys/partner';
import * as journey from '../../test/journeys/partner';
import * as seats from '../../test/journeys/seats';
import type { System } from '../../test/support/system';
import type { seatReconcile } from '../../workflows';
import type { ReconcileInput } from '../../workflows/messages';
import { choicesWorkflowId, previewWorkflowId, reconcileWorkflowId, TASK_QUEUE } from '../../workflows/messages';
import type { Path } from './path';

const list = (partner: Partner) => partner.call('GET', '/halopsa/choices/slas');

const choices = (name: string, play: (system: System, partner: Partner) => Promise<void>): Path => ({
  name: `choices-${name}`,
  play: async (system, partner) => {
    expect(await journey.connect(system, partner)).toMatchObject({ status: 200 });
    await play(system, partner);
    return choicesWorkflowId(partner.id, { list: 'slas' });
  },
});

async function syncing(system: System, partner: Partner): Promise<void> {
  expect(await journey.connect(system, partner)).toMatchObject({ status: 200 });
  await seats.saveTicketMapping(partner);
  // So many that a reconcile goes by pages, rather than by organizations.
  for (const [index, id] of ['o1', 'o2', 'o3'].entries()) {
    await seats.mappedOrganization(system, partner, id, { index, used: 12 });
  }
}

async function reconciled(system: System, partner: Partner): Promise<string> {
  await syncing(system, partner);
  expect(await seats.reconciled(partner, { startsNew: true })).toMatchObject({ status: 'done', compared: 3 });
  return reconcileWorkflowId(partner.id);
}

/** Continues as new after every page. */
function inManyRuns(mode: ReconcileInput['mode'], idOf: (partnerId: PartnerId) => string): Path['play'] {
  return async (system, partner) => {
    await syncing(system, partner);
    const workflowId = idOf(partner.id);
    const input = { partnerId: partner.id, mode, by: null, continueAfterEvents: 10 };
    const run = await system.client.workflow.start<typeof seatReconcile>('seatReconcile', {
      workflowId,
      taskQueue: TASK_QUEUE,
      args: [input],
      staticSummary: `In many runs, of partner ${partner.id}`,
      staticDetails: 'Continues as new after every page.',
    });
    expect(await run.result()).toMatchObject({ status: 'done', compared: 3 });
    return workflowId;
  };
}

export const listPaths: readonly Path[] = [
  choices('listed', async (_system, partner) => {
    expect(await list(partner)).toMatchObject({ status: 200, body: { stale: false } });
  }),
  choices('cached', async (system, partner) => {
    await list(partner);
    journey.takeDown(system);
    const shown = await eventually(
      () => list(partner),
      ({ status }) => status === 200,
    );
    expect(shown).toMatchObject({ status: 200, body: { stale: true } });
  }),
  choices('refused', async (system, partner) => {
    journey.takeDown(system);
    expect((await list(partner)).status).toBe(503);
  }),
  choices('cancelled', async (system, partner) => {
    system.simulator.control.faults.add({ path: '/api/SLA', effect: { kind: 'hang' } });
    const listed = list(partner);
    await eventually(
      async () => seats.requests(system).byPath['GET /api/sla'] ?? 0,
      (times) => times > 0,
    );
    // Until lists show the run to the revoke.
    await eventually(
      async () =>
        (await system.client.workflow.count(`PartnerId = "${partner.id}" AND WorkflowType = "haloChoices"`)).count,
      (count) => count === 1,
    );
    await journey.revoke(partner);
    expect((await listed).status).toBe(503);
  }),
  { name: 'reconcile-pages', play: reconciled },
  { name: 'reconcile-asks-in-batches', play: reconciled },
  { name: 'reconcile-continued', play: inManyRuns('reconcile', reconcileWorkflowId) },
  {
    name: 'reconcile-preview',
    play: async (system, partner) => {
      await syncing(system, partner);
      expect((await seats.previewed(partner)).progress).toMatchObject({ status: 'done', compared: 3 });
      return previewWorkflowId(partner.id);
    },
  },
  { name: 'reconcile-preview-continues', run: 'first', play: inManyRuns('preview', previewWorkflowId) },
  { name: 'reconcile-preview-continued', play: inManyRuns('preview', previewWorkflowId) },
];

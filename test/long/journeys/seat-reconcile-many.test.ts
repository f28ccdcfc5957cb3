import type { seatReconcile } from '../../../workflows';
import type { ReconcileInput } from '../../../workflows/messages';
import { previewWorkflowId, reconcileWorkflowId, TASK_QUEUE } from '../../../workflows/messages';
import type { Partner } from '../../journeys/partner';
import { map, quieten, target } from '../../journeys/partner';
import {
  forEach,
  mappedCount,
  previewed,
  previewPage,
  previewWhenDone,
  quick,
  report,
  requests,
  runWhen,
  syncingPartner,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';
import { runsOf } from '../../workflows/runs';

const ORGANIZATIONS = 230;

let system: System;
let partner: Partner;
beforeAll(async () => {
  system = await startSystem({ ...quick, simulator: { customers: 260, licencesPerCustomer: 1 } });
  partner = await syncingPartner(system);
  const ids = Array.from({ length: ORGANIZATIONS }, (_, index) => `o${index}`);
  await forEach(ids, async (id, index) => {
    await report(partner, id, 12);
    await map(partner, id, target(system, index));
  });
  await mappedCount(partner, ORGANIZATIONS);
}, 240_000);
afterAll(async () => {
  await quieten(system);
  await system.stop();
});

it('compares more organizations than fit into one step, each of them once', async () => {
  system.simulator.control.rights.change({ denial: 'emptyList', claims: { Lx: 0 } });
  system.simulator.control.requests.clear();
  const seen = await previewed(partner);
  const ids = seen.rows.map(({ organizationId }) => organizationId);
  expect([ids.length, new Set(ids).size]).toEqual([ORGANIZATIONS, ORGANIZATIONS]);
  expect(seen.progress).toMatchObject({ status: 'done', compared: ORGANIZATIONS, findings: { missed: ORGANIZATIONS } });
  expect(requests(system).byPath['GET /api/softwarelicence']).toBe(seen.progress.steps);
  expect(seen.progress.steps).toBeGreaterThan(1);
  system.simulator.control.rights.change({ claims: { Lx: 2 } });
});

/** One that continues as new after every step. */
const startInManyRuns = (workflowId: string, mode: ReconcileInput['mode']) =>
  system.client.workflow.start<typeof seatReconcile>('seatReconcile', {
    workflowId,
    taskQueue: TASK_QUEUE,
    args: [{ partnerId: partner.id, mode, by: { id: 'u1', name: 'Ada' }, continueAfterEvents: 10 }],
  });

it('continues as new between two pages, and tells one run from its start to its end', async () => {
  const workflowId = reconcileWorkflowId(partner.id);
  await startInManyRuns(workflowId, 'reconcile');
  expect(await runWhen(partner, ({ status }) => status !== 'running')).toMatchObject({
    status: 'done',
    by: 'Ada',
    licences: 266,
    steps: 4,
    compared: ORGANIZATIONS,
    findings: { missed: 0, doubled: 0 },
  });
  expect((await runsOf(system.client, workflowId)).length).toBeGreaterThan(1);
});

it('a dry run does so too, and shows the rows of all its runs', async () => {
  const workflowId = previewWorkflowId(partner.id);
  await startInManyRuns(workflowId, 'preview');
  const { progress, rows } = await previewWhenDone(partner);
  expect(progress).toMatchObject({ status: 'done', steps: 3, compared: ORGANIZATIONS });
  expect((await runsOf(system.client, workflowId)).length).toBe(3);
  const ids = rows.map(({ organizationId }) => organizationId);
  expect([ids.length, new Set(ids).size]).toEqual([ORGANIZATIONS, ORGANIZATIONS]);
  const middle = (await previewPage(partner, '150')).rows;
  expect(middle.length).toBeGreaterThan(0);
  expect(middle).toEqual(rows.slice(150, 150 + middle.length));
});

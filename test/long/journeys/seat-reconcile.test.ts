import type { seatReconcile } from '../../../workflows';
import { reconcileWorkflowId, TASK_QUEUE } from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import { quieten, takeDown } from '../../journeys/partner';
import { gateWhen, isQuiet, listedInSync, quick, runWhen, syncingPartner } from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';
import { runsOf } from '../../workflows/runs';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...quick, simulator: { customers: 130, licencesPerCustomer: 3 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('continues as new while it waits in an outage, and goes on from the same page when HaloPSA is back', async () => {
  const partner = await syncingPartner(system);
  await listedInSync(system, partner, 5);
  await gateWhen(partner, isQuiet);
  takeDown(system);
  const workflowId = reconcileWorkflowId(partner.id);
  await system.client.workflow.start<typeof seatReconcile>('seatReconcile', {
    workflowId,
    taskQueue: TASK_QUEUE,
    args: [{ partnerId: partner.id, mode: 'reconcile', by: null, continueAfterEvents: 30 }],
  });
  const runs = await eventually(
    () => runsOf(system.client, workflowId),
    ({ length }) => length >= 3,
    60_000,
  );
  for (const { events } of runs) expect(events.length).toBeLessThan(90);
  system.simulator.control.faults.clear();
  expect(await runWhen(partner, ({ status }) => status !== 'running')).toMatchObject({
    status: 'done',
    steps: 5,
    compared: 5,
    findings: { unchanged: 5 },
  });
});

import { Client, Connection } from '@temporalio/client';
import { createConnectionWorkflows } from '../../../worker/workflow-calls/connection';
import { createTemporalCalls } from '../../../worker/workflow-calls/temporal';
import { previewWorkflowId, reconcileWorkflowId } from '../../../workflows/messages';
import { ada } from '../../domain/seats/samples';
import { claimTemporal } from '../../support/temporal';

let client: Client;
beforeAll(async () => {
  const { address, namespace } = await claimTemporal();
  client = new Client({ connection: await Connection.connect({ address }), namespace });
});
afterAll(() => client.connection.close());

it('ends with a connection what a person has just started, although no list shows it yet', async () => {
  const started = await Promise.all(
    [reconcileWorkflowId('p1'), previewWorkflowId('p1')].map((workflowId) =>
      client.workflow.start('seatReconcile', { workflowId, taskQueue: 'nobody-works-here' }),
    ),
  );
  const calls = { ...createTemporalCalls(client), find: async () => [] };
  await createConnectionWorkflows(client, calls).endWithConnection('p1', ada);
  const seen = await Promise.all(started.map((run) => run.describe()));
  expect(seen.map(({ raw }) => raw.workflowExtendedInfo?.cancelRequested)).toEqual([true, true]);
});

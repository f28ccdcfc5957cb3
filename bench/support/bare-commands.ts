import type { Client } from '@temporalio/client';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { bare } from './bare-workflows';
import { BARE_TASK_QUEUE, bareUpdate } from './bare-workflows';
import { timed } from './numbers';
import { each, range } from './steps';
import type { System } from './system';

export const startBareWorker = ({ startMore }: System) =>
  startMore('bare-worker', 'bench/support/bare-worker.js', /(the bare worker polls)/);

export const newBare = (workflowId: string) =>
  new WithStartWorkflowOperation<typeof bare>('bare', {
    workflowId,
    taskQueue: BARE_TASK_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [],
  });

/** Three Activities that do nothing, in a Workflow that begins with its first command. */
export const commandBare = (client: Client, workflowId: string): Promise<string> =>
  client.workflow.executeUpdateWithStart(bareUpdate, { startWorkflowOperation: newBare(workflowId) });

const WORKFLOWS = 200;
const AT_ONCE = 8;

/**
 * Begins bare Workflows beside ours. What it gives sends one command to each, and says how long one took, in milliseconds: the
 * price of Temporal alone, as much as its database has grown since.
 */
export async function startEngine(system: System, signal: AbortSignal): Promise<() => Promise<number>> {
  await startBareWorker(system);
  const commands = () =>
    each(range(WORKFLOWS), { atOnce: AT_ONCE, signal }, (index) => commandBare(system.client, `bare:${index}`));
  await commands();
  return async () => (await timed(commands)) / WORKFLOWS;
}

import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { BARE_TASK_QUEUE } from './bare-workflows';

export const bareActivities = { nothing: async (): Promise<void> => undefined };

/** A Worker for bare-workflows.ts: what Temporal alone costs on this machine, in this run. */
async function main(): Promise<void> {
  const address = process.env['TEMPORAL_ADDRESS'] ?? '';
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    ...{ connection, taskQueue: BARE_TASK_QUEUE, activities: bareActivities },
    workflowsPath: join(__dirname, 'bare-workflows.js'),
  });
  const stopped = worker.run();
  console.log('the bare worker polls');
  await stopped;
  await connection.close();
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

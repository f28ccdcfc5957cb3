import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createHaloClient } from '../../halo';
import { createBareActivities } from './bare-activities';
import { BARE_TASK_QUEUE } from './bare-workflows';

/** A Worker for bare-workflows.ts: what Temporal alone costs on this machine, in this run. */
async function main(): Promise<void> {
  const { TEMPORAL_ADDRESS: address = '', HALO_ALLOWED_HOSTS: allowed = '' } = process.env;
  const halo = createHaloClient({ allowedHosts: allowed.split(',') });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue: BARE_TASK_QUEUE,
    activities: createBareActivities(halo),
    workflowsPath: join(__dirname, 'bare-workflows.js'),
  });
  const stopped = worker.run();
  console.log('the bare worker polls');
  await stopped;
  await halo.close();
  await connection.close();
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

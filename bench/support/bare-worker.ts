import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { HaloAccess, HaloAgent, HaloSite } from '../../halo';
import { createHaloClient } from '../../halo';
import { BARE_TASK_QUEUE } from './bare-workflows';
import type { Ready } from './simulator-process';

export type BareActivities = ReturnType<typeof createBareActivities>;

function createBareActivities(halo: ReturnType<typeof createHaloClient>) {
  // Each partner has a token of its own, as in life.
  let partners = 0;
  const access = ({ clientId, clientSecret }: Ready, site: HaloSite): HaloAccess => ({
    site,
    reference: `bare-${partners}`,
    credentials: async () => ({ clientId, clientSecret }),
  });
  return {
    nothing: async (): Promise<void> => undefined,
    discover: async ({ siteUrl }: Ready) => {
      partners += 1;
      return halo.discover(siteUrl);
    },
    agent: async (credentials: Ready, site: HaloSite) => halo.agent(access(credentials, site)),
    rights: async (credentials: Ready, site: HaloSite, agent: HaloAgent) =>
      halo.rights(access(credentials, site), agent),
  };
}

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

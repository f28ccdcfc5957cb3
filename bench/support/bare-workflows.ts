import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type { HaloAgent, HaloSite } from '../../halo';
import type { BareActivities } from './bare-activities';
import type { Ready } from './simulator-process';

export const BARE_TASK_QUEUE = 'bare';

/** Three Activities that do nothing. */
export const bareUpdate = defineUpdate<string>('bare');

/** Three Activities that ask HaloPSA what a connect asks it. */
export const bareCallsUpdate = defineUpdate<string, [Ready]>('bareCalls');

const { nothing, discover, agent, rights, customers } = proxyActivities<BareActivities>({
  startToCloseTimeout: '8 seconds',
});

/** The least that a command with three Activities can cost: one that awaits them and answers, in a Workflow that stays. */
export async function bare(): Promise<void> {
  setHandler(bareUpdate, async () => {
    await nothing();
    await nothing();
    await nothing();
    return 'done';
  });
  setHandler(bareCallsUpdate, async (credentials) => {
    const site: HaloSite = await discover(credentials);
    const who: HaloAgent = await agent(credentials, site);
    await rights(credentials, site, who);
    return 'done';
  });
  await condition(() => false);
}

/** The least that a list can cost: a Workflow with the Activity that reads it. */
export async function bareList(credentials: Ready, search: string): ReturnType<BareActivities['customers']> {
  return customers(credentials, search);
}

import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type { bareActivities } from './bare-worker';

export const BARE_TASK_QUEUE = 'bare';
export const bareUpdate = defineUpdate<string>('bare');

const { nothing } = proxyActivities<typeof bareActivities>({ startToCloseTimeout: '8 seconds' });

/** The least that a command with three Activities can cost: one that awaits them and answers, in a Workflow that stays. */
export async function bare(): Promise<void> {
  setHandler(bareUpdate, async () => {
    await nothing();
    await nothing();
    await nothing();
    return 'done';
  });
  await condition(() => false);
}

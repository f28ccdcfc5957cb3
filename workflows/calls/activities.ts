import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities';

/*
 * Activities as Workflows call them. The history shows the `summary` beside each.
 */

/** We wait for a cancelled Activity to end, because it may be writing. The SDK documents this as its default, but it is not. */
const waited = { cancellationType: 'WAIT_CANCELLATION_COMPLETED' } as const;

/** Calls that a person waits for: two tries of some seconds. Waiting for a Worker to come back does not count as a try. */
export const forPerson = (summary: string) =>
  proxyActivities<Activities>({
    ...waited,
    summary,
    startToCloseTimeout: '8 seconds',
    heartbeatTimeout: '4 seconds',
    retry: { initialInterval: '500ms', maximumAttempts: 2 },
  });

/** Calls inside of a turn. The gate decides whether HaloPSA is tried again; here only a killed Worker is made up for. */
export const inTurn = (summary: string) =>
  proxyActivities<Activities>({
    ...waited,
    summary,
    startToCloseTimeout: '15 seconds',
    heartbeatTimeout: '4 seconds',
    // It ends before the turn's lease of two minutes, also when no Worker takes it.
    scheduleToCloseTimeout: '100 seconds',
    retry: { initialInterval: '500ms', maximumAttempts: 3 },
  });

const ownRetry = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

/** Calls to our own vault and to Temporal: tried until they are done. */
export const own = (summary: string) =>
  proxyActivities<Activities>({
    ...waited,
    summary,
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '10 seconds',
    retry: ownRetry,
  });

/** Calls that tell all of a partner's Workflows, 200 a second: they may take long. */
export const toAll = (summary: string) =>
  proxyActivities<Activities>({
    ...waited,
    summary,
    startToCloseTimeout: '1 hour',
    heartbeatTimeout: '10 seconds',
    retry: ownRetry,
  });

/** Shortens a name, because Temporal takes 400 bytes of a summary at most. */
export const brief = (name: string): string => (name.length <= 60 ? name : `${name.slice(0, 59)}…`);

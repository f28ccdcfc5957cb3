import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities';

/*
 * Activities under a sentence that the history shows beside them.
 */

/** One that was cancelled is waited for: it may be writing. Has to be said, the SDK's default is not the one that it documents. */
const waited = { cancellationType: 'WAIT_CANCELLATION_COMPLETED' } as const;

/** Calls that a person waits for: two tries, seconds each; a try that waits for a worker to come back costs none. */
export const forPerson = (summary: string) =>
  proxyActivities<Activities>({
    ...waited,
    summary,
    startToCloseTimeout: '8 seconds',
    heartbeatTimeout: '4 seconds',
    retry: { initialInterval: '500ms', maximumAttempts: 2 },
  });

/** Calls inside of a turn. Whether HaloPSA is tried again the gate says; a Worker that was killed is made up for here. */
export const inTurn = (summary: string) =>
  proxyActivities<Activities>({
    ...waited,
    summary,
    startToCloseTimeout: '15 seconds',
    heartbeatTimeout: '4 seconds',
    // Also where no worker takes it: a turn's lease of two minutes is not outlived by what it was for.
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

/** The same to all of a partner's Workflows, 200 a second. */
export const toAll = (summary: string) =>
  proxyActivities<Activities>({
    ...waited,
    summary,
    startToCloseTimeout: '1 hour',
    heartbeatTimeout: '10 seconds',
    retry: ownRetry,
  });

/** A name inside of such a sentence, which Temporal takes up to 400 bytes of. */
export const brief = (name: string): string => (name.length <= 60 ? name : `${name.slice(0, 59)}…`);

import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

/** Calls that a person waits for: two tries, seconds each; a try that waits for a worker to come back costs none. */
export const asked = proxyActivities<Activities>({
  startToCloseTimeout: '8 seconds',
  heartbeatTimeout: '4 seconds',
  retry: { initialInterval: '500ms', maximumAttempts: 2 },
});

/** Calls inside of a turn. Whether HaloPSA is tried again the gate says; a Worker that was killed is made up for here. */
export const inTurn = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  heartbeatTimeout: '4 seconds',
  retry: { initialInterval: '500ms', maximumAttempts: 3 },
});

/** Calls to our own vault and to Temporal: tried until they are done. */
export const own = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

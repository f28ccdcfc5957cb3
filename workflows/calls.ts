import { proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { failureOf } from './failure';

/** Calls that a person waits for: two tries, seconds each; a try that waits for a worker to come back costs none. */
export const asked = proxyActivities<Activities>({
  startToCloseTimeout: '8 seconds',
  heartbeatTimeout: '4 seconds',
  retry: { initialInterval: '500ms', maximumAttempts: 2, nonRetryableErrorTypes: ['connection.notConnected'] },
});

/** Calls that nobody waits for: tried without limit, gently. */
export const patient = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  heartbeatTimeout: '4 seconds',
  retry: { initialInterval: '30 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

/** Calls to our own vault and to Temporal: tried until they are done. */
export const own = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Asks until HaloPSA says yes or no, also through troubles that an Activity does not try again by itself. */
export async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (failureOf(error).outcome !== 'unavailable') throw error;
      await sleep('5 minutes', { summary: 'until HaloPSA is asked again' });
    }
  }
}

import { ActivityFailure, isCancellation, log, sleep } from '@temporalio/workflow';
import { brief } from './activities';

const FIRST_PAUSE_SECONDS = 1;
const LONGEST_PAUSE_SECONDS = 60;

/**
 * Makes a call again that Temporal gave up although it is to be made until it is done. Nobody else would: a state that waits
 * for its outcome would wait for ever, and a failure that left `perform` would end the Workflow.
 */
export async function untilAnswered<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let seconds = FIRST_PAUSE_SECONDS; ; seconds = Math.min(seconds * 2, LONGEST_PAUSE_SECONDS)) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
      log.error('an Activity failed for good, and is called again', {
        activity: error.activityType,
        cause: brief(String(error.cause)),
      });
      await sleep(seconds * 1000, { summary: `before ${error.activityType} is called again` });
    }
  }
}

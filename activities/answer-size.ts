import { HaloError } from '../halo';
import { calling } from './failure';

/**
 * Temporal takes 2 MB of one answer and refuses what is larger, without a word to the Workflow that waits. A Workflow hands on
 * what it got together with what it holds already, so half of that is the most.
 */
const MOST_BYTES = 1_000_000;

/** The answer of an Activity, on its way into a history. @throws `Halo.tooLarge` */
export async function fitting<Answer>(answer: Answer): Promise<Answer> {
  if (Buffer.byteLength(JSON.stringify(answer) ?? '') <= MOST_BYTES) return answer;
  return calling({ retries: 'byTable' }, () => Promise.reject(new HaloError('tooLarge')));
}

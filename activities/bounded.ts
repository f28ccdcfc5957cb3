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

const MOST_CHARACTERS = 2_000;

/** Why an Activity failed, on its way into a history: Temporal does not take a message of megabytes either. */
export function shortened(error: unknown): unknown {
  if (!(error instanceof Error) || error.message.length <= MOST_CHARACTERS) return error;
  error.message = `${error.message.slice(0, MOST_CHARACTERS - 1)}…`;
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

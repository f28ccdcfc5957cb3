import { ActivityFailure, ApplicationFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import type { ActivityFailureDetails } from '../../domain/access';

/** What became of an Activity that failed for good. */
export interface Failed extends ActivityFailureDetails {
  /** The Activity ended without a word, and nobody knows how far it came. */
  readonly isSilent?: true;
}

/** A Worker that was killed tells nothing. We assume that it sent as many requests as a call makes. */
const silent = { requests: 2, rateLimited: false, retryAfterMs: null, isSilent: true } as const;

const NO_ANSWER: Failed = {
  ...silent,
  outcome: 'unavailable',
  problem: { code: 'halo.timeout', detail: 'HaloPSA did not answer in time. Try again in a few minutes.' },
};

/** Reads an Activity's failure; anything that is not one (a cancellation, a mistake of ours) is thrown on. */
export function failureOf(error: unknown): Failed {
  if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
  const { cause } = error;
  if (cause instanceof TimeoutFailure) return NO_ANSWER;
  if (!(cause instanceof ApplicationFailure)) return unexpected(cause?.name);
  const [details] = cause.details ?? [];
  return isFailed(details) ? details : unexpected(cause.type ?? cause.name);
}

const isFailed = (details: unknown): details is ActivityFailureDetails =>
  typeof details === 'object' && details !== null && 'outcome' in details && 'problem' in details;

/**
 * We made a mistake inside an Activity, or Temporal gave it up for a reason of its own. The partner reads a sentence; the
 * operator finds the failure in the history.
 */
const unexpected = (cause = 'Error'): Failed => ({
  ...silent,
  outcome: 'unavailable',
  problem: {
    code: 'unexpected',
    detail: `Something went wrong on our side (${cause}). Try again later.`,
  },
});

import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { ActivityFailureDetails, FailureOutcome, Sent } from '../domain/access';
import type { Problem } from '../domain/schema';
import type { HaloErrorCode } from '../halo';
import { HaloError, haloErrors } from '../halo';
import { VaultError } from '../vault';
import { countingRequests } from './requests';

/** How far a wait before the next try is spread, so that partners do not come back all at once. */
const JITTER = 0.2;

/** Only for a person Temporal repeats a call. Who is to wait longer is told so at once, and decides. */
const PATIENCE_MILLISECONDS = 5_000;

interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly outcome: FailureOutcome;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly credentials?: string | undefined;
}

/** Our own refusal, on its way to the Workflow. It never carries its cause, because a raw HTTP error holds the token. */
class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
  }
}

/** A refusal that the Workflow can read: its type is the problem's code. Throw it inside of `calling`. */
export const refusal = (given: Refusal): Error => new RefusedError(given);

interface CallingOptions {
  /** The reference of the credentials that the call uses, where there are any. */
  readonly credentials?: string | undefined;
  /** Whether Temporal may repeat what HaloPSA could not answer: by the table of `halo/`, or never inside of a turn. */
  readonly retries: 'byTable' | 'never';
}

/** A call on its way: how many requests HaloPSA has got, and the seat count that it is about to get. */
export interface Calling {
  requests(): number;
  sending(sent: Sent): void;
}

/**
 * Runs one call; a HaloError becomes a failure with type, retryable or not, and when, and with what the Workflow needs to
 * know of it. Credentials that are not stored any more are refused ones: only the partner can give them again. Other errors pass.
 */
export function calling<Answer>(options: CallingOptions, call: (under: Calling) => Promise<Answer>): Promise<Answer> {
  return countingRequests(async (requests) => {
    let sent: Sent | null = null;
    const sending = (count: Sent) => {
      sent = count;
    };
    try {
      return await call({ requests, sending });
    } catch (error) {
      if (error instanceof HaloError) throw fromHalo(error, options, { requests: requests(), sent });
      if (error instanceof RefusedError) throw fromRefusal(error.refusal, requests());
      if (error instanceof VaultError && error.code === 'missing') throw notStored(options, requests());
      throw error;
    }
  });
}

type Got = Pick<ActivityFailureDetails, 'requests' | 'sent'>;

function fromHalo(error: HaloError, { credentials, retries }: CallingOptions, got: Got): ApplicationFailure {
  const { retryable, outcome } = haloErrors[error.code];
  const { field, message, retryAfterMs } = error;
  const problem: Problem = {
    code: `halo.${error.code}`,
    detail: message,
    ...(field && { fields: { [field]: message } }),
  };
  const details: ActivityFailureDetails = {
    outcome,
    problem,
    credentials,
    ...got,
    rateLimited: error.code === 'rateLimited',
    retryAfterMs: retryAfterMs ?? null,
  };
  return ApplicationFailure.create({
    message,
    type: `Halo.${error.code}`,
    details: [details],
    nonRetryable: !retryable || retries === 'never' || (retryAfterMs ?? 0) > PATIENCE_MILLISECONDS,
    ...(retryAfterMs !== undefined && { nextRetryDelay: spread(retryAfterMs) }),
    ...(isExpected(error.code) && { category: ApplicationFailureCategory.BENIGN }),
  });
}

function fromRefusal({ code, detail, outcome, fields, credentials }: Refusal, requests: number): ApplicationFailure {
  const problem: Problem = { code, detail, ...(fields && { fields: { ...fields } }) };
  const details: ActivityFailureDetails = {
    outcome,
    problem,
    credentials,
    requests,
    rateLimited: false,
    retryAfterMs: null,
  };
  // A no is no fault of anybody's: the SDK logs it without alarm.
  const category = ApplicationFailureCategory.BENIGN;
  return ApplicationFailure.create({ message: detail, type: code, nonRetryable: true, details: [details], category });
}

const notStored = ({ credentials }: CallingOptions, requests: number): ApplicationFailure => {
  const detail = 'The credentials for HaloPSA are not stored any more. Connect again.';
  return fromRefusal({ code: 'vault.missing', detail, outcome: 'refusedCredentials', credentials }, requests);
};

const spread = (milliseconds: number): number => Math.round(milliseconds * (1 + JITTER * Math.random()));

const isExpected = (code: HaloErrorCode): boolean => code === 'rateLimited' || code === 'unavailable';

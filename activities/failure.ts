import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { FailureOutcome } from '../domain/access';
import type { Problem } from '../domain/schema';
import type { HaloErrorCode } from '../halo';
import { HaloError, haloErrors } from '../halo';
import { VaultError } from '../vault';

/** How far a wait before the next try is spread, so that partners do not come back all at once. */
const JITTER = 0.2;

interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly outcome: FailureOutcome;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly credentials?: string | undefined;
}

/**
 * A no that the Workflow can read: type = the problem's code, details = the problem and how to take it.
 * Never carries what caused it: a raw HTTP error holds the token.
 */
export function refusal({ code, detail, outcome, fields, credentials }: Refusal): ApplicationFailure {
  const problem: Problem = { code, detail, ...(fields && { fields: { ...fields } }) };
  return ApplicationFailure.create({
    ...{ message: detail, type: code, nonRetryable: true, details: [{ outcome, problem, credentials }] },
  });
}

/**
 * Runs one call to HaloPSA; a HaloError becomes a failure with type, retryable or not, and when. Credentials that are not
 * stored any more are refused ones: only the partner can give them again. Other errors pass.
 */
export async function calling<Answer>(credentials: string | undefined, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof VaultError && error.code === 'missing') throw notStored(credentials);
    throw error instanceof HaloError ? toFailure(error, credentials) : error;
  }
}

const notStored = (credentials: string | undefined): ApplicationFailure => {
  const detail = 'The credentials for HaloPSA are not stored any more. Connect again.';
  return refusal({ code: 'vault.missing', detail, outcome: 'refusedCredentials', credentials });
};

function toFailure(error: HaloError, credentials: string | undefined): ApplicationFailure {
  const { retryable, outcome } = haloErrors[error.code];
  const { field, message, retryAfterMs } = error;
  const code = `halo.${error.code}`;
  const problem: Problem = { code, detail: message, ...(field && { fields: { [field]: message } }) };
  return ApplicationFailure.create({
    message,
    type: `Halo.${error.code}`,
    nonRetryable: !retryable,
    details: [{ outcome, problem, credentials }],
    ...(retryAfterMs !== undefined && { nextRetryDelay: spread(retryAfterMs) }),
    ...(isExpected(error.code) && { category: ApplicationFailureCategory.BENIGN }),
  });
}

const spread = (milliseconds: number): number => Math.round(milliseconds * (1 + JITTER * Math.random()));

const isExpected = (code: HaloErrorCode): boolean => code === 'rateLimited' || code === 'unavailable';

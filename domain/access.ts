import type { PartnerId, Problem } from './schema';

/** One HaloPSA as its own discovery describes it; URLs without a trailing slash, `tokenUrl` with its tenant. */
export interface Site {
  readonly siteUrl: string;
  readonly apiUrl: string;
  readonly tokenUrl: string;
  readonly version: string | null;
  readonly name: string | null;
}

/** One right that the guide asks for, and what HaloPSA says of it. */
export interface RightCheck {
  readonly right: string;
  readonly status: 'granted' | 'missing' | 'unknown';
  readonly advice: string | null;
}

export interface RightsReport {
  readonly checkedAt: string;
  readonly agent: string;
  readonly rights: readonly RightCheck[];
}

/** What the partner typed, the secret replaced by the vault's reference. */
export interface Candidate {
  readonly siteUrl: string;
  readonly clientIdEnding: string;
  readonly credentials: string;
}

/** What an Activity needs to call HaloPSA; an Activity whose `generation` is no longer the connection's refuses. */
export interface Access {
  readonly partnerId: PartnerId;
  readonly site: Site;
  readonly credentials: string;
  readonly generation: number;
}

/** How an Activity's failure is to be taken: HaloPSA is down, it refused the credentials, or it refused this one thing. */
export type FailureOutcome = 'unavailable' | 'refusedCredentials' | 'refused';

/** What an Activity's failure tells the Workflow, as its only detail. */
export interface ActivityFailureDetails {
  readonly outcome: FailureOutcome;
  readonly problem: Problem;
  /** The reference of the credentials that were used, where there were any. */
  readonly credentials?: string | undefined;
  /** How many requests HaloPSA got. */
  readonly requests: number;
  readonly rateLimited: boolean;
  /** How long HaloPSA asked to wait. */
  readonly retryAfterMs: number | null;
  /** The seat count that HaloPSA got, and may have stored although it did not say so. */
  readonly sent?: Sent | null;
}

/** A seat count on its way into a licence, and the one that it was to replace. */
export interface Sent {
  readonly before: number | null;
  readonly after: number;
}

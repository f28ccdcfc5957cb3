import type { PartnerId, Problem, TicketMapping } from './schema';
import type { SeatPolicy } from './seats/policy-schema';

export type { RightsReport } from './connection/view-schema';

/** One HaloPSA as its own discovery describes it; URLs without a trailing slash, `tokenUrl` with its tenant. */
export interface Site {
  readonly siteUrl: string;
  readonly apiUrl: string;
  readonly tokenUrl: string;
  readonly version: string | null;
  readonly name: string | null;
}

/** What the partner typed, the secret replaced by the vault's reference. */
export interface Candidate {
  readonly siteUrl: string;
  readonly clientIdEnding: string;
  readonly credentials: string;
  /** The vault's fingerprint of them; what was typed before there were any has none. */
  readonly fingerprint?: string;
}

/** What an Activity needs to call HaloPSA; an Activity whose `generation` is no longer the connection's refuses. */
export interface Access {
  readonly partnerId: PartnerId;
  readonly site: Site;
  readonly credentials: string;
  readonly generation: number;
}

/** What a partner has chosen for tickets and seats. */
export interface TurnSettings {
  /** Null while there is none in force: then nothing is sent that needs it. */
  readonly ticketMapping: TicketMapping | null;
  readonly seatPolicy: SeatPolicy;
  /** Of two settings under one generation, the higher one is newer. */
  readonly revision: number;
}

/** What a turn may use: how to call HaloPSA, and the partner's settings of this moment. */
export interface TurnAccess {
  readonly access: Access;
  readonly settings: TurnSettings;
}

/** The access of this moment, or why there is none. */
export type AccessAnswer = TurnAccess | { readonly reason: string };

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

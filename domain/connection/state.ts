import type { Candidate, RightsReport, Site, TurnAccess } from '../access';
import type { Actor, PartnerId, Problem } from '../schema';
import type { SeatPolicy } from '../seats/policy-schema';
import type { Transition } from '../transition';
import { accepting } from '../transition';
import type * as ticketMapping from './ticket-mapping';

interface Common {
  readonly partnerId: PartnerId;
  /** Ids from the distributor down to the partner; who stands in it may read the connection's health. */
  readonly partnerPath: readonly PartnerId[];
  /** When the token was issued that said so, in seconds since 1970; absent where the connection began before that was kept. */
  readonly pathIssuedAt?: number | undefined;
  /** When a token of the partner was last seen. */
  readonly placedAt?: string | undefined;
  readonly generation: number;
}

export const common = ({ partnerId, partnerPath, pathIssuedAt, placedAt, generation }: Common): Common => ({
  partnerId,
  partnerPath,
  pathIssuedAt,
  placedAt,
  generation,
});

/** Where the partner stands in the tree, as a token of its own says. */
export interface Place {
  readonly partnerPath: readonly PartnerId[];
  /** When the token was issued, in seconds since 1970. */
  readonly issuedAt: number;
}

/** Why the last attempt to connect came to nothing, or what ended a connection. */
export interface Refusal {
  readonly problem: Problem;
  readonly at: string;
  /** HaloPSA did not say no: it could not be asked. */
  readonly isUnchecked?: true;
}

/** Since when HaloPSA refuses credentials, and when they were tried last. */
export interface Tried {
  readonly refusedAt: string;
  readonly triedAt: string;
}

interface Link {
  readonly site: Site;
  readonly candidate: Candidate;
  readonly by: Actor;
  readonly since: string;
  readonly rights: RightsReport;
  readonly ticketMapping: ticketMapping.State;
  readonly seatPolicy: SeatPolicy;
  /** Counts changes of what tickets and seats go by, since this link was made. */
  readonly settingsRevision: number;
  /** Somebody waits for the rights to be checked now. Who asks meanwhile gets the same answer. */
  readonly isCheckWanted?: true;
}

export interface Revocation {
  readonly by: Actor;
  readonly at: string;
  readonly siteUrl: string | null;
}

/** A revoke that mappings are kept of. */
export type PastRevocation = Revocation & { readonly keptUntil: string };

type Disconnected = Common & {
  readonly status: 'disconnected';
  readonly refusal: Refusal | null;
  readonly revocation: PastRevocation | null;
  /** Until when it does not end, although there is nothing else to remember. */
  readonly knownUntil?: string | undefined;
};
export type Connected = Common & Link & { readonly status: 'connected'; readonly refusal: Refusal | null };
type NeedsReconnect = Common &
  Link & {
    readonly status: 'needsReconnect';
    readonly refusal: Refusal;
    /** When the refused credentials were tried again in vain; absent before that. */
    readonly triedAt?: string;
  };
type Verifying = Common & {
  readonly status: 'verifying';
  readonly candidate: Candidate;
  readonly by: Actor;
  readonly since: string;
  readonly previous: Disconnected | Connected | NeedsReconnect;
};
/** `earlier` is the revoke before the first connect that this one ends, if that connect never succeeded. */
export type Revoking = Common & Revocation & { readonly status: 'revoking'; readonly earlier: PastRevocation | null };

/** A partner's connection. A reference to a secret exists in `verifying`, `connected` and `needsReconnect` only. */
export type State = Disconnected | Verifying | Connected | NeedsReconnect | Revoking;

export type Event =
  | (Place & {
      readonly type: 'connectRequested';
      readonly candidate: Candidate;
      readonly by: Actor;
      readonly at: string;
    })
  | (Place & { readonly type: 'partnerPlaced'; readonly at: string })
  /** What was refused or revoked is remembered no longer, and the partner is, since it still reports. */
  | { readonly type: 'stillKnown'; readonly until: string }
  | { readonly type: 'credentialsVerified'; readonly site: Site; readonly rights: RightsReport; readonly at: string }
  | { readonly type: 'credentialsRefused'; readonly problem: Problem; readonly at: string }
  /** HaloPSA could not be asked, or did not answer in time. */
  | { readonly type: 'credentialsUnchecked'; readonly problem: Problem; readonly at: string }
  /** `credentials` are those that HaloPSA refused: perhaps not those in use any more. */
  | { readonly type: 'reconnectNeeded'; readonly credentials: string; readonly problem: Problem; readonly at: string }
  | { readonly type: 'rightsRequested' }
  | { readonly type: 'rightsChecked'; readonly credentials: string; readonly rights: RightsReport }
  | { readonly type: 'rightsUnchecked'; readonly problem: Problem; readonly at: string }
  | { readonly type: 'revokeRequested'; readonly by: Actor; readonly at: string }
  | { readonly type: 'credentialsErased' }
  | { readonly type: 'gateClosed' }
  /** Somebody asked for a turn, and there was no gate to ask. */
  | { readonly type: 'gateMissed' }
  | { readonly type: 'organizationsReleased'; readonly keptUntil: string }
  | { readonly type: 'seatPolicySaved'; readonly policy: SeatPolicy }
  | ticketMapping.Event;

export type Effect =
  | { readonly type: 'verifyCredentials'; readonly candidate: Candidate }
  | { readonly type: 'checkRights' }
  | ({ readonly type: 'trySavedCredentials'; readonly isWanted?: true } & Tried)
  | { readonly type: 'eraseCredentials'; readonly credentials: string }
  | { readonly type: 'eraseOtherCredentials'; readonly keep: string | null }
  /** What turns may use from now on. */
  | { readonly type: 'tellGate'; readonly access: TurnAccess | null }
  | { readonly type: 'closeGate'; readonly by: Actor }
  /** When the nightly reconcile starts. */
  | { readonly type: 'keepSchedule'; readonly schedule: SeatPolicy['schedule'] }
  /** Seat sync looks again: what it goes by has changed. */
  | { readonly type: 'tellSettings' }
  /** Seat counts that HaloPSA refused under the credentials and rights of before. */
  | { readonly type: 'retryRefused' }
  | { readonly type: 'releaseOrganizations'; readonly by: Actor; readonly at: string; readonly siteUrl: string | null }
  | { readonly type: 'restoreOrganizations'; readonly siteUrl: string }
  | ticketMapping.Effect;

export type Next = Transition<State, Effect>;
export const to = accepting<State, Effect>();

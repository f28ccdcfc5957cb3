import type { Candidate, RightsReport, Site } from './access';
import type { Actor, PartnerId, Problem } from './schema';
import type * as ticketMapping from './ticket-mapping';

interface Common {
  readonly partnerId: PartnerId;
  /** Ids from the distributor down to the partner; who stands in it may read the connection's health. */
  readonly partnerPath: readonly PartnerId[];
  readonly generation: number;
}

interface Refusal {
  readonly problem: Problem;
  readonly at: string;
}

interface Link {
  readonly site: Site;
  readonly candidate: Candidate;
  readonly by: Actor;
  readonly since: string;
  readonly rights: RightsReport;
  readonly ticketMapping: ticketMapping.State;
}

export interface Revocation {
  readonly by: Actor;
  readonly at: string;
  readonly siteUrl: string | null;
}

type Disconnected = Common & {
  readonly status: 'disconnected';
  readonly refusal: Refusal | null;
  readonly revocation: (Revocation & { readonly keptUntil: string }) | null;
};
type Connected = Common & Link & { readonly status: 'connected'; readonly refusal: Refusal | null };
type NeedsReconnect = Common & Link & { readonly status: 'needsReconnect'; readonly refusal: Refusal };
type Verifying = Common & {
  readonly status: 'verifying';
  readonly candidate: Candidate;
  readonly by: Actor;
  readonly since: string;
  readonly previous: Disconnected | Connected | NeedsReconnect;
};
export type Revoking = Common & Revocation & { readonly status: 'revoking' };

/** A partner's connection. A reference to a secret exists in `verifying`, `connected` and `needsReconnect` only. */
export type State = Disconnected | Verifying | Connected | NeedsReconnect | Revoking;

export type Event =
  | {
      readonly type: 'connectRequested';
      readonly candidate: Candidate;
      readonly partnerPath: readonly PartnerId[];
      readonly by: Actor;
      readonly at: string;
    }
  | { readonly type: 'credentialsVerified'; readonly site: Site; readonly rights: RightsReport; readonly at: string }
  | { readonly type: 'credentialsRefused'; readonly problem: Problem; readonly at: string }
  | { readonly type: 'reconnectNeeded'; readonly problem: Problem; readonly at: string }
  | { readonly type: 'rightsRequested' }
  | { readonly type: 'rightsChecked'; readonly rights: RightsReport }
  | { readonly type: 'rightsUnchecked'; readonly problem: Problem }
  | { readonly type: 'revokeRequested'; readonly by: Actor; readonly at: string }
  | { readonly type: 'credentialsErased' }
  | { readonly type: 'organizationsReleased'; readonly keptUntil: string }
  | ticketMapping.Event;

export type Effect =
  | { readonly type: 'verifyCredentials'; readonly candidate: Candidate }
  | { readonly type: 'checkRights' }
  | { readonly type: 'eraseCredentials'; readonly credentials: string }
  | { readonly type: 'eraseOtherCredentials'; readonly keep: string | null }
  | { readonly type: 'releaseOrganizations'; readonly by: Actor; readonly at: string; readonly siteUrl: string | null }
  | { readonly type: 'restoreOrganizations'; readonly siteUrl: string }
  | ticketMapping.Effect;

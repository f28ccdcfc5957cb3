import type { Actor, OrganizationId, OrganizationReport, PartnerId, Problem, SeatCount } from '../schema';
import type { SeatPolicy } from '../seats/policy-schema';
import type * as seats from '../seats/state';
import type { LicenceSeen } from '../seats/state';
import type { Transition } from '../transition';
import { accepting } from '../transition';
import type { Change, CheckedTarget, Mapping, Target } from './schema';

export type { Change, CheckedTarget, Mapping, Target } from './schema';

/** Who asked for a mapping, and when. */
export interface Wish {
  readonly wanted: Target;
  readonly by: Actor;
  readonly at: string;
}

/** What the partner has chosen for seat sync; no definition while there is no ticket mapping. */
export interface SeatSettings {
  readonly definition: SeatCount | null;
  readonly policy: SeatPolicy;
  /** Of the connection, and of the settings under it: what is older changes nothing. */
  readonly generation: number;
  readonly revision: number;
}

export interface Common {
  readonly partnerId: PartnerId;
  readonly organizationId: OrganizationId;
  readonly report: OrganizationReport;
  /** Counts what a person changed, so that two admins never overwrite each other unseen. */
  readonly revision: number;
  readonly changes: readonly Change[];
  /** Goes on in `mapped` only, and is kept in every other status. */
  readonly seats: seats.State;
  /** As last told by the connection: a turn brings the newest. */
  readonly settings: SeatSettings;
}

export type Unmapped = Common & { readonly status: 'unmapped' };
export type Checking = Common & Wish & { readonly status: 'checking'; readonly previous: Settled };
export type PendingCheck = Common &
  Wish & {
    readonly status: 'pendingCheck';
    readonly since: string;
    readonly problem: Problem;
    readonly replaces: Mapping | null;
  };
type Refused = Common & Wish & { readonly status: 'refused'; readonly problem: Problem };
export type Mapped = Common & { readonly status: 'mapped'; readonly mapping: Mapping };
export type NeedsAttention = Common & {
  readonly status: 'needsAttention';
  readonly mapping: Mapping;
  readonly problem: Problem;
};
export type Kept = Common &
  Wish & {
    readonly status: 'kept';
    readonly mapping: Mapping | null;
    readonly siteUrl: string;
    readonly keptUntil: string;
    readonly revokedBy: Actor;
    /** Of the connection after the revoke. */
    readonly generation: number;
  };

export type Settled = Unmapped | PendingCheck | Refused | Mapped | NeedsAttention | Kept;

/** One organization and what it is mapped to. Seats may be written in `mapped` only. */
export type State = Settled | Checking;

/** What the connection says while a person asks or commands: its own notices may still be on their way. */
export interface ConnectionNow {
  readonly siteUrl: string;
  readonly settings: SeatSettings;
}

/** What others tell an organization, and nobody waits for: its connection, and a reconcile. */
export type Notice =
  | {
      readonly type: 'connectionRevoked';
      readonly by: Actor;
      readonly siteUrl: string | null;
      readonly keptUntil: string;
      /** Of the connection, here and below: what an earlier one said does not undo what a later one did. */
      readonly generation: number;
    }
  | { readonly type: 'connectionRestored'; readonly siteUrl: string; readonly generation: number }
  | { readonly type: 'settingsChanged'; readonly settings: SeatSettings }
  /** A dry run has shown the organization to a person; a person has started all that were not started yet. */
  | { readonly type: 'previewed'; readonly by: Actor }
  | { readonly type: 'startRequested'; readonly by: Actor }
  /** Null where the count cannot be read: the organization finds out why. */
  | { readonly type: 'reconcileFound'; readonly licence: LicenceSeen | null }
  /** The reconcile did not find the licence where it was, or found it twice. */
  | { readonly type: 'reconcileMissed' };

/** What a person does carries along what the connection said at that moment. */
type Informing<Plain> = Plain extends { readonly by: Actor; readonly at: string }
  ? Plain & { readonly connection?: ConnectionNow | undefined }
  : Plain;

export type Event = Informing<PlainEvent>;

type PlainEvent =
  | {
      readonly type: 'organizationReported';
      readonly report: OrganizationReport;
      readonly debounceUntil: string;
      readonly at: string;
    }
  | {
      readonly type: 'mappingRequested';
      readonly wanted: Target;
      readonly revision?: number | undefined;
      readonly by: Actor;
      readonly at: string;
    }
  | {
      readonly type: 'mappingChecked';
      readonly target: CheckedTarget;
      readonly settings: SeatSettings;
      readonly at: string;
    }
  | { readonly type: 'mappingRefused'; readonly problem: Problem; readonly at: string }
  | { readonly type: 'mappingUnchecked'; readonly problem: Problem; readonly at: string }
  | { readonly type: 'unlinkRequested'; readonly by: Actor; readonly at: string }
  | { readonly type: 'keptExpired'; readonly at: string }
  /** HaloPSA no longer has what the organization is mapped to, or not for us. */
  | { readonly type: 'mappingBroken'; readonly problem: Problem; readonly at: string }
  | (Notice & { readonly at: string })
  | SeatEvent;

/** What happens to the seat sync alone; what happens to the organization reaches it as well. */
type SeatEvent = Exclude<seats.Event, { type: 'reported' | 'retargeted' | Notice['type'] }>;

export type Effect =
  | { readonly type: 'checkMapping'; readonly wanted: Target }
  | { readonly type: 'checkMappingLater'; readonly wanted: Target }
  | seats.Effect;

export type Next = Transition<State>;
export const to = accepting<State>();

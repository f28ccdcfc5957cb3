import type { Sent } from '../access';
import type { Actor, Problem, SeatCount } from '../schema';
import type { Transition } from '../transition';
import { accepting } from '../transition';
import type { Accepted, Cause, Entry, HeldReason, LicenceSeen, Written } from './schema';

export type { Accepted, Cause, Entry, HeldReason, LicenceSeen, Written } from './schema';

/** The partner approves one write: of exactly `count`, over exactly `overwrite` where somebody had changed the licence. */
export interface Approval {
  readonly count: number;
  readonly overwrite?: number;
  readonly by: Actor;
  readonly at: string;
}

export type Decision =
  | { readonly kind: 'off' }
  /** `count` stays in the licence; it differs from `wanted` only where the partner accepted that. */
  | { readonly kind: 'unchanged'; readonly count: number; readonly wanted: number }
  /** `before` is null where the licence was not read and nothing is known of it. */
  | { readonly kind: 'write'; readonly before: number | null; readonly after: number }
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly before: number; readonly after: number }
  | { readonly kind: 'drift'; readonly ours: number; readonly theirs: number; readonly written: number };

/** A count that HaloPSA said it took, and did not: it keeps another one in the licence of that name. */
export interface NotTaken {
  readonly before: number | null;
  readonly after: number;
  readonly keeps: number;
  readonly licence: string;
  readonly definition: SeatCount;
}

export interface Common {
  /** Counts what a decision depends on, so that nothing that arrives during a turn is lost. */
  readonly version: number;
  readonly written: Written | null;
  readonly seen: LicenceSeen | null;
  readonly accepted: Accepted | null;
  /** The newest 50, newest first. */
  readonly history: readonly Entry[];
}

/** News that arrived while waiting. It is looked at after the turn, unless the turn knew it already. */
export interface News {
  readonly until: string;
  readonly cause: Cause;
}

/** HaloPSA has not told what it holds since a turn sent `unanswered`: it may hold that. */
export type Doubtful = Common & { readonly unanswered?: Sent | null };

type NotStarted = Common & { readonly status: 'notStarted' };
type InSync = Common & { readonly status: 'inSync'; readonly since: string };
type Debouncing = Doubtful & News & { readonly status: 'debouncing' };
export type Waiting = Common & {
  readonly status: 'waiting';
  readonly since: string;
  readonly cause: Cause;
  readonly by: Actor | null;
  readonly approval: Approval | null;
  /** The version with which it began to wait. It tells one wait from the next. */
  readonly sinceVersion: number;
  readonly news: News | null;
  /** What a turn sent without an answer: HaloPSA may hold it. Null once HaloPSA has answered. */
  readonly unanswered: Sent | null;
};
export type Held = Common & {
  readonly status: 'held';
  readonly reason: HeldReason;
  readonly before: number;
  readonly after: number;
  readonly definition: SeatCount;
  readonly cause: Cause;
  readonly since: string;
};
export type Drift = Common & {
  readonly status: 'drift';
  readonly ours: number;
  readonly theirs: number;
  readonly definition: SeatCount;
  readonly since: string;
};
type NeedsYou = Doubtful & { readonly status: 'needsYou'; readonly problem: Problem; readonly since: string };
type Off = Common & { readonly status: 'off'; readonly since: string };

/** The seat sync of one mapped organization. Something is sent in `waiting` only. */
export type State = NotStarted | InSync | Debouncing | Waiting | Held | Drift | NeedsYou | Off;

interface ByPerson {
  readonly by: Actor;
  readonly at: string;
}

export type Event =
  | {
      readonly type: 'reported';
      readonly seatsChanged: boolean;
      readonly statusChanged: boolean;
      readonly debounceUntil: string;
      readonly at: string;
    }
  /** A person has seen what a sync would change. */
  | (ByPerson & { readonly type: 'previewed' })
  | (ByPerson & { readonly type: 'startRequested' })
  | { readonly type: 'debounceEnded'; readonly at: string }
  /** The Activity has decided, and a `write` has been written. `version` is the version of the state when the turn began. */
  | {
      readonly type: 'decided';
      readonly decision: Decision;
      readonly definition: SeatCount;
      readonly licence: LicenceSeen | null;
      readonly version: number;
      readonly at: string;
    }
  | {
      readonly type: 'writeRefused';
      readonly problem: Problem;
      readonly notTaken?: NotTaken;
      /** What HaloPSA may hold all the same. */
      readonly unanswered?: Sent | null;
      readonly version: number;
      readonly at: string;
    }
  /** A seat count went out and HaloPSA did not answer. The wait that `sinceVersion` names goes on. */
  | { readonly type: 'writeUnanswered'; readonly sent: Sent; readonly sinceVersion: number }
  /** `count` and `theirs` are the numbers that the page showed, so that nobody decides about numbers unseen. */
  | (ByPerson & { readonly type: 'approveRequested'; readonly count?: number | undefined })
  | (ByPerson & { readonly type: 'dismissRequested'; readonly count?: number | undefined })
  | (ByPerson & { readonly type: 'syncRequested' })
  | (ByPerson & {
      readonly type: 'driftChosen';
      readonly choice: 'ours' | 'theirs';
      readonly theirs?: number | undefined;
    })
  | { readonly type: 'reconcileFound'; readonly licence: LicenceSeen | null; readonly at: string }
  | { readonly type: 'settingsChanged'; readonly at: string }
  /** Names of licences; null is none, so `to: null` is an unlink. */
  | (ByPerson & { readonly type: 'retargeted'; readonly from: string | null; readonly to: string | null });

export type Effect =
  | {
      readonly type: 'syncSeats';
      readonly cause: Cause;
      readonly approval: Approval | null;
      readonly by: Actor | null;
      /** Tells one wait from the next, also where all else is equal. */
      readonly sinceVersion: number;
    }
  | { readonly type: 'waitForDebounce'; readonly until: string };

export type Next = Transition<State>;
export const to = accepting<State>();

import type { Access, FailureOutcome, TurnAccess } from '../access';
import type { Actor, PartnerId, Problem } from '../schema';
import type { Transition } from '../transition';
import { accepting } from '../transition';
import type { Kind } from './kinds';
import type { Pace, PaceLimits } from './pace';

export interface Limits extends PaceLimits {
  readonly leaseMs: number;
  readonly probeFirstMs: number;
  readonly probeMaxMs: number;
  readonly parkAfter: number;
}

/** `attempts` counts every failed turn; `failures` only those between which other keys succeeded. */
export interface Failed {
  readonly attempts: number;
  readonly failures: number;
  readonly lastFailedAt: number;
  readonly problem: Problem;
}

/** A key, the asking Workflow's Id, with what it asks for and since when (milliseconds since 1970, as all times of the gate). */
export interface Waiting {
  readonly key: string;
  readonly kind: Kind;
  readonly since: number;
  readonly failed: Failed | null;
}

/** A request for a turn. */
export type TurnRequest = Pick<Waiting, 'key' | 'kind'>;

export interface Parked extends Waiting {
  readonly failed: Failed;
}

/** Which credentials a call was made with. */
export interface CredentialsUsed {
  readonly credentials: string;
  readonly generation: number;
}

/** `isExtra` when a person did not wait for the next try of an outage: whatever comes of it, that one is when it was to be. */
export interface Attempt {
  readonly isExtra?: true;
}

/** The one turn let through; `again` when its key asked for another one meanwhile. */
export interface Turn extends Waiting, CredentialsUsed, Attempt {
  readonly type: 'turn';
  readonly leaseUntil: number;
  readonly again: { readonly kind: Kind; readonly since: number } | null;
}

/** The gate's own cheap request. It is sent when HaloPSA has to be tried and nothing waits. */
interface Probe extends Attempt {
  readonly type: 'probe';
  readonly access: Access;
  /** Tells one probe from the next, also where all else is equal (milliseconds since 1970). */
  readonly since: number;
}

export interface Common {
  readonly partnerId: PartnerId;
  readonly limits: Limits;
  readonly access: TurnAccess | null;
  readonly queue: readonly Waiting[];
  readonly parked: readonly Parked[];
  readonly inFlight: Turn | Probe | null;
  readonly pace: Pace;
  readonly lastSuccessAt: number | null;
  /** Absent before the first one is over, and where the gate began before that was kept. */
  readonly lastOutage?: PastOutage;
}

/** A time in which HaloPSA could not be used. */
interface PastOutage {
  readonly since: number;
  readonly until: number;
  /** How many waited when it ended. */
  readonly items: number;
}

type Open = { readonly status: 'open' };
/** Also when the fault is ours, or a limit was reached: the problem tells. */
type WaitingForHalo = {
  readonly status: 'waitingForHalo';
  readonly since: number;
  readonly problem: Problem;
  readonly attempts: number;
  /** How many of them were extra; no wait grows by them. */
  readonly extraAttempts?: number;
  readonly nextAttemptAt: number;
  /** Somebody who waits for no turn has had an answer since: HaloPSA was tried at once, and is so once in an outage. */
  readonly isAnswered?: true;
};
type NeedsReconnect = CredentialsUsed & {
  readonly status: 'needsReconnect';
  readonly since: number;
  readonly problem: Problem;
};

/** How things stand with HaloPSA, whether or not a person paused the gate. */
export type Condition = Open | WaitingForHalo | NeedsReconnect;

type Paused = {
  readonly status: 'paused';
  readonly by: Actor;
  readonly since: number;
  readonly condition: Condition;
};
type Closed = { readonly status: 'closed'; readonly by: Actor | null; readonly at: number };

/** The turnstile in front of one partner's HaloPSA. Turns are granted in `open`; single attempts in `waitingForHalo` and `paused`. */
export type State = Common & (Condition | Paused | Closed);

/** How a turn ended. `refused` is HaloPSA's answer too: it says no to this one thing. */
export type Outcome = 'done' | FailureOutcome;

interface Timed {
  readonly at: number;
}
/** `spread`, from 0 to 1, jitters the wait that a failure starts. */
interface Failing {
  readonly requests: number;
  readonly retryAfterMs: number | null;
  readonly spread: number;
}
interface ByActor {
  readonly by: Actor;
}

export type Event = Timed &
  (
    | { readonly type: 'turnRequested'; readonly key: string; readonly kind: Kind }
    | { readonly type: 'turnWithdrawn'; readonly key: string }
    | (Failing & {
        readonly type: 'turnFinished';
        readonly key: string;
        readonly outcome: Outcome;
        readonly problem: Problem | null;
        readonly rateLimited: boolean;
      })
    | { readonly type: 'turnLost'; readonly key: string }
    | { readonly type: 'probeSucceeded'; readonly requests: number }
    | (Failing & {
        readonly type: 'probeFailed';
        readonly outcome: 'unavailable' | 'refusedCredentials';
        readonly problem: Problem;
      })
    /** HaloPSA has answered a call that waited for no turn, made with the credentials in use or with those about to be. */
    | { readonly type: 'haloAnswered'; readonly generation: number }
    | { readonly type: 'timeCame' }
    // The limits come with it, because they may have changed since the gate was started.
    | {
        readonly type: 'accessChanged';
        readonly access: TurnAccess | null;
        readonly limits?: Partial<Limits> | undefined;
      }
    | (ByActor & { readonly type: 'pauseRequested' })
    | (ByActor & { readonly type: 'resumeRequested' })
    // In a history that is older than extra attempts it is none.
    | (ByActor & { readonly type: 'tryNowRequested'; readonly isExtra: boolean })
    | { readonly type: 'retryRequested'; readonly key: string | null }
    | { readonly type: 'closeRequested'; readonly by: Actor | null }
  );

export type Effect =
  | { readonly type: 'grantTurn'; readonly key: string; readonly access: TurnAccess; readonly leaseUntil: number }
  | Probe
  | { readonly type: 'reportRefusedCredentials'; readonly credentials: string; readonly problem: Problem };

export type Next = Transition<State, Effect>;
export const to = accepting<State, Effect>();

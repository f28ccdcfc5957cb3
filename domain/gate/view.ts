import type { Problem, WhoseMove } from '../schema';
import { conditionOf, isOurs } from './condition';
import { sums, turnIn } from './counts';
import type { Kind } from './kinds';
import { forEachKind } from './kinds';
import type { OperationView } from './operation-schema';
import { limitAt, requestsInWindow } from './pace';
import type { State, Waiting } from './state';
import { dueAt, isHeld } from './turn';
import type { CountByKind, GateView } from './view-schema';
import { message } from './words';

/** How much stands at the gate. */
export interface Standing {
  readonly waiting: number;
  readonly held: number;
  readonly parked: number;
}

/** One key that stands at the gate: what is not in HaloPSA yet, and why. */
export interface GateItem {
  readonly key: string;
  readonly kind: Kind;
  readonly status: 'inTurn' | 'waiting' | 'held' | 'parked';
  readonly since: string;
  readonly attempts: number;
  readonly lastFailedAt: string | null;
  readonly problem: Problem | null;
  readonly nextAttemptAt: string | null;
}

export function view(state: State, at: number): GateView {
  const condition = conditionOf(state);
  const { waiting, held, oldest } = countedByKind(state);
  return {
    ...summary(state),
    waiting,
    held,
    parked: state.parked.length,
    oldestWaitingSince: oldest === null ? null : iso(oldest),
    attempts: condition.status === 'waitingForHalo' ? condition.attempts : 0,
    nextAttemptAt: nextAttemptAt(state),
    pausedBy: state.status === 'paused' ? state.by.name : null,
    requestsInWindow: requestsInWindow(state.pace, at),
    limit: limitAt(state.pace, state.limits, at),
    lastOutage: lastOutage(state),
  };
}

/** The part of the view that is published after every event: quick also when thousands wait. */
export function summary(state: State): Pick<GateView, 'status' | 'message' | 'whoseMove' | 'since' | 'problem'> {
  const condition = conditionOf(state);
  const { waiting, held } = sums(state);
  const isNextTimeKnown = nextAttemptAt(state) !== null;
  return {
    status: state.status,
    message: message(state, { waiting, held, parked: state.parked.length, isNextTimeKnown }),
    whoseMove: whoseMove(state, waiting, held),
    since: since(state),
    problem: condition.status === 'open' ? null : condition.problem,
  };
}

export function itemsOf(state: State, offset: number, limit: number, view: OperationView = 'all'): readonly GateItem[] {
  const next = nextAttemptAt(state);
  return placed(state, view)
    .slice(offset, offset + limit)
    .map(({ entry, status }) => item(entry, status, status === 'waiting' ? next : null));
}

/** Where one key stands, or null. */
export function itemOf(state: State, key: string): GateItem | null {
  const place = placed(state, 'all').findIndex(({ entry }) => entry.key === key);
  return place === -1 ? null : (itemsOf(state, place, 1)[0] ?? null);
}

export const itemCount = (state: State, view: OperationView = 'all'): number => placed(state, view).length;

const statusesIn: Readonly<Record<OperationView, readonly GateItem['status'][]>> = {
  all: ['parked', 'inTurn', 'waiting', 'held'],
  // They stand at no gate.
  toDecide: [],
  waiting: ['inTurn', 'waiting'],
  parked: ['parked'],
  held: ['held'],
};

export const standingIn = (state: State): Standing => ({ ...sums(state), parked: state.parked.length });

/** First what is parked and needs the partner, then the turn in flight, then what waits, in the order in which turns are granted. */
function placed(state: State, view: OperationView) {
  const { queue, parked, access } = state;
  const all: readonly { readonly entry: Waiting; readonly status: GateItem['status'] }[] = [
    ...parked.map((entry) => ({ entry, status: 'parked' }) as const),
    ...turnIn(state).map((entry) => ({ entry, status: 'inTurn' }) as const),
    ...queue.map((entry) => ({ entry, status: isHeld(entry.kind, access) ? 'held' : 'waiting' }) as const),
  ];
  return all.filter(({ status }) => statusesIn[view].includes(status));
}

function item({ key, kind, since, failed }: Waiting, status: GateItem['status'], next: string | null): GateItem {
  return {
    key,
    kind,
    status,
    since: iso(since),
    attempts: failed?.attempts ?? 0,
    lastFailedAt: failed === null ? null : iso(failed.lastFailedAt),
    problem: failed?.problem ?? null,
    nextAttemptAt: next,
  };
}

function countedByKind(state: State): {
  readonly waiting: CountByKind;
  readonly held: CountByKind;
  readonly oldest: number | null;
} {
  const { queue, access } = state;
  const waiting = forEachKind(() => 0);
  const held = forEachKind(() => 0);
  let oldest: number | null = null;
  const countWaiting = ({ kind, since }: Waiting) => {
    waiting[kind] += 1;
    oldest = Math.min(oldest ?? since, since);
  };
  for (const turn of turnIn(state)) countWaiting(turn);
  for (const entry of queue) {
    if (isHeld(entry.kind, access)) held[entry.kind] += 1;
    else countWaiting(entry);
  }
  return { waiting, held, oldest };
}

function whoseMove(state: State, waiting: number, held: number): WhoseMove {
  switch (state.status) {
    case 'open':
      if (state.access === null) return 'you';
      if (held > 0 || state.parked.length > 0) return 'you';
      return waiting > 0 ? 'us' : 'nobody';
    case 'waitingForHalo':
      return isOurs(state.problem) ? 'us' : 'halo';
    case 'needsReconnect':
    case 'paused':
      return 'you';
    case 'closed':
      return state.inFlight === null ? 'nobody' : 'us';
  }
}

function since(state: State): string | null {
  if (state.status === 'open') return null;
  return iso(state.status === 'closed' ? state.at : state.since);
}

/** When the gate tries HaloPSA again by itself, or the pace lets the next turn through; null while no such time is known. */
function nextAttemptAt(state: State): string | null {
  if (state.inFlight !== null || state.access === null) return null;
  if (state.status === 'waitingForHalo') return iso(state.nextAttemptAt);
  const due = state.status === 'open' ? dueAt(state) : null;
  return due === null ? null : iso(due);
}

function lastOutage({ lastOutage: last }: State): GateView['lastOutage'] {
  return last === undefined ? null : { since: iso(last.since), until: iso(last.until), items: last.items };
}

const iso = (at: number): string => new Date(at).toISOString();

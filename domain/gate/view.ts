import type { WhoseMove } from '../connection/view';
import type { Problem } from '../schema';
import { conditionOf } from './condition';
import type { Kind } from './kinds';
import { forEachKind } from './kinds';
import { limitAt, requestsInWindow } from './pace';
import type { State, Waiting } from './state';
import { dueAt, isHeld, mayHold } from './turn';

type CountByKind = Readonly<Record<Kind, number>>;

/** The gate as the banner shows it; times in ISO 8601. */
export interface GateView {
  readonly status: State['status'];
  readonly message: string;
  readonly whoseMove: WhoseMove;
  readonly since: string | null;
  readonly problem: Problem | null;
  /** What is not in HaloPSA yet, the turn in flight included; without the held ones. */
  readonly waiting: CountByKind;
  /** What waits for the partner to choose the ticket mapping. */
  readonly held: CountByKind;
  readonly parked: number;
  readonly oldestWaitingSince: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly pausedBy: string | null;
  readonly requestsInWindow: number;
  readonly limit: number;
}

/** One line of the operations list: what is not in HaloPSA yet, and why. */
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
  const { waiting, held, oldest } = counted(state);
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
  };
}

/** What of it is told after every event: quick also when thousands wait. */
export function summary(state: State): Pick<GateView, 'status' | 'message' | 'whoseMove' | 'since' | 'problem'> {
  const condition = conditionOf(state);
  const { waiting, held } = sums(state);
  return {
    status: state.status,
    message: [...sentences(state, waiting), ...heldSentence(held), ...parkedSentence(state.parked.length)].join(' '),
    whoseMove: whoseMove(state, waiting, held),
    since: since(state),
    problem: condition.status === 'open' ? null : condition.problem,
  };
}

/** The turn in flight, then what waits, in the order in which turns are granted, then what is parked. */
export function itemsOf(state: State, offset: number, limit: number): readonly GateItem[] {
  const { queue, parked, access } = state;
  const turn = turnIn(state);
  const next = nextAttemptAt(state);
  return [...turn, ...queue, ...parked].slice(offset, offset + limit).map((entry, index) => {
    const place = offset + index;
    if (place < turn.length) return item(entry, 'inTurn', null);
    if (place >= turn.length + queue.length) return item(entry, 'parked', null);
    return isHeld(entry.kind, access) ? item(entry, 'held', null) : item(entry, 'waiting', next);
  });
}

/** Where one key stands, or null. */
export function itemOf(state: State, key: string): GateItem | null {
  const place = [...turnIn(state), ...state.queue, ...state.parked].findIndex((entry) => entry.key === key);
  return place === -1 ? null : (itemsOf(state, place, 1)[0] ?? null);
}

export const itemCount = (state: State): number => turnIn(state).length + state.queue.length + state.parked.length;

const turnIn = ({ inFlight }: State): readonly Waiting[] => (inFlight?.type === 'turn' ? [inFlight] : []);

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

function sums(state: State): { readonly waiting: number; readonly held: number } {
  const { queue, access } = state;
  const held = mayHold(access) ? queue.filter(({ kind }) => isHeld(kind, access)).length : 0;
  return { waiting: turnIn(state).length + queue.length - held, held };
}

function counted(state: State) {
  const { queue, access } = state;
  const waiting = forEachKind(() => 0);
  const held = forEachKind(() => 0);
  let oldest: number | null = null;
  const wait = ({ kind, since }: Waiting) => {
    waiting[kind] += 1;
    oldest = Math.min(oldest ?? since, since);
  };
  for (const turn of turnIn(state)) wait(turn);
  for (const entry of queue) {
    if (isHeld(entry.kind, access)) held[entry.kind] += 1;
    else wait(entry);
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

function sentences(state: State, waiting: number): readonly string[] {
  switch (state.status) {
    case 'open':
      // Before the first access there is no gate, and no query reaches one; so the credentials were refused elsewhere.
      if (state.access === null) return [...RECONNECT, kept(waiting), 'Reconnect HaloPSA; what waits is sent then.'];
      if (waiting === 0) return ['Nothing waits for HaloPSA.'];
      return [`Sending to HaloPSA: ${things(waiting)} not there yet.`, ...paced(state)];
    case 'waitingForHalo':
      return [
        `${isOurs(state.problem) ? 'We have not been able to send' : 'HaloPSA has not been usable'} since ${iso(state.since)}.`,
        state.problem.detail,
        kept(waiting),
        nextTry(state),
      ];
    case 'needsReconnect':
      return [...RECONNECT, state.problem.detail, kept(waiting), 'Reconnect HaloPSA; what waits is sent then.'];
    case 'paused':
      return [`${state.by.name} paused sending to HaloPSA.`, kept(waiting), 'Resume; what waits is sent then.'];
    case 'closed':
      return state.inFlight === null
        ? ['The connection was revoked; nothing is sent to HaloPSA any more.']
        : ['The connection was revoked; the last call to HaloPSA is just ending.'];
  }
}

/** HaloPSA is there; what waits has used up our share of its request limit. */
function paced(state: State): readonly string[] {
  const next = nextAttemptAt(state);
  return next === null ? [] : [`Our share of its request limit is used up; it goes on at ${next}.`];
}

const RECONNECT = ['HaloPSA no longer accepts the saved credentials.'];

/** A mistake or a trouble inside of this service, which the partner's HaloPSA has nothing to do with. */
const isOurs = ({ code }: Problem): boolean => code === 'unexpected';

const kept = (waiting: number): string =>
  waiting === 0 ? 'Nothing waits.' : `Nothing is lost: ${things(waiting)} waiting.`;

function nextTry(state: State): string {
  const next = nextAttemptAt(state);
  if (next !== null) return `We try again at ${next}.`;
  return state.inFlight === null ? 'We try again as soon as it is reconnected.' : 'We are just trying again.';
}

const heldSentence = (held: number): string[] =>
  held === 0 ? [] : [`${things(held)} held until you choose the ticket mapping.`];

const parkedSentence = (parked: number): string[] =>
  parked === 0 ? [] : [`${things(parked)} parked, because HaloPSA failed on it again and again; look at it and retry.`];

const things = (count: number): string => (count === 1 ? '1 item is' : `${count} items are`);

function since(state: State): string | null {
  if (state.status === 'open') return null;
  return iso(state.status === 'closed' ? state.at : state.since);
}

/** When HaloPSA is tried again by itself, or the pace lets the next turn through; null while that is not to be told. */
function nextAttemptAt(state: State): string | null {
  if (state.inFlight !== null || state.access === null) return null;
  if (state.status === 'waitingForHalo') return iso(state.nextAttemptAt);
  const due = state.status === 'open' ? dueAt(state) : null;
  return due === null ? null : iso(due);
}

const iso = (at: number): string => new Date(at).toISOString();

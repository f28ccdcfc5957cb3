import type { TurnAccess } from '../access';
import type { Kind } from './kinds';
import { kinds } from './kinds';
import { roomAt } from './pace';
import type { Effect, Next, State, Waiting } from './state';
import { to } from './state';

/** How many requests a turn costs at most. */
export const costOf = (kind: Kind): number => kinds[kind].requests;

/** Whether there are kinds that wait now until the partner has chosen the ticket mapping. */
export const mayHold = (access: TurnAccess | null): boolean =>
  access !== null && access.settings.ticketMapping === null;

export const isHeld = (kind: Kind, access: TurnAccess | null): boolean =>
  mayHold(access) && kinds[kind].needsTicketMapping;

/** Ends every accepted event: the next turn goes through, if one may now. */
export function letThrough(state: State, effects: readonly Effect[], at: number): Next {
  if (state.access === null || state.inFlight !== null) return to(state, ...effects);
  if (state.status === 'waitingForHalo' && at >= state.nextAttemptAt) return attempt(state, effects, state.access, at);
  const next = state.status === 'open' ? nextOf(state) : undefined;
  if (next === undefined || roomFor(state, next.kind, at) > at) return to(state, ...effects);
  return grant(state, effects, state.access, next, at);
}

/** Tries once whether HaloPSA answers, whatever the pace says: with the next key's turn, or with a probe when no key waits. */
export function attempt(state: State, effects: readonly Effect[], access: TurnAccess, at: number): Next {
  const next = nextOf(state);
  if (next !== undefined) return grant(state, effects, access, next, at);
  return to({ ...state, inFlight: { type: 'probe', access: access.access, since: at } }, ...effects);
}

/** When `timeCame` is to be sent next; too early or twice does no harm. */
export function dueAt(state: State): number | null {
  if (state.inFlight !== null) return state.inFlight.type === 'turn' ? state.inFlight.leaseUntil : null;
  if (state.access === null) return null;
  if (state.status === 'waitingForHalo') return state.nextAttemptAt;
  const next = state.status === 'open' ? nextOf(state) : undefined;
  return next === undefined ? null : roomFor(state, next.kind, 0);
}

function grant(state: State, effects: readonly Effect[], access: TurnAccess, next: Waiting, at: number): Next {
  const { credentials, generation } = access.access;
  const leaseUntil = at + state.limits.leaseMs;
  const turn = { type: 'turn' as const, ...next, credentials, generation, leaseUntil, again: null };
  const queue = state.queue.toSpliced(state.queue.indexOf(next), 1);
  const granted: Effect = { type: 'grantTurn', key: next.key, access, leaseUntil };
  return to({ ...state, queue, inFlight: turn }, ...effects, granted);
}

const nextOf = ({ queue, access }: State): Waiting | undefined => queue.find(({ kind }) => !isHeld(kind, access));

const roomFor = ({ pace, limits }: State, kind: Kind, at: number): number => roomAt(pace, limits, costOf(kind), at);

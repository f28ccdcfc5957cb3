import type { PartnerId } from '../schema';
import { reject } from '../transition';
import { awaitsAnswer, common, conditionOf, under } from './condition';
import { sums } from './counts';
import { probeFailed, probeSucceeded, sameCredentials, turnFinished, turnOf, turnTakenAway } from './outcome';
import { spend, initial as unspent } from './pace';
import type { Effect, Event, Limits, Next, State, Waiting } from './state';
import { to } from './state';
import { attempt, costOf, letThrough } from './turn';
import { CLOSED, NO_CREDENTIALS, NOTHING_PARKED } from './words';

export type { Effect, Event, State } from './state';
export { dueAt } from './turn';

const standardLimits: Limits = {
  requests: 300,
  windowMs: 300_000,
  share: 0.7,
  leaseMs: 120_000,
  probeFirstMs: 30_000,
  probeMaxMs: 300_000,
  parkAfter: 5,
};

const limitsOf = (limits: Partial<Limits>): Limits => ({ ...standardLimits, ...limits });

export const initial = (partnerId: PartnerId, limits: Partial<Limits> = {}): State => ({
  status: 'open',
  partnerId,
  limits: limitsOf(limits),
  access: null,
  queue: [],
  parked: [],
  inFlight: null,
  pace: unspent,
  lastSuccessAt: null,
});

export function transition(state: State, event: Event): Next {
  const next = apply(state, event);
  return next.accepted ? letThrough(remembering(state, next.state, event.at), next.effects, event.at) : next;
}

/** The state after an event, with the outage that the event ended. */
function remembering(before: State, after: State, until: number): State {
  const outage = conditionOf(before);
  const isOver = after.status !== 'closed' && conditionOf(after).status !== 'waitingForHalo';
  if (outage.status !== 'waitingForHalo' || !isOver) return after;
  return { ...after, lastOutage: { since: outage.since, until, items: sums(before).waiting } };
}

/** A probe is the only thing that a gate waits for itself: those whose turn it is report back. */
export const awaited = ({ inFlight }: State): readonly Effect[] => (inFlight?.type === 'probe' ? [inFlight] : []);

function apply(state: State, event: Event): Next {
  switch (event.type) {
    case 'turnRequested':
      return turnRequested(state, event);
    case 'turnWithdrawn':
      return turnWithdrawn(state, event);
    case 'turnFinished':
      return turnFinished(state, event);
    case 'turnLost':
      return to(turnOf(state, event.key) ? { ...state, inFlight: null } : without(state, event.key));
    case 'probeSucceeded':
      return probeSucceeded(state, event);
    case 'probeFailed':
      return probeFailed(state, event);
    case 'haloAnswered':
      return haloAnswered(state, event);
    case 'timeCame':
      return timeCame(state, event.at);
    case 'accessChanged':
      return accessChanged(state, event);
    case 'pauseRequested':
      return pauseRequested(state, event);
    case 'resumeRequested':
      return resumeRequested(state, event.at);
    case 'tryNowRequested':
      return tryNowRequested(state, event);
    case 'retryRequested':
      return retryRequested(state, event.key);
    case 'closeRequested':
      return closeRequested(state, event);
  }
}

/** A key stands in the queue once. When it asks again, it keeps its place and changes its kind. */
function turnRequested(state: State, event: Extract<Event, { type: 'turnRequested' }>): Next {
  const { key, kind, at } = event;
  if (state.status === 'closed') return reject(CLOSED);
  const turn = turnOf(state, key);
  if (turn !== null) {
    const again = { kind, since: turn.again?.since ?? at };
    return to({ ...state, inFlight: { ...turn, again } });
  }
  const waiting = positionOf(state.queue, key);
  if (waiting !== -1) return to({ ...state, queue: withKind(state.queue, waiting, kind) });
  const parked = positionOf(state.parked, key);
  if (parked !== -1) return to({ ...state, parked: withKind(state.parked, parked, kind) });
  return to({ ...state, queue: [...state.queue, { key, kind, since: at, failed: null }] });
}

/** Nobody knows how many requests a turn has sent that was given up. We count what its kind costs at most. */
function turnWithdrawn(state: State, { key, at }: Extract<Event, { type: 'turnWithdrawn' }>): Next {
  const turn = turnOf(state, key);
  if (turn === null) return to(without(state, key));
  const pace = spend(state.pace, state.limits, costOf(turn.kind), at);
  return to(turnTakenAway({ ...state, pace }, { ...turn, again: null }, at));
}

/** In an outage HaloPSA is tried at once, whatever wait was asked for: it answers others. One answer proves no more than that. */
function haloAnswered(state: State, event: Extract<Event, { type: 'haloAnswered' }>): Next {
  const condition = conditionOf(state);
  const isOfUse = state.inFlight === null && state.access?.access.generation === event.generation;
  if (!isOfUse || !awaitsAnswer(condition)) return to(state);
  return to(under(state, { ...condition, nextAttemptAt: event.at, isAnswered: true }));
}

/** A lease that ended takes the turn away; the key comes back only if it had asked again. */
function timeCame(state: State, at: number): Next {
  const { inFlight } = state;
  if (inFlight?.type !== 'turn' || at < inFlight.leaseUntil) return to(state);
  return to(turnTakenAway(state, inFlight, at));
}

function accessChanged(state: State, event: Extract<Event, { type: 'accessChanged' }>): Next {
  if (state.status === 'closed') return reject(CLOSED);
  const { access } = event;
  const { inFlight } = state;
  const isStale = inFlight?.type === 'probe' && (access === null || !sameCredentials(access.access, inFlight.access));
  const limits = event.limits === undefined ? state.limits : limitsOf(event.limits);
  const next: State = { ...state, access, limits, inFlight: isStale ? null : inFlight };
  const condition = conditionOf(state);
  // The connection gives none while it holds them for refused, so these are others, or HaloPSA accepts them again.
  const isReconnected = condition.status === 'needsReconnect' && access !== null;
  return to(isReconnected ? under(next, { status: 'open' }) : next);
}

function pauseRequested(state: State, { by, at }: Extract<Event, { type: 'pauseRequested' }>): Next {
  if (state.status === 'closed') return reject(CLOSED);
  if (state.status === 'paused') return to(state);
  return to({ ...common(state), status: 'paused', by, since: at, condition: conditionOf(state) });
}

/** If there was an outage when the gate was paused, HaloPSA is tried at once. */
function resumeRequested(state: State, at: number): Next {
  if (state.status === 'closed') return reject(CLOSED);
  if (state.status !== 'paused') return to(state);
  const { condition } = state;
  return to({
    ...common(state),
    ...(condition.status === 'waitingForHalo' ? { ...condition, nextAttemptAt: at } : condition),
  });
}

function tryNowRequested(state: State, { at, isExtra }: Extract<Event, { type: 'tryNowRequested' }>): Next {
  if (state.status === 'closed') return reject(CLOSED);
  if (conditionOf(state).status === 'needsReconnect') return reject(NO_CREDENTIALS);
  if (state.status === 'open' || state.inFlight !== null) return to(state);
  if (state.access === null) return reject(NO_CREDENTIALS);
  const next = attempt(state, [], state.access, at);
  return next.accepted && isExtra ? to(asExtra(next.state), ...next.effects) : next;
}

const asExtra = (state: State): State =>
  state.inFlight === null ? state : { ...state, inFlight: { ...state.inFlight, isExtra: true } };

/** Parked keys start afresh at the end of the queue. */
function retryRequested(state: State, key: string | null): Next {
  if (state.status === 'closed') return reject(CLOSED);
  const isMeant = (parked: Waiting) => key === null || parked.key === key;
  const meant = state.parked.filter(isMeant).map((parked) => ({ ...parked, failed: null }));
  if (key !== null && meant.length === 0) {
    return turnOf(state, key) || positionOf(state.queue, key) !== -1 ? to(state) : reject(NOTHING_PARKED);
  }
  const parked = state.parked.filter((one) => !isMeant(one));
  return to({ ...state, queue: [...state.queue, ...meant], parked });
}

/** Nothing is granted any more. A turn in flight is waited for, until its lease ends at the latest. */
function closeRequested(state: State, { by, at }: Extract<Event, { type: 'closeRequested' }>): Next {
  if (state.status === 'closed') return to(state);
  const inFlight = state.inFlight?.type === 'turn' ? { ...state.inFlight, again: null } : null;
  return to({
    ...common(state),
    access: null,
    queue: [],
    parked: [],
    inFlight,
    status: 'closed',
    by,
    at,
  });
}

const positionOf = (entries: readonly Waiting[], key: string): number =>
  entries.findIndex((entry) => entry.key === key);

function withKind<Entry extends Waiting>(entries: readonly Entry[], index: number, kind: Waiting['kind']) {
  const entry = entries[index];
  return entry === undefined || entry.kind === kind ? entries : entries.with(index, { ...entry, kind });
}

function without(state: State, key: string): State {
  const isOther = (entry: Waiting) => entry.key !== key;
  return { ...state, queue: state.queue.filter(isOther), parked: state.parked.filter(isOther) };
}

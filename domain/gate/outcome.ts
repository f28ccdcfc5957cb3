import type { Problem } from '../schema';
import { reject } from '../transition';
import { conditionOf, under } from './condition';
import { rateLimited, spend } from './pace';
import type { Attempt, Condition, CredentialsUsed, Event, Limits, Next, State, Turn, Waiting } from './state';
import { to } from './state';

type TurnFinished = Extract<Event, { type: 'turnFinished' }>;
type ProbeFailed = Extract<Event, { type: 'probeFailed' }>;
type ProbeSucceeded = Extract<Event, { type: 'probeSucceeded' }>;

const JITTER = 0.2;
const UNEXPLAINED: Problem = { code: 'halo.unavailable', detail: 'HaloPSA did not answer.' };

/** A turn has ended. When its lease was over before, only its requests are counted: the turn was taken away. */
export function turnFinished(state: State, event: TurnFinished): Next {
  const turn = turnOf(state, event.key);
  const spent = { ...state, pace: paceAfter(state, event) };
  if (turn === null) return to(spent);
  const ended: State = { ...spent, inFlight: null };
  if (ended.status === 'closed') return to(ended);
  switch (event.outcome) {
    case 'done':
    case 'refused':
      return to(askedAgain(succeeded(ended, event.at), turn));
    case 'unavailable':
      return to(under(failed(ended, turn, event), unavailable(ended, event, turn)));
    case 'refusedCredentials':
      return refusedCredentials({ ...ended, queue: [back(turn), ...ended.queue] }, turn, event);
  }
}

export function probeSucceeded(state: State, { requests, at }: ProbeSucceeded): Next {
  if (state.inFlight?.type !== 'probe') return reject(NO_PROBE);
  const pace = spend(state.pace, state.limits, requests, at);
  return to(succeeded({ ...state, inFlight: null, pace }, at));
}

export function probeFailed(state: State, event: ProbeFailed): Next {
  if (state.inFlight?.type !== 'probe') return reject(NO_PROBE);
  const { inFlight } = state;
  const pace = spend(state.pace, state.limits, event.requests, event.at);
  const ended: State = { ...state, inFlight: null, pace };
  return event.outcome === 'unavailable'
    ? to(under(ended, unavailable(ended, event, inFlight)))
    : refusedCredentials(ended, inFlight.access, event);
}

/**
 * Ends a turn without an outcome. In an outage we learned nothing from it, so the next attempt comes after the shortest wait; after
 * an extra one, when it was to be.
 */
export function turnTakenAway(state: State, turn: Turn, at: number): State {
  const ended: State = askedAgain({ ...state, inFlight: null }, turn);
  const condition = conditionOf(ended);
  if (condition.status !== 'waitingForHalo' || turn.isExtra) return ended;
  return under(ended, { ...condition, nextAttemptAt: at + ended.limits.probeFirstMs });
}

export const turnOf = ({ inFlight }: State, key: string): Turn | null =>
  inFlight?.type === 'turn' && inFlight.key === key ? inFlight : null;

export const sameCredentials = (one: CredentialsUsed, other: CredentialsUsed): boolean =>
  one.credentials === other.credentials && one.generation === other.generation;

const NO_PROBE = 'No probe is in flight.';

const succeeded = (state: State, at: number): State => ({ ...under(state, { status: 'open' }), lastSuccessAt: at });

/** A key that failed goes to the end of the queue, so that another key gets the next turn. It is parked when it alone keeps failing. */
function failed(state: State, turn: Turn, { problem, at }: TurnFinished): State {
  const before = turn.failed;
  const counts = before === null || (state.lastSuccessAt !== null && state.lastSuccessAt > before.lastFailedAt);
  const failures = (before?.failures ?? 0) + (counts ? 1 : 0);
  const attempts = (before?.attempts ?? 0) + 1;
  const again = { ...back(turn), failed: { attempts, failures, lastFailedAt: at, problem: problem ?? UNEXPLAINED } };
  return failures >= state.limits.parkAfter
    ? { ...state, parked: [...state.parked, again] }
    : { ...state, queue: [...state.queue, again] };
}

/** After an extra attempt the next one is when it was to be. HaloPSA is left alone for as long as it asks, whoever tried. */
function unavailable(state: State, event: TurnFinished | ProbeFailed, { isExtra }: Attempt): Condition {
  const { retryAfterMs, spread, at } = event;
  const problem = event.problem ?? UNEXPLAINED;
  const before = conditionOf(state);
  const notBefore = (time: number) => Math.max(at + (retryAfterMs ?? 0), time);
  const after = (attempts: number) => notBefore(at + backoff(attempts, spread, state.limits));
  if (before.status !== 'waitingForHalo') {
    return { status: 'waitingForHalo', since: at, problem, attempts: 1, nextAttemptAt: after(1) };
  }
  const { extraAttempts = 0, nextAttemptAt } = before;
  const attempts = before.attempts + 1;
  return isExtra
    ? { ...before, problem, attempts, extraAttempts: extraAttempts + 1, nextAttemptAt: notBefore(nextAttemptAt) }
    : { ...before, problem, attempts, nextAttemptAt: after(attempts - extraAttempts) };
}

const backoff = (attempts: number, spread: number, { probeFirstMs, probeMaxMs }: Limits): number =>
  Math.round(Math.min(probeFirstMs * 2 ** (attempts - 1), probeMaxMs) * (1 - JITTER + 2 * JITTER * spread));

function refusedCredentials(state: State, used: CredentialsUsed, { problem, at }: TurnFinished | ProbeFailed): Next {
  // HaloPSA answered. The refused credentials are replaced already, so the next turn goes with the new ones.
  if (state.access !== null && !sameCredentials(state.access.access, used)) {
    return to(under(state, { status: 'open' }));
  }
  const { credentials, generation } = used;
  const why = problem ?? UNEXPLAINED;
  return to(under(state, { status: 'needsReconnect', since: at, problem: why, credentials, generation }), {
    type: 'reportRefusedCredentials',
    credentials,
    problem: why,
  });
}

function paceAfter({ pace, limits }: State, { requests, rateLimited: isRateLimited, at }: TurnFinished): State['pace'] {
  const spent = spend(pace, limits, requests, at);
  return isRateLimited ? rateLimited(spent, limits, at) : spent;
}

/** The place in the queue of a key whose turn did not succeed. It acts on its newest request when its next turn comes. */
const back = ({ key, kind, since, failed: before, again }: Turn): Waiting => ({
  key,
  kind: again?.kind ?? kind,
  since,
  failed: before,
});

const askedAgain = (state: State, { key, again }: Turn): State =>
  again === null ? state : { ...state, queue: [...state.queue, { key, ...again, failed: null }] };

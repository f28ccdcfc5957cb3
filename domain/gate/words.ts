import { isOurs } from './condition';
import type { State } from './state';
import type { CountByKind, GateView } from './view-schema';

/*
 * What a person reads of the gate and of what waits at it. Times are fields of the answer, not parts of a sentence.
 */

export const CLOSED = 'The connection was revoked, so nothing is sent to HaloPSA any more.';
export const NO_CREDENTIALS = 'HaloPSA no longer accepts the saved credentials. Reconnect it first.';
export const NOTHING_PARKED = 'Nothing of this name waits or is parked. Look at the list again.';

/** What a sentence counts, and whether the gate goes on by itself at a time that the answer names. */
export interface Counts {
  readonly waiting: number;
  readonly held: number;
  readonly parked: number;
  readonly isNextTimeKnown: boolean;
}

export const message = (state: State, counts: Counts): string =>
  [...sentences(state, counts), ...heldSentence(counts), ...parkedSentence(counts)].join(' ');

function sentences(state: State, { waiting, isNextTimeKnown }: Counts): readonly string[] {
  switch (state.status) {
    case 'open':
      // Before the first access there is no gate, and no query reaches one; so the credentials were refused elsewhere.
      if (state.access === null) return [REFUSED, nothingIsLost(waiting), RECONNECT];
      if (waiting === 0) return ['Nothing waits for HaloPSA.'];
      return [`Sending to HaloPSA: ${things(waiting)} not there yet.`, ...(isNextTimeKnown ? [PACED] : [])];
    case 'waitingForHalo': {
      const trouble = isOurs(state.problem) ? OURS : UNUSABLE;
      return [trouble, state.problem.detail, nothingIsLost(waiting), nextTry(state, isNextTimeKnown)];
    }
    case 'needsReconnect':
      return [REFUSED, state.problem.detail, nothingIsLost(waiting), RECONNECT];
    case 'paused':
      return [`${state.by.name} paused sending to HaloPSA.`, nothingIsLost(waiting), afterPause(state)];
    case 'closed':
      return state.inFlight === null
        ? ['The connection was revoked; nothing is sent to HaloPSA any more.']
        : ['The connection was revoked; the last call to HaloPSA is just ending.'];
  }
}

/** The same for those who may not act: nobody's and nothing's name. */
export function healthMessage({ status, problem, waiting, held, parked }: GateView): string {
  const waits = sum(waiting);
  const sentence = {
    open: 'Sending to HaloPSA goes on.',
    waitingForHalo: problem !== null && isOurs(problem) ? OURS : UNUSABLE,
    needsReconnect: REFUSED,
    paused: 'Sending to HaloPSA is paused.',
    closed: 'The connection was revoked; nothing is sent to HaloPSA any more.',
  }[status];
  const isHeld = sum(held) === 0 ? [] : [`${things(sum(held))} held until the partner chooses the ticket mapping.`];
  const isParked = parked === 0 ? [] : [`${things(parked)} parked, because HaloPSA failed on it again and again.`];
  return [sentence, nothingIsLost(waits), ...isHeld, ...isParked].join(' ');
}

const sum = (counts: CountByKind): number => Object.values(counts).reduce((all, one) => all + one, 0);

const UNUSABLE = 'HaloPSA cannot be used at the moment.';
const OURS = 'We cannot send at the moment.';
const REFUSED = 'HaloPSA no longer accepts the saved credentials.';
const RECONNECT =
  'From time to time we ask HaloPSA whether it accepts them again. Reconnect HaloPSA; what waits is sent then.';
/** HaloPSA is there; what waits has used up our share of its request limit. */
const PACED = 'Our share of its request limit is used up; it goes on by itself.';

const nothingIsLost = (waiting: number): string =>
  waiting === 0 ? 'Nothing waits.' : `Nothing is lost: ${things(waiting)} waiting.`;

function afterPause({ condition, access }: Extract<State, { status: 'paused' }>): string {
  if (condition.status === 'needsReconnect' || access === null)
    return `${REFUSED} Reconnect HaloPSA and resume; what waits is sent then.`;
  if (condition.status === 'open') return 'Resume; what waits is sent then.';
  return `${isOurs(condition.problem) ? OURS : UNUSABLE} Resume; what waits is sent as soon as that is over.`;
}

function nextTry({ inFlight }: State, isNextTimeKnown: boolean): string {
  if (isNextTimeKnown) return 'We try again by ourselves.';
  return inFlight === null ? 'We try again as soon as it is reconnected.' : 'We are just trying again.';
}

const heldSentence = ({ held }: Counts): string[] =>
  held === 0 ? [] : [`${things(held)} held until you choose the ticket mapping.`];

const parkedSentence = ({ parked }: Counts): string[] =>
  parked === 0 ? [] : [`${things(parked)} parked, because HaloPSA failed on it again and again; look at it and retry.`];

const things = (count: number): string => (count === 1 ? '1 item is' : `${count} items are`);

/** Of one thing that stands at the gate, by its status there. */
export const itemWords = {
  inTurn: 'On its way to HaloPSA.',
  waiting: 'Waits for its turn with HaloPSA.',
  held: 'Waits for the ticket mapping to be chosen.',
  parked: 'HaloPSA failed on it again and again; look at it and retry.',
} as const;

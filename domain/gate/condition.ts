import type { Problem } from '../schema';
import type { Common, Condition, State } from './state';

/** How things stand with HaloPSA behind a state. A pause hides it, and a closed gate no longer cares. */
export function conditionOf(state: State): Condition {
  switch (state.status) {
    case 'open':
    case 'closed':
      return { status: 'open' };
    case 'waitingForHalo': {
      const { status, since, problem, attempts, extraAttempts, nextAttemptAt, isAnswered } = state;
      const extra = extraAttempts === undefined ? {} : { extraAttempts };
      return { status, since, problem, attempts, ...extra, nextAttemptAt, ...(isAnswered && { isAnswered }) };
    }
    case 'needsReconnect': {
      const { status, since, problem, credentials, generation } = state;
      return { status, since, problem, credentials, generation };
    }
    case 'paused':
      return state.condition;
  }
}

type Outage = Extract<Condition, { status: 'waitingForHalo' }>;

/** Whether it is news that HaloPSA answers somebody. */
export const awaitsAnswer = (condition: Condition): condition is Outage =>
  condition.status === 'waitingForHalo' && condition.isAnswered === undefined;

/** The state under another condition: a pause stays a pause and remembers it, a closed gate stays closed. */
export function under(state: State, condition: Condition): State {
  if (state.status === 'closed') return state;
  return state.status === 'paused' ? { ...state, condition } : { ...common(state), ...condition };
}

export const common = (state: Common): Common => {
  const { partnerId, limits, access, queue, parked, inFlight, pace, lastSuccessAt, lastOutage } = state;
  const past = lastOutage === undefined ? {} : { lastOutage };
  return { partnerId, limits, access, queue, parked, inFlight, pace, lastSuccessAt, ...past };
};

/** A mistake or a trouble inside of this service, which the partner's HaloPSA has nothing to do with. */
export const isOurs = ({ code }: Problem): boolean => code === 'unexpected';

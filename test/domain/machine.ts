import type { Rules, Transition } from '../../domain/transition';
import { move } from '../../domain/transition';

export interface HasStatus {
  readonly status: string;
}
export interface HasType {
  readonly type: string;
}
export type Step<State, Event, Effect> = (state: State, event: Event) => Transition<State, Effect>;

/** A machine's step as it is carried out: its effects are all that start with it, those that the next state waits for too. */
export const starting =
  <State, Event, Effect>(rules: Rules<State, Event, Effect>): Step<State, Event, Effect> =>
  (state, event) => {
    const next = move(rules, state, event);
    return next.accepted ? { accepted: true, state: next.state, effects: next.starts } : next;
  };

/** The state after events that the machine accepts, one and all. */
export const after =
  <State extends HasStatus, Event extends HasType, Effect>(transition: Step<State, Event, Effect>) =>
  (state: State, ...events: readonly Event[]): State =>
    events.reduce((now, event) => {
      const next = transition(now, event);
      if (!next.accepted) throw new Error(`${now.status} rejects ${event.type}: ${next.reason}`);
      return next.state;
    }, state);

/** The sentence with which the machine rejects an event. */
export function reasonOf(answer: Transition<unknown, unknown>): string {
  if (answer.accepted) throw new Error('The event was accepted.');
  return answer.reason;
}

/** The effects with which the machine accepts an event. */
export function effectsOf<Effect>(answer: Transition<unknown, Effect>): readonly Effect[] {
  if (!answer.accepted) throw new Error(answer.reason);
  return answer.effects;
}

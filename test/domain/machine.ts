import type { Transition } from '../../domain/transition';

export interface HasStatus {
  readonly status: string;
}
export interface HasType {
  readonly type: string;
}
export type Step<State, Event, Effect> = (state: State, event: Event) => Transition<State, Effect>;

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

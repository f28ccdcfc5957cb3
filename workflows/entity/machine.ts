import { ApplicationFailure, condition } from '@temporalio/workflow';
import type { Transition } from '../../domain/transition';
import { REJECTED } from '../messages';
import type { RunningOptions } from './running-effects';
import { createRunningEffects, keyOf } from './running-effects';

interface MachineOptions<State, Event, Effect> extends Pick<RunningOptions<Event, Effect>, 'perform' | 'outlives'> {
  readonly initial: State;
  transition(state: State, event: Event): Transition<State, Effect>;
  /** The effects that a state waits for: they are cancelled when a state no longer waits for them. */
  awaited(state: State): readonly Effect[];
  /** Whether an awaited effect has nothing under way outside while it runs, but waits for its time or its turn. */
  waits(effect: Effect): boolean;
  /** Shows the state to people: Search Attributes, Memo, details. */
  publish(state: State): void;
}

export interface Machine<State, Event> {
  state(): State;
  /** For validators: throws an ApplicationFailure of type `rejected` if the event would be rejected. */
  ask(event: Event): void;
  /** Moves to the next state and starts its effects. Throws like `ask`. */
  send(event: Event): void;
  /** The same for a notice, that nobody waits for: a rejected one changes nothing. */
  tell(event: Event): void;
  /** Sends, then waits until `isSettled`; gives the event that settled it, or null when the time is over. */
  settle(event: Event, isSettled: (state: State, event: Event) => boolean, seconds: number): Promise<Event | null>;
  /** Resolves when everything that was cancelled has ended. */
  quiet(): Promise<void>;
  /** Whether nothing runs but what can be started anew from the state alone. */
  isIdle(): boolean;
}

/** Drives a pure machine: one event at a time in, effects out to Activities, their outcomes back as events. */
export function createMachine<State, Event, Effect>(
  options: MachineOptions<State, Event, Effect>,
): Machine<State, Event> {
  const { transition, awaited, publish } = options;
  let state = options.initial;
  const waiting = new Set<(event: Event) => void>();

  const accept = (event: Event) => {
    const next = transition(state, event);
    if (!next.accepted) return next.reason;
    const left = leftOut(awaited(state), awaited(next.state));
    state = next.state;
    running.change(left, next.effects);
    publish(state);
    for (const settled of waiting) settled(event);
    return null;
  };
  const running = createRunningEffects<Event, Effect>({ ...options, ended: (outcome) => void accept(outcome) });
  const send = (event: Event) => rejected(accept(event));

  publish(state);
  running.change([], awaited(state));
  return {
    state: () => state,
    ask: (event) => {
      const next = transition(state, event);
      rejected(next.accepted ? null : next.reason);
    },
    send,
    tell: (event) => void accept(event),
    settle: async (event, isSettled, seconds) => {
      let settledBy: Event | null = null;
      const watch = (seen: Event) => {
        if (settledBy === null && isSettled(state, seen)) settledBy = seen;
      };
      waiting.add(watch);
      try {
        send(event);
        await condition(() => settledBy !== null, seconds * 1000, { summary: 'how long the caller waits' });
        return settledBy;
      } finally {
        waiting.delete(watch);
      }
    },
    quiet: running.quiet,
    isIdle: () => running.every(options.waits),
  };
}

function leftOut<Effect>(before: readonly Effect[], after: readonly Effect[]): readonly Effect[] {
  const kept = new Set(after.map(keyOf));
  return before.filter((effect) => !kept.has(keyOf(effect)));
}

function rejected(reason: string | null): void {
  if (reason !== null) throw ApplicationFailure.nonRetryable(reason, REJECTED);
}

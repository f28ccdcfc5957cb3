import { ApplicationFailure, condition } from '@temporalio/workflow';
import type { Rules } from '../../domain/transition';
import { move } from '../../domain/transition';
import { REJECTED } from '../messages';
import type { RunningOptions } from './running-effects';
import { createRunningEffects } from './running-effects';

interface MachineOptions<State, Event, Effect> extends Pick<RunningOptions<Event, Effect>, 'perform' | 'outlives'> {
  readonly rules: Rules<State, Event, Effect>;
  readonly initial: State;
  /** Whether an awaited effect only waits for its time or its turn, and has no call under way. */
  waits(effect: Effect): boolean;
  /** Hears of each state that the machine comes to, the first among them. */
  entered(state: State): void;
}

export interface Machine<State, Event> {
  state(): State;
  /** For validators: throws an ApplicationFailure of type `rejected` if the event would be rejected. */
  check(event: Event): void;
  /** Moves to the next state and starts its effects. Throws like `check`. */
  send(event: Event): void;
  /** The same for a notice, which nobody waits for: a rejected one changes nothing. */
  notify(event: Event): void;
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
  const { rules, entered } = options;
  let state = options.initial;
  const watchers = new Set<(event: Event) => void>();

  /** Gives the reason when the event is rejected. */
  const accept = (event: Event): string | null => {
    const next = move(rules, state, event);
    if (!next.accepted) return next.reason;
    state = next.state;
    running.change(next.cancels, next.starts);
    entered(state);
    for (const watch of watchers) watch(event);
    return null;
  };
  const running = createRunningEffects<Event, Effect>({ ...options, ended: (outcome) => void accept(outcome) });
  const send = (event: Event) => throwRejected(accept(event));

  entered(state);
  running.change([], rules.awaited(state));
  return {
    state: () => state,
    check: (event) => {
      const next = rules.transition(state, event);
      throwRejected(next.accepted ? null : next.reason);
    },
    send,
    notify: (event) => void accept(event),
    settle: async (event, isSettled, seconds) => {
      let settledBy: Event | null = null;
      const watch = (seen: Event) => {
        if (settledBy === null && isSettled(state, seen)) settledBy = seen;
      };
      watchers.add(watch);
      try {
        send(event);
        await condition(() => settledBy !== null, seconds * 1000, { summary: 'how long the caller waits' });
        return settledBy;
      } finally {
        watchers.delete(watch);
      }
    },
    quiet: running.quiet,
    isIdle: () => running.every(options.waits),
  };
}

function throwRejected(reason: string | null): void {
  if (reason !== null) throw ApplicationFailure.nonRetryable(reason, REJECTED);
}

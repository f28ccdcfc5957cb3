import { ApplicationFailure, CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { Transition } from '../domain/transition';
import { REJECTED } from './messages';

interface MachineOptions<State, Event, Effect> {
  readonly initial: State;
  transition(state: State, event: Event): Transition<State, Effect>;
  /** The effects that a state waits for: they are cancelled when a state no longer waits for them. */
  awaited(state: State): readonly Effect[];
  /** Whether an awaited effect has nothing under way outside while it runs, but waits for its time or its turn. */
  waits(effect: Effect): boolean;
  /** Whether the outcome of an effect that was cancelled still counts: only what says of which wait it is. */
  outlives(outcome: Event): boolean;
  /** Calls Activities and tells the outcome, good or bad, as an event. Lets nothing escape but cancellation. */
  perform(effect: Effect): Promise<Event | null>;
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

interface Running<Effect> {
  readonly effect: Effect;
  readonly key: string;
  readonly scope: CancellationScope;
  readonly ended: Promise<void>;
}

/** Drives a pure machine: one event at a time in, effects out to Activities, their outcomes back as events. */
export function createMachine<State, Event, Effect>(
  options: MachineOptions<State, Event, Effect>,
): Machine<State, Event> {
  let state = options.initial;
  const running = new Set<Running<Effect>>();
  const waiting = new Set<(event: Event) => void>();

  const accept = (event: Event) => {
    const next = options.transition(state, event);
    if (!next.accepted) return next.reason;
    const left = keysLeft(options.awaited(state), options.awaited(next.state));
    state = next.state;
    cancel(running, left);
    const ending = cancelled(running);
    for (const effect of next.effects) start(effect, ending);
    options.publish(state);
    for (const settled of waiting) settled(event);
    return null;
  };

  const start = (effect: Effect, after: readonly Running<Effect>[]) => {
    const key = JSON.stringify(effect);
    const scope = new CancellationScope();
    const ended = scope
      // What was cancelled, now or before, ends before anything new starts: nothing overlaps with a revoke.
      .run(() => Promise.all(after.map((former) => former.ended)).then(() => options.perform(effect)))
      .then(
        (outcome) => {
          running.delete(entry);
          // A late outcome could be taken for that of a successor.
          if (outcome !== null && (!scope.consideredCancelled || options.outlives(outcome))) accept(outcome);
        },
        (error: unknown) => {
          running.delete(entry);
          // An Activity that fails after it was to be cancelled is not tried again, and fails as it is.
          if (!isCancellation(error) && !scope.consideredCancelled) throw error;
        },
      );
    const entry = { effect, key, scope, ended };
    running.add(entry);
  };

  const send = (event: Event) => rejected(accept(event));

  options.publish(state);
  for (const effect of options.awaited(state)) start(effect, []);
  return {
    state: () => state,
    ask: (event) => {
      const next = options.transition(state, event);
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
    quiet: async () => {
      await Promise.all(cancelled(running).map(({ ended }) => ended));
    },
    isIdle: () => [...running].every(({ effect, scope }) => !scope.consideredCancelled && options.waits(effect)),
  };
}

function keysLeft<Effect>(before: readonly Effect[], after: readonly Effect[]): ReadonlySet<string> {
  const kept = new Set(after.map((effect) => JSON.stringify(effect)));
  return new Set(before.map((effect) => JSON.stringify(effect)).filter((key) => !kept.has(key)));
}

function cancel<Effect>(running: ReadonlySet<Running<Effect>>, keys: ReadonlySet<string>): void {
  for (const { key, scope } of running) if (keys.has(key)) scope.cancel();
}

const cancelled = <Effect>(running: ReadonlySet<Running<Effect>>): readonly Running<Effect>[] =>
  [...running].filter(({ scope }) => scope.consideredCancelled);

function rejected(reason: string | null): void {
  if (reason !== null) throw ApplicationFailure.nonRetryable(reason, REJECTED);
}

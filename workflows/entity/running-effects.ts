import { CancellationScope, isCancellation } from '@temporalio/workflow';
import { keyOf } from '../../domain/transition';

export interface RunningOptions<Event, Effect> {
  /** Calls Activities and tells the outcome, good or bad, as an event. Lets nothing escape but cancellation. */
  perform(effect: Effect): Promise<Event | null>;
  /** Whether the outcome of a cancelled effect still counts. Only an outcome that names its wait may. */
  outlives(outcome: Event): boolean;
  ended(outcome: Event): void;
}

export interface RunningEffects<Effect> {
  /** Cancels what no longer is awaited, and starts `effects` after all that was cancelled, now or before, has ended. */
  change(noLongerAwaited: readonly Effect[], effects: readonly Effect[]): void;
  /** Resolves when everything that was cancelled has ended. */
  quiet(): Promise<void>;
  /** Whether `holds` is true of each that runs; false while one that was cancelled has not ended. */
  every(holds: (effect: Effect) => boolean): boolean;
}

interface Running<Effect> {
  readonly effect: Effect;
  readonly scope: CancellationScope;
  readonly ended: Promise<void>;
}

/** The effects of a machine that are under way, each in a scope of its own. */
export function createRunningEffects<Event, Effect>(options: RunningOptions<Event, Effect>): RunningEffects<Effect> {
  const running = new Set<Running<Effect>>();
  const cancelled = () => [...running].filter(({ scope }) => scope.consideredCancelled).map(({ ended }) => ended);

  const start = (effect: Effect, after: readonly Promise<void>[]) => {
    const scope = new CancellationScope();
    const ended = scope
      // What was cancelled ends before anything new starts: nothing overlaps with a revoke.
      .run(() => Promise.all(after).then(() => options.perform(effect)))
      .then(
        (outcome) => {
          running.delete(entry);
          // A late outcome could be mistaken for the outcome of the next effect.
          if (outcome !== null && (!scope.consideredCancelled || options.outlives(outcome))) options.ended(outcome);
        },
        (error: unknown) => {
          running.delete(entry);
          // A cancelled Activity may still fail for its own reason. Nobody waits for it any more.
          if (!isCancellation(error) && !scope.consideredCancelled) throw error;
        },
      );
    const entry = { effect, scope, ended };
    running.add(entry);
  };

  return {
    change: (noLongerAwaited, effects) => {
      const left = new Set(noLongerAwaited.map(keyOf));
      for (const { effect, scope } of running) if (left.has(keyOf(effect))) scope.cancel();
      const ending = cancelled();
      for (const effect of effects) start(effect, ending);
    },
    quiet: async () => {
      await Promise.all(cancelled());
    },
    every: (holds) => [...running].every(({ effect, scope }) => !scope.consideredCancelled && holds(effect)),
  };
}

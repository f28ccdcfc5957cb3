/** What a machine answers to an event: the next state with what to do once, or a no with a sentence for the partner. */
export type Transition<State, Effect = never> =
  | { readonly accepted: true; readonly state: State; readonly effects: readonly Effect[] }
  | { readonly accepted: false; readonly reason: string };

/** The `to` of one machine. Each machine binds it to its own types once, so that every branch is checked against them. */
export const accepting =
  <State, Effect = never>() =>
  (state: State, ...effects: readonly Effect[]): Transition<State, Effect> => ({ accepted: true, state, effects });

export const reject = (reason: string): Transition<never> => ({ accepted: false, reason });

/** A pure machine. It says what is to be done, and does nothing itself. */
export interface Rules<State, Event, Effect> {
  transition(state: State, event: Event): Transition<State, Effect>;
  /** The effects that a state waits for: they start when a state begins to wait for them, and end when it no longer does. */
  awaited(state: State): readonly Effect[];
}

/** A transition as it is carried out: which effects start now, and which of those under way are cancelled first. */
export type Move<State, Effect> =
  | {
      readonly accepted: true;
      readonly state: State;
      readonly starts: readonly Effect[];
      readonly cancels: readonly Effect[];
    }
  | { readonly accepted: false; readonly reason: string };

/** Awaited effects are compared before and after, so no machine lists them by hand. */
export function move<State, Event, Effect>(
  { transition, awaited }: Rules<State, Event, Effect>,
  before: State,
  event: Event,
): Move<State, Effect> {
  const next = transition(before, event);
  if (!next.accepted) return next;
  const [wasAwaited, isAwaited] = [awaited(before), awaited(next.state)];
  return {
    accepted: true,
    state: next.state,
    starts: [...next.effects, ...without(isAwaited, wasAwaited)],
    cancels: without(wasAwaited, isAwaited),
  };
}

/** Two effects that say the same are the same. */
export const keyOf = (effect: unknown): string => JSON.stringify(effect);

function without<Effect>(effects: readonly Effect[], others: readonly Effect[]): readonly Effect[] {
  if (effects.length === 0 || others.length === 0) return effects;
  const keys = new Set(others.map(keyOf));
  return effects.filter((effect) => !keys.has(keyOf(effect)));
}

/** What a machine answers to an event: the next state with what to do, or a no with a sentence for the partner. */
export type Transition<State, Effect> =
  | { readonly accepted: true; readonly state: State; readonly effects: readonly Effect[] }
  | { readonly accepted: false; readonly reason: string };

export const to = <State, Effect>(state: State, ...effects: Effect[]): Transition<State, Effect> => ({
  accepted: true,
  state,
  effects,
});

export const reject = (reason: string): Transition<never, never> => ({ accepted: false, reason });

import type { State, Waiting } from './state';
import { isHeld, mayHold } from './turn';

export const turnIn = ({ inFlight }: State): readonly Waiting[] => (inFlight?.type === 'turn' ? [inFlight] : []);

/** How many wait, the turn in flight too, and how many are held. */
export function sums(state: State): { readonly waiting: number; readonly held: number } {
  const { queue, access } = state;
  const held = mayHold(access) ? queue.filter(({ kind }) => isHeld(kind, access)).length : 0;
  return { waiting: turnIn(state).length + queue.length - held, held };
}

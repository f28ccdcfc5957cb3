import type { SeatsView } from '../seats/view-schema';
import type { GateItem } from './view';
import { itemWords } from './words';

/** Whether the gate has to be asked as well: an organization that waits for its turn does not know that the gate has parked it. */
export const standsAtGate = ({ status }: SeatsView): boolean => status === 'waiting';

/** The seat sync of an organization, with what the gate knows of it. */
export function withItem(view: SeatsView, item: Pick<GateItem, 'status' | 'problem'> | null): SeatsView {
  if (!standsAtGate(view) || item?.status !== 'parked') return view;
  return { ...view, message: itemWords.parked, whoseMove: 'you', problem: item.problem };
}

import { neutral } from '../trouble';
import type { GateView } from './view-schema';
import { healthMessage } from './words';

/** What those read of a gate who may not act: how things stand, and nobody's and nothing's name. */
export const health = (view: GateView): GateView => ({
  ...view,
  message: healthMessage(view),
  problem: view.problem === null ? null : neutral(view.problem),
  pausedBy: null,
});

import type { WhoseMove } from '../schema';
import { wantedSeats } from './decision';
import { canStart } from './machine';
import type { State } from './state';
import type { SeatsView } from './view-schema';
import type { SeatsContext } from './words';
import { sentence } from './words';

export type { SeatsContext } from './words';

export function view(state: State, context: SeatsContext): SeatsView {
  const { report, definition } = context;
  const { status, written, seen, accepted, history } = state;
  return {
    status,
    message: sentence(state, context),
    whoseMove: whoseMove[status],
    since: 'since' in state ? state.since : null,
    until: 'until' in state ? state.until : null,
    definition,
    seats: report.seats,
    observedAt: report.observedAt,
    wanted: wantedSeats(definition, report),
    written,
    seen,
    accepted,
    ...change(state),
    reason: 'reason' in state ? state.reason : null,
    problem: 'problem' in state ? state.problem : null,
    canStart: canStart(state) && definition !== 'none',
    canApprove: status === 'held',
    canDismiss: status === 'held',
    canChoose: status === 'drift',
    canSync: status !== 'notStarted' && status !== 'off' && status !== 'waiting',
    history,
  };
}

/** What HaloPSA holds as far as it is known, and what belongs there instead; a count that the partner left there stays. */
export function difference(shown: SeatsView): Pick<SeatsView, 'before' | 'after'> {
  const { seen, written, accepted } = shown;
  const holds = shown.before ?? seen?.count ?? written?.count ?? null;
  const belongs = shown.after ?? shown.wanted;
  const isLeft = accepted !== null && accepted.theirs === holds;
  return { before: holds, after: isLeft || belongs === holds ? null : belongs };
}

function change(state: State): Pick<SeatsView, 'before' | 'after'> {
  if (state.status === 'held') return { before: state.before, after: state.after };
  if (state.status === 'drift') return { before: state.theirs, after: state.ours };
  return { before: null, after: null };
}

const whoseMove: Readonly<Record<State['status'], WhoseMove>> = {
  notStarted: 'you',
  inSync: 'nobody',
  debouncing: 'us',
  waiting: 'halo',
  held: 'you',
  drift: 'you',
  needsYou: 'you',
  off: 'nobody',
};

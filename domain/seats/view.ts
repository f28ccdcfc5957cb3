import type { WhoseMove } from '../connection/view';
import type { OrganizationReport, Problem, SeatCount, Seats } from '../schema';
import { wantedSeats } from './decision';
import { canStart } from './machine';
import type { SeatPolicy } from './policy-schema';
import type { Accepted, Entry, Held, HeldReason, LicenceSeen, State, Written } from './state';

/** What a seat sync is measured by: it lives in the organization and in the connection. */
export interface SeatsContext {
  readonly report: OrganizationReport;
  readonly definition: SeatCount;
  readonly policy: SeatPolicy;
}

/** An organization's seat sync as a person sees it. */
export interface SeatsView {
  readonly status: State['status'];
  readonly message: string;
  readonly whoseMove: WhoseMove;
  readonly since: string | null;
  readonly until: string | null;
  readonly definition: SeatCount;
  readonly seats: Seats;
  readonly observedAt: string;
  /** The number that belongs into the licence; null where no seats are synced. */
  readonly wanted: number | null;
  readonly written: Written | null;
  readonly seen: LicenceSeen | null;
  readonly accepted: Accepted | null;
  /** Of a held change or a drift: what HaloPSA has, and what we would write. */
  readonly before: number | null;
  readonly after: number | null;
  readonly reason: HeldReason | null;
  readonly problem: Problem | null;
  readonly canStart: boolean;
  readonly canApprove: boolean;
  readonly canDismiss: boolean;
  readonly canChoose: boolean;
  readonly canSync: boolean;
  readonly history: readonly Entry[];
}

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

function change(state: State): Pick<SeatsView, 'before' | 'after'> {
  if (state.status === 'held') return { before: state.before, after: state.after };
  if (state.status === 'drift') return { before: state.theirs, after: state.ours };
  return { before: null, after: null };
}

const whoseMove: Readonly<Record<State['status'], WhoseMove>> = {
  notStarted: 'you',
  inSync: 'nobody',
  debouncing: 'us',
  waiting: 'us',
  held: 'you',
  drift: 'you',
  needsYou: 'you',
  off: 'nobody',
};

function sentence(state: State, context: SeatsContext): string {
  const counted = countedSeats(context);
  switch (state.status) {
    case 'notStarted':
      return context.definition === 'none'
        ? `Not started. ${OFF}`
        : `Not started. We count ${counted}; nothing is written until you look at the preview and start syncing.`;
    case 'inSync':
      return inSync(state, counted);
    case 'debouncing':
      return `We count ${counted}. It is sent after ${state.until}, with what else is reported until then.`;
    case 'waiting':
      return `Waiting for its turn with HaloPSA. We count ${counted}.`;
    case 'held':
      return `Held: ${held(state, context)} Nothing is written until you approve or dismiss it.`;
    case 'drift':
      return `Somebody changed the licence in HaloPSA to ${state.theirs}${lastWritten(state.written)}. Ours is ${seats(state.ours, state.definition)}: choose ours or theirs.`;
    case 'needsYou':
      return `HaloPSA did not take the seat count. ${state.problem.detail}`;
    case 'off':
      return `Off. ${OFF}`;
  }
}

const OFF = 'Sync Seat is set to "Do not sync seats", so nothing is written to HaloPSA.';

function inSync({ accepted, written, seen }: State, counted: string): string {
  if (accepted !== null) {
    return `HaloPSA keeps ${accepted.theirs}, as you chose, instead of ${accepted.insteadOf}. We count ${counted}.`;
  }
  const count = written?.count ?? seen?.count;
  return count === undefined
    ? `Ready. We count ${counted}; it is sent with the next report or reconcile, or as soon as you ask for a sync.`
    : `In sync: HaloPSA holds ${count}. We count ${counted}.`;
}

function held({ reason, before, after, definition }: Held, { policy, report }: SeatsContext): string {
  const change = `${before} → ${seats(after, definition)}`;
  switch (reason) {
    case 'largeChange':
      return `${change} is a change of more than ${policy.largeChange.percent} % and more than ${policy.largeChange.seats} seats.`;
    case 'dropToZero':
      return `${change} would leave nothing to bill.`;
    case 'oldReport':
      return `${change} comes from a report of ${report.observedAt}, older than ${policy.maxReportAgeHours} ${policy.maxReportAgeHours === 1 ? 'hour' : 'hours'}.`;
    case 'inactiveOrganization':
      return `${change} is for an organization that is not active (${report.status}).`;
  }
}

const lastWritten = (written: Written | null): string =>
  written === null ? '' : `; we had left it at ${written.count}`;

function countedSeats({ definition, report }: SeatsContext): string {
  const wanted = wantedSeats(definition, report);
  return wanted === null ? 'no seats to sync' : seats(wanted, definition);
}

const seats = (count: number, definition: SeatCount): string =>
  definition === 'none' ? `${count} seats` : `${count} ${definition} ${count === 1 ? 'seat' : 'seats'}`;

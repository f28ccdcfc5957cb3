import type { OrganizationReport, Problem, SeatCount } from '../schema';
import { wantedSeats } from './decision';
import type { SeatPolicy } from './policy-schema';
import type { Drift, Held, HeldReason, NotTaken, State, Written } from './state';

/*
 * What a person reads of a seat sync. Times are fields of the answer, not parts of a sentence.
 */

export const NOTHING_SENT = 'No seat count is waiting to be sent.';
export const NOTHING_HELD = 'No seat change is held.';
export const NOTHING_COLLECTED = 'No seat change is being collected.';
export const NO_DRIFT = 'There is no difference to HaloPSA to decide about.';
export const START_FIRST = 'Look at the preview and start syncing first.';
export const CHOOSE_SEATS_FIRST = 'Sync Seat is set to "Do not sync seats". Choose which seats to sync first.';
const OFF = 'Sync Seat is set to "Do not sync seats", so nothing is written to HaloPSA.';

export const heldNow = ({ before, after }: Held): string =>
  `The held change is now ${before} → ${after}. Look at it again before you decide.`;

export const driftNow = ({ ours, theirs }: Drift): string =>
  `HaloPSA now holds ${theirs}, and we count ${ours}. Look at it again before you decide.`;

/** What the history says. */
export const WRITTEN_LATE = 'It was on its way when the mapping was changed.';

export const leftBehind = (from: string, next: string | null): string =>
  next === null ? `Unlinked from ${from}; its count stays.` : `Mapped to ${next}; ${from} keeps its count.`;

const NOT_TAKEN = 'HaloPSA did not take the seat count';

/** `before` and `after` are fields of the history. */
export const notTaken = ({ after, keeps, licence }: NotTaken): Problem => ({
  code: 'seats.notTaken',
  detail: `${NOT_TAKEN}: it keeps ${keeps}, although ${after} was sent twice. Open the Software Licence ${licence} in HaloPSA and see whether its count can be changed there, and whether a rule or another integration sets it; then sync again.`,
});

export const heldBecause: Readonly<Record<HeldReason, string>> = {
  largeChange: 'A large change.',
  dropToZero: 'A drop to 0.',
  oldReport: 'An old report.',
  inactiveOrganization: 'The organization is not active.',
};

/** What a seat sync goes by. It is kept in the organization and in the connection. */
export interface SeatsContext {
  readonly report: OrganizationReport;
  readonly definition: SeatCount;
  readonly policy: SeatPolicy;
}

export function sentence(state: State, context: SeatsContext): string {
  const ours = ourSeats(context);
  switch (state.status) {
    case 'notStarted':
      return context.definition === 'none'
        ? `Not started. ${OFF}`
        : `Not started. We count ${ours}; nothing is written before you have looked at the preview.`;
    case 'inSync':
      return inSync(state, ours);
    case 'debouncing':
      return `We count ${ours}. It is sent soon, with what else is reported until then.`;
    case 'waiting':
      return `Waiting for its turn with HaloPSA. We count ${ours}.`;
    case 'held':
      return `Held: ${held(state, context)} Nothing is written until you approve or dismiss it.`;
    case 'drift':
      return `Somebody changed the licence in HaloPSA to ${state.theirs}${lastWritten(state.written)}. Ours is ${seats(state.ours, state.definition)}: choose ours or theirs.`;
    case 'needsYou':
      return needsYou(state.problem);
    case 'off':
      return `Off. ${OFF}`;
  }
}

const needsYou = ({ code, detail }: Problem): string =>
  code === 'seats.notTaken' ? detail : `${NOT_TAKEN}. ${detail}`;

function inSync({ accepted, written, seen }: State, ours: string): string {
  if (accepted !== null) {
    return `HaloPSA keeps ${accepted.theirs}, as you chose, instead of ${accepted.insteadOf}. We count ${ours}.`;
  }
  const count = written?.count ?? seen?.count;
  return count === undefined
    ? `Ready. We count ${ours}; it is sent with the next report or reconcile, or as soon as you ask for a sync.`
    : `In sync: HaloPSA holds ${count}. We count ${ours}.`;
}

function held({ reason, before, after, definition }: Held, { policy, report }: SeatsContext): string {
  const change = `${before} → ${seats(after, definition)}`;
  switch (reason) {
    case 'largeChange':
      return `${change} is a change of more than ${policy.largeChange.percent} % and more than ${policy.largeChange.seats} seats.`;
    case 'dropToZero':
      return `${change} would leave nothing to bill.`;
    case 'oldReport':
      return `${change} comes from a report that is older than ${policy.maxReportAgeHours} ${policy.maxReportAgeHours === 1 ? 'hour' : 'hours'}.`;
    case 'inactiveOrganization':
      return `${change} is for an organization that is not active (${report.status}).`;
  }
}

const lastWritten = (written: Written | null): string =>
  written === null ? '' : `; we had left it at ${written.count}`;

function ourSeats({ definition, report }: SeatsContext): string {
  const wanted = wantedSeats(definition, report);
  return wanted === null ? 'no seats to sync' : seats(wanted, definition);
}

const seats = (count: number, definition: SeatCount): string =>
  definition === 'none' ? `${count} seats` : `${count} ${definition} ${count === 1 ? 'seat' : 'seats'}`;

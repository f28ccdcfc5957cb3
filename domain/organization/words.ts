import type { Problem } from '../schema';
import type { State } from './state';

/*
 * What a person reads of an organization's mapping, and why it cannot be changed as it was asked. Times are fields of the answer,
 * not parts of a sentence.
 */

export function sentence(state: State): string {
  switch (state.status) {
    case 'unmapped':
      return 'Not mapped to a Customer in HaloPSA.';
    case 'checking':
      return 'The mapping is being checked with HaloPSA.';
    case 'pendingCheck':
      return `Saved. It is checked as soon as HaloPSA answers. ${state.problem.detail}`;
    case 'refused':
      return `HaloPSA does not accept this mapping; choose again. ${state.problem.detail}`;
    case 'mapped':
      return `Mapped to ${state.mapping.customerName}, ${state.mapping.softwareLicenceName}.`;
    case 'needsAttention':
      return `The mapping needs you. ${state.problem.detail}`;
    case 'kept':
      return `Kept for some time; it comes back when ${state.siteUrl} is connected again.`;
  }
}

const NOT_MAPPED = 'No seats are sent while the organization is not mapped.';
const BEING_CHECKED = 'No seats are sent until the mapping is checked.';

/** Why no seats are sent while the organization is not mapped, or no longer. */
export const seatsUnsent: Readonly<Record<Exclude<State['status'], 'mapped'>, string>> = {
  unmapped: NOT_MAPPED,
  refused: NOT_MAPPED,
  kept: NOT_MAPPED,
  checking: BEING_CHECKED,
  pendingCheck: BEING_CHECKED,
  needsAttention: 'No seats are sent until you have put the mapping right.',
};

export const SEATS_PAUSED = 'Seat sync pauses until the ticket mapping is chosen. Nothing that was reported is lost.';

/** Null where all of them are listed. */
export function unreadableNote(count: number): string | null {
  if (count === 0) return null;
  const are = count === 1 ? '1 organization is' : `${count} organizations are`;
  return `${are} not listed, because another version of this service wrote what they show. Nothing of them is lost; ask your operator to update it.`;
}

export const REPORTED_AHEAD =
  'This is more than 5 minutes ahead of our time. Set the clock of what counts the seats right, then report again.';

export const REPORTED_LONG_AGO =
  'This is more than 10 years ago. Set the clock of what counts the seats right, then report again.';
export const OBSERVED_AT_TOO_LONG = 'This time has too many digits. Send it as in "2026-10-01T12:00:00.000Z".';

export const REPORT_TAKEN = 'The report is taken.';
export const REPORT_NOT_TAKEN =
  'The report is not taken: a newer one is held, which this answer shows. Report what is counted now.';

export const LOOK_AGAIN = 'Look at the mapping again before you save.';

export function whatChanged(state: State): string {
  if (state.status === 'pendingCheck' || state.status === 'refused') {
    return `${state.by.name} chose another mapping meanwhile. ${LOOK_AGAIN}`;
  }
  const change = state.changes[0];
  if (change === undefined) return `Somebody else changed this mapping. ${LOOK_AGAIN}`;
  const what =
    change.to === null ? 'unlinked it' : `mapped it to ${change.to.customerName}, ${change.to.softwareLicenceName}`;
  return `${change.by.name} ${what} meanwhile. ${LOOK_AGAIN}`;
}

export function notMapped({ status, report }: State): string {
  if (status === 'needsAttention') return `The mapping of ${report.name} needs you first.`;
  return `${report.name} is not mapped to a Software Licence, or not checked yet.`;
}

/** The trouble of an edit that waited for HaloPSA, not of the mapping in force. */
export const ofEdit = (problem: Problem): Problem => ({
  ...problem,
  detail: `The Software Licence that was chosen instead cannot be used. ${problem.detail}`,
});

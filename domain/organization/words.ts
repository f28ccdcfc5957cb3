import type { Problem } from '../schema';
import type { State } from './state';

/*
 * What a person reads when an organization's mapping cannot be changed as it was asked.
 */

export const LOOK_AGAIN = 'Look at the mapping again before you save.';

export function whatChanged(state: State): string {
  if (state.status === 'pendingCheck' || state.status === 'refused') {
    return `${state.by.name} chose another mapping at ${state.at}. ${LOOK_AGAIN}`;
  }
  const change = state.changes[0];
  if (change === undefined) return `Somebody else changed this mapping. ${LOOK_AGAIN}`;
  const what =
    change.to === null ? 'unlinked it' : `mapped it to ${change.to.customerName}, ${change.to.softwareLicenceName}`;
  return `${change.by.name} ${what} at ${change.at}. ${LOOK_AGAIN}`;
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

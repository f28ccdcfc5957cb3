import type { OrganizationReport } from '../schema';

const AHEAD_MILLISECONDS = 5 * 60_000;

/** Whether a report is of the future: such a one would make every later one an older one, and those are not taken. */
export const isAhead = (observedAt: OrganizationReport['observedAt'], at: number): boolean =>
  Date.parse(observedAt) > at + AHEAD_MILLISECONDS;

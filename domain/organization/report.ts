import type { OrganizationReport } from '../schema';

type Observed = Pick<OrganizationReport, 'observedAt'>;

const AHEAD_MILLISECONDS = 5 * 60_000;
const LONG_AGO_MILLISECONDS = 10 * 365 * 24 * 3_600_000;

/** Whether a report is of the future by more than clocks differ. */
export const isAhead = (observedAt: string, at: number): boolean => Date.parse(observedAt) > at + AHEAD_MILLISECONDS;

/** Whether a report is of a time when nobody counted seats for us. */
export const isLongAgo = (observedAt: string, at: number): boolean =>
  Date.parse(observedAt) < at - LONG_AGO_MILLISECONDS;

/** A report as it came in at `at`, its time in UTC. A clock that runs ahead must not make the reports after it older ones. */
export const received = <Report extends Observed>(report: Report, at: number): Report => ({
  ...report,
  observedAt: new Date(Math.min(Date.parse(report.observedAt), at)).toISOString(),
});

/** Only the newest report counts, whatever order they come in. */
export const isOlder = (one: Observed, other: Observed): boolean =>
  Date.parse(one.observedAt) < Date.parse(other.observedAt);

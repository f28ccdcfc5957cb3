import type { LicenceRange } from '../../domain/reconcile/cursor';
import type { OrganizationId, PartnerId } from '../../domain/schema';
import { reconcileWorkflowId } from './workflow-ids';

/**
 * Visibility's query for a partner's running Workflows of one type, in any of `statuses` and mapped to `customers` or `licences` where given.
 * Nothing is escaped: a `PartnerId` holds no quotes by its schema, the rest is ours.
 */
export function runningOf(wanted: {
  readonly partnerId: PartnerId;
  readonly workflowType: string;
  readonly statuses?: readonly string[] | undefined;
  readonly syncStatuses?: readonly string[] | undefined;
  readonly organizations?: readonly OrganizationId[] | undefined;
  readonly customers?: readonly number[] | undefined;
  readonly licences?: LicenceRange | undefined;
}): string {
  const { partnerId, workflowType, statuses, syncStatuses, organizations, customers, licences } = wanted;
  return [
    `PartnerId = "${partnerId}" AND WorkflowType = "${workflowType}" AND ExecutionStatus = "Running"`,
    ...(statuses === undefined ? [] : [inStatus(statuses)]),
    ...(syncStatuses === undefined ? [] : [`SeatSync IN (${quoted(syncStatuses)})`]),
    ...(organizations === undefined ? [] : [`OrganizationId IN (${quoted(organizations)})`]),
    ...(customers === undefined ? [] : [`CustomerId IN (${quoted(customers)})`]),
    ...(licences === undefined ? [] : [inRange(licences)]),
  ].join(' AND ');
}

/**
 * Visibility's queries for what changed since a time: rows that are shown since then, runs that began, runs that ended. In one
 * query Temporal would look at all that the partner has; each of these has an index of its own. A run that goes on ends, for
 * Temporal on SQL, in the year 9999.
 */
export function changesOf(
  { partnerId, workflowType }: { readonly partnerId: PartnerId; readonly workflowType: string },
  since: Date,
): readonly string[] {
  const from = `"${since.toISOString()}"`;
  const changes = [
    `ShownAt >= ${from}`,
    `ExecutionTime >= ${from}`,
    `CloseTime BETWEEN ${from} AND "9000-01-01T00:00:00Z"`,
  ];
  return changes.map((change) => `PartnerId = "${partnerId}" AND WorkflowType = "${workflowType}" AND ${change}`);
}

/** The runs of a list that were answered by HaloPSA, newest first. A Workflow Id of ours holds no quotes. */
export const listedRunsOf = (workflowId: string): string =>
  `WorkflowId = "${workflowId}" AND ExecutionStatus = "Completed" AND ${inStatus(['listed'])}`;

/** Reconciles of a partner, by hand or by the Schedule, which adds a time to the id; the running ones and the newest first. */
export const reconcileRunsOf = (partnerId: PartnerId): string =>
  `PartnerId = "${partnerId}" AND WorkflowId STARTS_WITH "${reconcileWorkflowId(partnerId)}" AND WorkflowType = "seatReconcile"`;

function inRange(range: LicenceRange): string {
  if ('ids' in range) return `SoftwareLicenceId IN (${range.ids.join(', ')})`;
  const { after, upTo } = range;
  return `SoftwareLicenceId > ${after}${upTo === null ? '' : ` AND SoftwareLicenceId <= ${upTo}`}`;
}

// Unquoted, Temporal takes `Status` for a keyword of its query language and refuses the query.
const inStatus = (statuses: readonly string[]): string => `\`Status\` IN (${quoted(statuses)})`;

const quoted = (values: readonly (string | number)[]): string => values.map((value) => `"${value}"`).join(', ');

import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import { initial } from '../../domain/organization/machine';
import { isAhead, isLongAgo, isOlder, received } from '../../domain/organization/report';
import { row } from '../../domain/organization/view';
import { OrganizationRow } from '../../domain/organization/view-schema';
import {
  OBSERVED_AT_TOO_LONG,
  REPORT_NOT_TAKEN,
  REPORT_TAKEN,
  REPORTED_AHEAD,
  REPORTED_LONG_AGO,
} from '../../domain/organization/words';
import { OrganizationId, OrganizationReport } from '../../domain/schema';
import { hasTooManySignals } from '../../process/temporal-trouble';
import type { organizationMapping } from '../../workflows';
import {
  newestReportSignal,
  organizationWorkflowId,
  searchAttributes,
  TASK_QUEUE,
  VIEW_MEMO,
} from '../../workflows/messages';
import type { OfOrganization } from '../operation';
import { ofOrganization, ok, operation } from '../operation';
import { placeReporter } from '../place';
import { command, read } from '../temporal-call';
import { tooManyReports } from './reports';

/** Enough for nanoseconds and an offset. What is held from before may be longer, and stays readable. */
const LONGEST_TIME = 40;

const NewReport = OrganizationReport.extend({
  observedAt: OrganizationReport.shape.observedAt
    .max(LONGEST_TIME, OBSERVED_AT_TOO_LONG)
    .refine((observedAt) => !isAhead(observedAt, Date.now()), REPORTED_AHEAD)
    .refine((observedAt) => !isLongAgo(observedAt, Date.now()), REPORTED_LONG_AGO),
});

const Organization = z
  .object({
    organizationId: OrganizationId,
    taken: z.boolean().describe('Whether the report counts. Where it does not, the newer one that is held is shown.'),
    message: z.string(),
    ...OrganizationReport.shape,
  })
  .meta({ id: 'Organization' });

export const registerOrganization = operation({
  summary: 'Registers an organization, or reports its seats; the newest report counts.',
  permission: 'act',
  limit: 'reports',
  input: { params: ofOrganization, body: NewReport },
  answers: { 200: Organization },
  handle: async (call) => {
    const { partnerId, organizationId } = call.params;
    const { client, organizations, reports } = call.deps;
    const workflowId = organizationWorkflowId(partnerId, organizationId);
    const report = received(call.body, Date.now());
    const notTaken = (newer: OrganizationReport) =>
      ok({ organizationId, taken: false, message: REPORT_NOT_TAKEN, ...newer });

    reports.count(workflowId);
    const known = newest(reports.newest(workflowId), await readHeld(client, workflowId));
    if (known !== null && isOlder(report, known)) return notTaken(known);
    await tell(call, workflowId, report);
    reports.told(workflowId, report);
    organizations.told(partnerId, organizationId);
    await placeReporter(call.deps, call.caller);
    const told = reports.newest(workflowId);
    if (told !== null && isOlder(report, told)) return notTaken(told);
    return ok({ organizationId, taken: true, message: REPORT_TAKEN, ...report });
  },
});

/** A run continues as new long before. One that has come so far has no worker, or not enough of one. */
const EVENTS_WAITING = 5_000;
const WAIT_MILLISECONDS = 60_000;

/** The newest report that the organization's Workflow has worked off, or null. @throws ApiError 429 when too many wait for it */
async function readHeld(client: Client, workflowId: string): Promise<OrganizationReport | null> {
  const found = await read(client, () => client.workflow.getHandle(workflowId).describe()).catch(unlessMissing);
  if (found?.status.name !== 'RUNNING') return null;
  if (found.historyLength >= EVENTS_WAITING) throw tooManyReports(WAIT_MILLISECONDS);
  // One that cannot be read (another version of ours wrote it) takes the next report.
  const row = OrganizationRow.safeParse(found.memo?.[VIEW_MEMO]).data;
  return row === undefined ? null : { name: row.name, ...row.report };
}

function unlessMissing(error: unknown): null {
  if (error instanceof WorkflowNotFoundError) return null;
  throw error;
}

/** A Signal, so that an organization is registered even while no worker runs and HaloPSA is down (acceptance 46). */
async function tell(
  { params: { partnerId, organizationId }, deps: { client, timings } }: OfOrganization,
  workflowId: string,
  report: OrganizationReport,
): Promise<void> {
  const view = row(initial(partnerId, organizationId, report));
  await command(client, () =>
    client.workflow.signalWithStart<typeof organizationMapping, [OrganizationReport]>('organizationMapping', {
      workflowId,
      taskQueue: TASK_QUEUE,
      args: [{ partnerId, organizationId, report, timings }],
      signal: newestReportSignal,
      signalArgs: [report],
      memo: { [VIEW_MEMO]: view },
      typedSearchAttributes: [
        { key: searchAttributes.partnerId, value: partnerId },
        { key: searchAttributes.organizationId, value: organizationId },
        { key: searchAttributes.status, value: view.status },
      ],
      staticSummary: `Organization ${organizationId} of partner ${partnerId}`,
      staticDetails: 'What the portal reports of the organization, and what it is mapped to in HaloPSA.',
    }),
  ).catch((error: unknown) => {
    throw hasTooManySignals(error) ? tooManyReports(WAIT_MILLISECONDS, error) : error;
  });
}

function newest(one: OrganizationReport | null, other: OrganizationReport | null): OrganizationReport | null {
  if (one === null || other === null) return one ?? other;
  return isOlder(one, other) ? other : one;
}

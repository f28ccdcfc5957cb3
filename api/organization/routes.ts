import { z } from 'zod';
import type { Place } from '../../domain/organization/list';
import { countsOf, pageOf } from '../../domain/organization/list';
import { initial } from '../../domain/organization/machine';
import { isAhead } from '../../domain/organization/report';
import { row } from '../../domain/organization/view';
import { MappingStatus, OrganizationRow } from '../../domain/organization/view-schema';
import { REPORTED_AHEAD } from '../../domain/organization/words';
import { OrganizationId, OrganizationReport } from '../../domain/schema';
import type { organizationMapping } from '../../workflows';
import {
  organizationReportedSignal,
  organizationWorkflowId,
  searchAttributes,
  TASK_QUEUE,
  VIEW_MEMO,
} from '../../workflows/messages';
import { ofOrganization, ofPartner, ok, operation } from '../operation';
import { placeReporter } from '../place';
import { ApiError } from '../problem';
import { command } from '../temporal-call';

const NewReport = OrganizationReport.extend({
  observedAt: OrganizationReport.shape.observedAt.refine(
    (observedAt) => !isAhead(observedAt, Date.now()),
    REPORTED_AHEAD,
  ),
});

const Organization = z
  .object({ organizationId: OrganizationId, ...OrganizationReport.shape })
  .meta({ id: 'Organization' });

/** A Signal, so that an organization is registered even while no worker runs and HaloPSA is down (acceptance 46). */
export const registerOrganization = operation({
  summary: 'Registers an organization, or reports its seats.',
  permission: 'act',
  input: { params: ofOrganization, body: NewReport },
  answers: { 200: Organization },
  handle: async ({ params: { partnerId, organizationId }, body: report, caller, deps }) => {
    const { client, timings, organizations } = deps;
    const view = row(initial(partnerId, organizationId, report));
    await command(client, () =>
      client.workflow.signalWithStart<typeof organizationMapping, [OrganizationReport]>('organizationMapping', {
        workflowId: organizationWorkflowId(partnerId, organizationId),
        taskQueue: TASK_QUEUE,
        args: [{ partnerId, organizationId, report, timings }],
        signal: organizationReportedSignal,
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
    );
    organizations.told(partnerId, organizationId);
    await placeReporter(deps, caller);
    return ok({ organizationId, ...report });
  },
});

const PAGE_SIZE = 100;

export const Organizations = z
  .object({
    items: z.array(OrganizationRow),
    counts: z.record(MappingStatus, z.int()).describe('How many organizations of the partner have each status.'),
    next: z.string().nullable().describe('The cursor of the next page.'),
  })
  .meta({ id: 'Organizations' });

/** The last row of a page, by what the rows are sorted by. */
const Cursor = z.tuple([z.string(), z.string()]);

export const listOrganizations = operation({
  summary: `The partner's organizations by name, ${PAGE_SIZE} a page.`,
  permission: 'readSeats',
  input: {
    params: ofPartner,
    query: z.strictObject({
      mapping: MappingStatus.optional().describe('Only those with this status.'),
      search: z.string().trim().max(100).default('').describe('Part of the name.'),
      cursor: z.string().max(2048).optional().describe('`next` of the page before.'),
    }),
  },
  answers: { 200: Organizations },
  handle: async ({ params: { partnerId }, query: { mapping, search, cursor }, deps }) => {
    const after = cursor === undefined ? null : parseCursor(cursor);
    const rows = await deps.organizations.rows(partnerId);
    const { items, last } = pageOf(rows, { status: mapping, search, after, size: PAGE_SIZE });
    return ok({ items, counts: countsOf(rows), next: last === null ? null : cursorOf(last) });
  },
});

const cursorOf = ({ name, organizationId }: Place): string =>
  Buffer.from(JSON.stringify([name, organizationId])).toString('base64url');

function parseCursor(cursor: string): Place {
  try {
    const [name, organizationId] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { name, organizationId };
  } catch {
    const problem = 'Take it from `next` of the page before.';
    throw new ApiError(400, 'invalid', 'Check cursor.', { fields: { cursor: problem } });
  }
}

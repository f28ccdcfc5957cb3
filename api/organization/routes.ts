import { z } from 'zod';
import { initial } from '../../domain/organization/machine';
import type { OrganizationRow } from '../../domain/organization/row-schema';
import { row } from '../../domain/organization/view';
import { OrganizationReport } from '../../domain/schema';
import type { organizationMapping } from '../../workflows';
import {
  organizationReportedSignal,
  organizationWorkflowId,
  searchAttributes,
  TASK_QUEUE,
  VIEW_MEMO,
} from '../../workflows/messages';
import { runningOf } from '../../workflows/messages/visibility';
import { MappingStatus, Organization, Organizations } from '../answers';
import { ofOrganization, ofPartner, ok, operation } from '../operation';
import { ApiError } from '../problem';
import { command } from '../temporal-call';
import { readRows } from './rows';

const AHEAD_MILLISECONDS = 5 * 60_000;
const AHEAD =
  'This is more than 5 minutes ahead of our time. Set the clock of what counts the seats right, then report again.';

/** A report of the future would make every later one an older one, and those are not taken. */
const NewReport = OrganizationReport.extend({
  observedAt: OrganizationReport.shape.observedAt.refine(
    (observedAt) => Date.parse(observedAt) <= Date.now() + AHEAD_MILLISECONDS,
    AHEAD,
  ),
});

/** A Signal, so that an organization is registered even while no worker runs and HaloPSA is down (acceptance 46). */
export const registerOrganization = operation({
  summary: 'Registers an organization, or reports its seats.',
  permission: 'act',
  input: { params: ofOrganization, body: NewReport },
  answers: { 200: Organization },
  handle: async ({ params: { partnerId, organizationId }, body: report, deps: { client, timings } }) => {
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
    return ok({ organizationId, ...report });
  },
});

const PAGE_SIZE = 100;

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
  handle: async ({ params: { partnerId }, query: { mapping, search, cursor }, deps: { client } }) => {
    const after = cursor === undefined ? null : parseCursor(cursor);
    const rows = await readRows(client, runningOf({ partnerId, workflowType: 'organizationMapping' }));
    const wanted = search.toLowerCase();
    const found = rows
      .filter((one) => (mapping === undefined || one.status === mapping) && one.name.toLowerCase().includes(wanted))
      .sort(byName)
      .filter((one) => after === null || byName(one, after) > 0);
    const items = found.slice(0, PAGE_SIZE);
    return ok({ items, counts: countsOf(rows), next: found.length > PAGE_SIZE ? cursorOf(items) : null });
  },
});

type Named = Pick<OrganizationRow, 'name' | 'organizationId'>;

const names = new Intl.Collator('en', { numeric: true });

const byName = (a: Named, b: Named): number =>
  names.compare(a.name, b.name) ||
  (a.organizationId < b.organizationId ? -1 : Number(a.organizationId > b.organizationId));

function countsOf(rows: readonly OrganizationRow[]): Record<OrganizationRow['status'], number> {
  const counts = { unmapped: 0, checking: 0, pendingCheck: 0, refused: 0, mapped: 0, needsAttention: 0, kept: 0 };
  for (const { status } of rows) counts[status] += 1;
  return counts;
}

function cursorOf(items: readonly Named[]): string | null {
  const last = items.at(-1);
  return last === undefined
    ? null
    : Buffer.from(JSON.stringify([last.name, last.organizationId])).toString('base64url');
}

function parseCursor(cursor: string): Named {
  try {
    const [name, organizationId] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { name, organizationId };
  } catch {
    const problem = 'Take it from `next` of the page before.';
    throw new ApiError(400, 'invalid', 'Check cursor.', { fields: { cursor: problem } });
  }
}

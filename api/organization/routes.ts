import { z } from 'zod';
import type { Place } from '../../domain/organization/list';
import { countsOf, pageOf } from '../../domain/organization/list';
import { MappingStatus, OrganizationRow } from '../../domain/organization/view-schema';
import { text } from '../../domain/schema';
import { ofPartner, ok, operation } from '../operation';
import { ApiError } from '../problem';

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
  // Those who look at once are answered by one reading, which takes seconds where it is the first.
  limit: 'lists',
  input: {
    params: ofPartner,
    query: z.strictObject({
      mapping: MappingStatus.optional().describe('Only those with this status.'),
      search: text(100).default('').describe('Part of the name.'),
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

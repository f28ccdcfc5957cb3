import { z } from 'zod';
import { pageOf } from '../../domain/organization/list';
import {
  Direction,
  ListedOrganization,
  ListView,
  Sort,
  StatusCounts,
  ViewCounts,
} from '../../domain/organization/list-schema';
import { MappingStatus } from '../../domain/organization/view-schema';
import { unreadableNote } from '../../domain/organization/words';
import { OrganizationId, text } from '../../domain/schema';
import { ofPartner, ok, operation } from '../operation';
import { wholeNumber } from '../whole-number';
import { cursorOf, placeIn } from './cursor';

const Size = z.int().min(1, 'Give 1 to 500.').max(500, 'Give 1 to 500.').default(100);

/** How many of those that cannot be read are named. */
const UNREADABLE_NAMED = 100;

export const Organizations = z
  .object({
    items: z.array(ListedOrganization),
    counts: StatusCounts,
    views: ViewCounts,
    unreadable: z
      .array(OrganizationId)
      .describe(`The first ${UNREADABLE_NAMED} organizations that are there, but cannot be listed.`),
    note: z.string().nullable().describe('What is wrong with the list, for a person.'),
    next: z.string().nullable().describe('The cursor of the next page.'),
  })
  .meta({ id: 'Organizations' });

export const listOrganizations = operation({
  summary: "The partner's organizations, page by page.",
  permission: 'readSeats',
  // Those who look at once are answered by one reading, which takes seconds where it is the first.
  limit: 'lists',
  input: {
    params: ofPartner,
    query: z.strictObject({
      view: ListView.default('all'),
      mapping: MappingStatus.optional().describe('Only those with this status.'),
      search: text(100)
        .default('')
        .describe(
          'Part of the name of the organization, its customer or its software licence; case and accents do not count.',
        ),
      sort: Sort.default('name'),
      direction: Direction.default('asc'),
      cursor: z
        .string()
        .max(4096)
        .optional()
        .describe('`next` of the page before, with the same `sort` and `direction`.'),
      limit: wholeNumber.optional().pipe(Size).describe('How many a page has at most.'),
    }),
  },
  answers: { 200: Organizations },
  handle: async ({ params: { partnerId }, query, deps }) => {
    const { view, mapping: status, search, sort, direction, cursor, limit: size } = query;
    const order = { sort, direction };
    const after = cursor === undefined ? null : placeIn(cursor, order);
    const { ordered, counts, unreadable } = await deps.organizations.look(partnerId);
    const { items, last } = pageOf(ordered(order), { view, status, search, order, after, size });
    const { statuses, views } = counts();
    return ok({
      items,
      counts: statuses,
      views,
      unreadable: unreadable.slice(0, UNREADABLE_NAMED),
      note: unreadableNote(unreadable.length),
      next: last === null ? null : cursorOf(order, last),
    });
  },
});

import { oddInHalo } from '../domain/odd';
import type { Choice, Choices, ChoicesRequest, PartnerId } from '../domain/schema';
import type { CallOptions, HaloAccess, HaloClient } from '../halo';
import { choicePage } from '../halo';
import { callCurrent } from './access';
import type { Dependencies, Listed } from './dependencies';
import { heartbeating } from './heartbeat';

/** Rows of a list, and what has to be said of it. */
interface Listing extends Pick<Choices, 'items' | 'nextPage'> {
  readonly isComplete: boolean;
  readonly unreadable: number;
}

/** More in one answer would not fit into a Workflow. */
const MOST_ROWS = 1_000;

export function choiceActivities(deps: Dependencies) {
  return {
    listChoices: ({ partnerId, request }: { partnerId: PartnerId; request: ChoicesRequest }): Promise<Listed> =>
      heartbeating(() =>
        callCurrent(deps, partnerId, async (to, options, { access: { site } }) => {
          const listing = await readList(deps.halo, { to, options }, request);
          const { nextPage } = listing;
          const items = listing.items.slice(0, MOST_ROWS);
          const note = noteOf(listing, request.list);
          return {
            siteUrl: site.siteUrl,
            choices: { items, nextPage, fetchedAt: new Date().toISOString(), stale: false, note },
          };
        }),
      ),

    /** What the list answered the last time, from the HaloPSA that is connected now; null when it never did. */
    lastChoices: ({ partnerId, workflowId }: { partnerId: PartnerId; workflowId: string }): Promise<Listed | null> =>
      heartbeating(async () => {
        const answer = await deps.workflows.access(partnerId);
        const last = 'access' in answer ? await deps.workflows.lastChoices(workflowId) : null;
        return last !== null && 'access' in answer && last.siteUrl === answer.access.site.siteUrl ? last : null;
      }),
  };
}

async function readList(
  halo: HaloClient,
  { to, options }: { to: HaloAccess; options: CallOptions },
  request: ChoicesRequest,
): Promise<Listing> {
  switch (request.list) {
    case 'ticket-types':
      return choices(await halo.ticketTypes(to, { creatableOnly: true }, options), ({ defaultSlaId }) => ({
        defaultSlaId,
      }));
    case 'slas':
      return choices(await halo.slas(to, options));
    case 'priorities': {
      const { slaId } = request;
      const priorities = await halo.priorities(to, { slaId }, options);
      const items = priorities.items.filter(({ hidden }) => !hidden);
      return choices({ ...priorities, items }, () => ({ slaId }));
    }
    case 'customers': {
      const { search } = request;
      return choices(await choicePage((page) => halo.customers(to, { search, page }, options), request.page));
    }
    case 'software-licences': {
      const { customerId } = request;
      const query = { customerId, includeInactive: true };
      const read = (page: number) => halo.softwareLicences(to, { ...query, page }, options);
      const licences = await choicePage(read, request.page);
      const items = licences.items.filter(({ deleted }) => !deleted);
      return choices({ ...licences, items }, ({ count, active }) => ({
        customerId,
        count: count ?? undefined,
        active,
      }));
    }
  }
}

interface Row {
  readonly id: number;
  readonly name: string;
  readonly odd: readonly string[];
}

/** A list as a form shows it: of each row what is needed, and what is odd about it. */
function choices<Item extends Row>(
  list: Omit<Listing, 'items' | 'nextPage'> & { items: Item[]; nextPage?: number | null },
  more: (row: Item) => Partial<Choice> = () => ({}),
): Listing {
  const items = list.items.map((row): Choice => {
    const { id, name, odd } = row;
    return { id, name, ...more(row), ...(odd.length > 0 && { odd: oddInHalo(name, odd) }) };
  });
  return { nextPage: null, ...list, items };
}

function noteOf({ items, nextPage, isComplete, unreadable }: Listing, list: ChoicesRequest['list']): string | null {
  const notes = [
    items.length === 0 && nextPage === null && isComplete && unreadable === 0 && emptyNotes[list],
    items.length > MOST_ROWS &&
      `HaloPSA has ${items.length} of these at once; the first ${MOST_ROWS} are shown. Tell our support if yours is not among them.`,
    unreadable > 0 && `${unreadable} of HaloPSA’s rows have no usable “id” and are left out.`,
    !isComplete &&
      'This list is not complete: HaloPSA does not give it to the end. Search for what is missing, or tell our support your HaloPSA version.',
  ].filter((note) => note !== false);
  return notes.length === 0 ? null : notes.join(' ');
}

/** An empty list and 200 is also how HaloPSA says "not allowed to see" (halopsa-api.md 1.6). */
const emptyNotes: Readonly<Record<ChoicesRequest['list'], string>> = {
  'ticket-types':
    'The agent in HaloPSA sees no ticket type that it may create. Allow it all ticket types, and give it a Default Team other than "No Default Team" (Configuration > Teams & Agents).',
  slas: 'The agent in HaloPSA sees no SLA.',
  priorities: 'This SLA has no priority that can be chosen.',
  customers: 'No customer was found, or the agent in HaloPSA may see none: look at Client Restrictions in its role.',
  'software-licences':
    'This customer has no Software Licence, or the agent in HaloPSA may see none: its role needs Software Licensing: Read and Modify.',
};

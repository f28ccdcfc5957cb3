import type { Choice, Choices, ChoicesRequest, PartnerId } from '../domain/schema';
import type { CallOptions, HaloAccess, HaloClient } from '../halo';
import { callCurrent } from './access';
import type { Dependencies, Listed } from './dependencies';
import { heartbeating } from './heartbeat';

type Items = Pick<Choices, 'items' | 'nextPage'>;

export function choiceActivities(deps: Dependencies) {
  return {
    listChoices: ({ partnerId, request }: { partnerId: PartnerId; request: ChoicesRequest }): Promise<Listed> =>
      heartbeating(() =>
        callCurrent(deps, partnerId, async (to, options, { access: { site } }) => {
          const { items, nextPage } = await readList(deps.halo, { to, options }, request);
          const list = { items: items.slice(0, MOST_ITEMS), nextPage, note: noteOf(request, items.length) };
          return { siteUrl: site.siteUrl, choices: { ...list, fetchedAt: new Date().toISOString(), stale: false } };
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
): Promise<Items> {
  switch (request.list) {
    case 'ticket-types':
      return whole(await halo.ticketTypes(to, { creatableOnly: true }, options));
    case 'slas':
      return whole(await halo.slas(to, options));
    case 'priorities': {
      const priorities = await halo.priorities(to, { slaId: request.slaId }, options);
      return whole(priorities.flatMap(({ hidden, ...priority }) => (hidden ? [] : [priority])));
    }
    case 'customers': {
      const { search, page } = request;
      const { items, nextPage } = await halo.customers(to, { search, page }, options);
      return { items: items.map(({ id, name }) => ({ id, name })), nextPage };
    }
    case 'software-licences': {
      const { customerId, page } = request;
      const { items, nextPage } = await halo.softwareLicences(to, { customerId, page, includeInactive: true }, options);
      const shown = items.flatMap(({ deleted, customerName: _, ...licence }) => (deleted ? [] : [licence]));
      return { items: shown, nextPage };
    }
  }
}

/** More than HaloPSA is asked for, and than anybody chooses from. Temporal takes no answer above 2 MB, and the api parses it. */
const MOST_ITEMS = 1_000;

function noteOf({ list }: ChoicesRequest, received: number): string | null {
  if (received === 0) return emptyNotes[list];
  return received <= MOST_ITEMS ? null : `HaloPSA sent ${received} at once; these are the first ${MOST_ITEMS} of them.`;
}

const whole = (items: Choice[]): Items => ({ items, nextPage: null });

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

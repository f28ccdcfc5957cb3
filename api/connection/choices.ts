import { z } from 'zod';
import { holdersOf } from '../../domain/organization/holders';
import { Choice, ChoicesRequest, Choices as ListedChoices, OrganizationId, orNull } from '../../domain/schema';
import type { OfPartner } from '../operation';
import { ofPartner, ok, operation } from '../operation';
import { refusal } from '../temporal-call';
import { wholeNumber } from '../whole-number';

const Choices = ListedChoices.meta({ id: 'Choices' });

const SoftwareLicenceChoice = Choice.extend({
  mappedTo: orNull(z.object({ organizationId: OrganizationId, name: z.string() })).describe(
    'The organization that has it already.',
  ),
}).meta({ id: 'SoftwareLicenceChoice' });
const SoftwareLicences = ListedChoices.extend({ items: z.array(SoftwareLicenceChoice) }).meta({
  id: 'SoftwareLicences',
});

// Taken from the domain's own schemas, so that what a number or a search may be is said once.
const [, , priorities, customers, softwareLicences] = ChoicesRequest.options;

export const listTicketTypes = listing(
  'Ticket types that tickets can be created as, with their default SLA.',
  z.strictObject({}).transform(() => ({ list: 'ticket-types' as const })),
);

export const listSlas = listing(
  'SLAs.',
  z.strictObject({}).transform(() => ({ list: 'slas' as const })),
);

export const listPriorities = listing(
  'Priorities of an SLA.',
  z
    .strictObject({ slaId: wholeNumber.pipe(priorities.shape.slaId) })
    .transform(({ slaId }) => ({ list: 'priorities' as const, slaId })),
);

export const listCustomers = listing(
  'Customers, page by page; only those that the agent in HaloPSA may see.',
  z
    .strictObject({ search: customers.shape.search, page: wholeNumber.optional().pipe(customers.shape.page) })
    .transform(({ search, page }) => ({ list: 'customers' as const, search, page })),
);

export const listSoftwareLicences = operation({
  summary: 'Software Licences of a Customer, page by page, and which organization has each already.',
  permission: 'act',
  limit: 'lists',
  input: {
    params: ofPartner,
    query: z
      .strictObject({
        customerId: wholeNumber.pipe(softwareLicences.shape.customerId),
        page: wholeNumber.optional().pipe(softwareLicences.shape.page),
      })
      .transform(({ customerId, page }) => ({ list: 'software-licences' as const, customerId, page })),
  },
  answers: { 200: SoftwareLicences },
  handle: async (call) => {
    const [choices, { rows }] = await Promise.all([
      readChoices(call),
      call.deps.organizations.look(call.params.partnerId),
    ]);
    const holders = holdersOf(rows);
    const items = choices.items.map((item) => ({ ...item, mappedTo: holders.get(item.id) ?? null }));
    return ok({ ...choices, items });
  },
});

function listing(summary: string, query: z.ZodType<ChoicesRequest>) {
  return operation({
    summary,
    permission: 'act',
    input: { params: ofPartner, query },
    answers: { 200: Choices },
    limit: 'lists',
    handle: async (call) => ok(await readChoices(call)),
  });
}

/** @throws ApiError with the no of HaloPSA */
async function readChoices({
  params: { partnerId },
  query: request,
  deps,
  left,
}: OfPartner & { readonly query: ChoicesRequest }): Promise<ListedChoices> {
  const answer = await deps.readList({ partnerId, request }, left);
  await deps.turn(partnerId);
  if (answer.status === 'refused') throw refusal(answer.problem);
  return answer.choices;
}

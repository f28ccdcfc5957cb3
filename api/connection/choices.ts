import { z } from 'zod';
import { ChoicesRequest, Choices as ListedChoices } from '../../domain/schema';
import { ofPartner, ok, operation } from '../operation';
import { refusal } from '../temporal-call';
import { wholeNumber } from '../whole-number';

const Choices = ListedChoices.meta({ id: 'Choices' });

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

export const listSoftwareLicences = listing(
  'Software Licences of a Customer, page by page.',
  z
    .strictObject({
      customerId: wholeNumber.pipe(softwareLicences.shape.customerId),
      page: wholeNumber.optional().pipe(softwareLicences.shape.page),
    })
    .transform(({ customerId, page }) => ({ list: 'software-licences' as const, customerId, page })),
);

function listing(summary: string, query: z.ZodType<ChoicesRequest>) {
  return operation({
    summary,
    permission: 'act',
    input: { params: ofPartner, query },
    answers: { 200: Choices },
    limit: 'lists',
    handle: async ({ params: { partnerId }, query: request, deps, left }) => {
      const answer = await deps.readList({ partnerId, request }, left);
      if (answer.status === 'refused') throw refusal(answer.problem);
      return ok(answer.choices);
    },
  });
}

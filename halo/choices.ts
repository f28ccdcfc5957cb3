import type { Calls } from './call';
import type { Page } from './pages';
import type { CallOptions, HaloAccess, PageQuery } from './types';
import { Customer, oneOf, Priority, Sla, Supplier, TicketType } from './wire';

export interface CustomerQuery extends PageQuery {
  search?: string | undefined;
  includeInactive?: boolean | undefined;
}

/** The lists that a person chooses from. An empty list may also mean "the agent can see none" (halopsa-api.md 1.6). */
export function choiceOperations(calls: Calls) {
  return {
    /** Ticket types for requests; `creatableOnly` leaves out those that the agent may not raise (halopsa-api.md 3.1). */
    ticketTypes(
      access: HaloAccess,
      query: { creatableOnly?: boolean } = {},
      options?: CallOptions,
    ): Promise<TicketType[]> {
      const filter = { domain: 'reqs', can_create_only: query.creatableOnly || undefined };
      return calls.list(access, { path: 'TicketType', row: TicketType, query: filter }, options);
    },

    slas(access: HaloAccess, options?: CallOptions): Promise<Sla[]> {
      return calls.list(access, { path: 'SLA', row: Sla }, options);
    },

    /** Priorities of one SLA; a ticket takes `id`, which means another priority in another SLA. The list includes hidden ones. */
    async priorities(access: HaloAccess, { slaId }: { slaId: number }, options?: CallOptions): Promise<Priority[]> {
      const rows = await calls.list(access, { path: 'Priority', row: Priority, query: { slaid: slaId } }, options);
      return rows.filter((row) => row.slaId === slaId);
    },

    customers(access: HaloAccess, query: CustomerQuery = {}, options?: CallOptions): Promise<Page<Customer>> {
      const { search, includeInactive = false, ...paging } = query;
      const filter = { search: search || undefined, includeinactive: includeInactive || undefined };
      const matches = (row: Customer) => includeInactive || !row.inactive;
      return calls.page(
        access,
        { path: 'Client', key: 'clients', row: Customer, query: filter, matches, ...paging },
        options,
      );
    },

    /** @throws HaloError `forbidden` when the agent may not see it; `notFound` when HaloPSA has none of this id. */
    customer(access: HaloAccess, id: number, options?: CallOptions): Promise<Customer> {
      return calls.read(access, { path: `Client/${id}`, schema: oneOf(Customer) }, options);
    },

    suppliers(access: HaloAccess, query: PageQuery = {}, options?: CallOptions): Promise<Page<Supplier>> {
      return calls.page(access, { path: 'Supplier', key: 'suppliers', row: Supplier, ...query }, options);
    },
  };
}

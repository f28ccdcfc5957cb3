import type { Calls } from './call';
import { recordWithId } from './envelopes';
import { folded } from './name';
import type { Page, WholeList } from './pages';
import type { CallOptions, HaloAccess, PageQuery } from './types';
import { Customer, Priority, Sla, Supplier, TicketType } from './wire';

export interface CustomerQuery extends PageQuery {
  search?: string | undefined;
  includeActive?: boolean | undefined;
  includeInactive?: boolean | undefined;
}

const REQUESTS = 'reqs';

/** The lists that a person chooses from. An empty list may also mean "the agent can see none" (halopsa-api.md 1.6). */
export function choiceOperations(calls: Calls) {
  return {
    /** Ticket types for requests; `creatableOnly` leaves out those that the agent may not raise (halopsa-api.md 3.1). */
    ticketTypes(
      access: HaloAccess,
      query: { creatableOnly?: boolean } = {},
      options?: CallOptions,
    ): Promise<WholeList<TicketType>> {
      const { creatableOnly = false } = query;
      const filter = { domain: REQUESTS, can_create_only: creatableOnly || undefined };
      const matches = ({ canCreate, domain }: TicketType) =>
        !(creatableOnly && canCreate === false) && (domain === null || domain.toLowerCase() === REQUESTS);
      return calls.list(access, { path: 'TicketType', row: TicketType, query: filter, matches }, options);
    },

    slas(access: HaloAccess, options?: CallOptions): Promise<WholeList<Sla>> {
      return calls.list(access, { path: 'SLA', row: Sla }, options);
    },

    /** Priorities of one SLA; a ticket takes `id`, which means another priority in another SLA. The list includes hidden ones. */
    priorities(access: HaloAccess, { slaId }: { slaId: number }, options?: CallOptions): Promise<WholeList<Priority>> {
      const matches = (row: Priority) => row.slaId === null || row.slaId === slaId;
      return calls.list(access, { path: 'Priority', row: Priority, query: { slaid: slaId }, matches }, options);
    },

    /** `search` finds part of the name. */
    customers(access: HaloAccess, query: CustomerQuery = {}, options?: CallOptions): Promise<Page<Customer>> {
      const { search = '', includeActive = true, includeInactive = false, ...paging } = query;
      const filter = {
        search: search || undefined,
        search_name_only: search !== '' || undefined,
        includeactive: includeActive ? undefined : false,
        includeinactive: includeInactive || undefined,
      };
      const words = folded(search).split(/\s+/);
      const matches = ({ name, inactive }: Customer) =>
        (inactive ? includeInactive : includeActive) && words.every((word) => folded(name).includes(word));
      const list = { path: 'Client', key: 'clients', row: Customer, query: filter, matches };
      return calls.page(access, { ...list, ...paging }, options);
    },

    /** @throws HaloError `forbidden` when the agent may not see it; `notFound` when HaloPSA has none of this id. */
    customer(access: HaloAccess, id: number, options?: CallOptions): Promise<Customer> {
      return calls.read(access, { path: `Client/${id}`, schema: recordWithId(Customer, id) }, options);
    },

    suppliers(access: HaloAccess, query: PageQuery = {}, options?: CallOptions): Promise<Page<Supplier>> {
      return calls.page(access, { path: 'Supplier', key: 'suppliers', row: Supplier, ...query }, options);
    },
  };
}

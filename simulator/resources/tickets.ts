import { denied, hasClaim, listable, may, requireEdit, requireRead, usableTicketTypes } from '../login/rights';
import { apiAgent, priorities, slas, statusById, statuses, ticketTypeById } from '../store/catalogue';
import { haloDate, NO_DATE } from '../store/clock';
import type { Ticket } from '../store/records';
import type { World } from '../tenant/world';
import { wrapped } from '../wire/paging';
import { empty, notFound, ok, Refused } from '../wire/reply';
import type { Call, Handler } from './call';
import { containing, numericId, where } from './call';
import { seenCustomers } from './customers';

/** Reading and deleting `/Tickets` (halopsa-api.md 3.8). */

const LARGEST_PAGE = 100;

const closedStatuses: readonly number[] = statuses.filter((status) => status.closes).map((status) => status.id);
export const isClosed = (ticket: Ticket): boolean => closedStatuses.includes(ticket.status_id);

function listed({ world }: Call, ticket: Ticket): object {
  const { customers, sites, users } = world.records;
  return Object.assign({}, ticket, {
    details: undefined,
    details_html: undefined,
    client_name: customers.get(ticket.client_id)?.name ?? '',
    site_name: sites.get(ticket.site_id)?.name ?? '',
    user_name: users.get(ticket.user_id)?.name ?? '',
    inactive: false,
  });
}

export function detailed(call: Call, ticket: Ticket) {
  const priority = priorities.find((row) => row.slaid === ticket.sla_id && row.priorityid === ticket.priority_id);
  return {
    ...listed(call, ticket),
    details: ticket.details,
    details_html: ticket.details_html,
    tickettype_name: ticketTypeById.get(ticket.tickettype_id)?.name ?? '',
    status_name: statusById.get(ticket.status_id)?.name ?? '',
    sla_name: slas.find((sla) => sla.id === ticket.sla_id)?.name ?? '',
    priority_name: priority?.name ?? '',
    customfields: call.world.profile.emptyListIsNull ? null : [],
  };
}

/** Tells which tickets the agent may see: those of customers and ticket types that it may use. */
function seenTickets(call: Call): (ticket: Ticket) => boolean {
  const customer = seenCustomers(call);
  const type = usableTicketTypes(call);
  return (ticket) => customer(ticket.client_id) && type(ticket.tickettype_id);
}

/** The filters that the query names. HaloPSA ignores parameters that it does not know. */
function filtersOf({ query }: Call): readonly ((ticket: Ticket) => boolean)[] {
  const oneOf = (ids: readonly number[] | undefined, id: number): boolean => ids === undefined || ids.includes(id);
  const [types, status, customers, ids] = ['requesttype_id', 'status_id', 'client_ids', 'ticketids'].map(query.ints);
  const [open, closed] = [query.flag('open_only'), query.flag('closed_only')];
  const deleted = query.flag('deleted');
  const updatedFrom = query.text('lastupdatefromdate') ?? '';
  const anywhere = containing(query.text('search'));
  const inSummary = containing(query.text('search_summary'));
  const inDetails = containing(query.text('search_details'));
  return [
    (ticket) => ticket.deleted === deleted,
    (ticket) => oneOf(types, ticket.tickettype_id) && oneOf(status, ticket.status_id),
    (ticket) => oneOf(customers, ticket.client_id) && oneOf(ids, ticket.id),
    (ticket) => !(open && isClosed(ticket)) && !(closed && !isClosed(ticket)),
    (ticket) => ticket.last_update >= updatedFrom,
    (ticket) => inSummary(ticket.summary) && inDetails(ticket.details, ticket.details_html),
    (ticket) => anywhere(ticket.summary, ticket.details),
  ];
}

export const listTickets: Handler = (call) => {
  const { query, world } = call;
  const rows = listable(call, may(call, 'tickets', 'read'), () =>
    where(world.records.tickets.rows(query.int('client_id')), seenTickets(call), ...filtersOf(call)),
  );
  return wrapped({
    name: 'tickets',
    rows,
    present: (ticket) => listed(call, ticket),
    query,
    largestPage: LARGEST_PAGE,
    emptyIsNull: world.profile.emptyListIsNull,
  });
};

/** The ticket when it exists, deleted or not, and the agent may see it. */
export function storedTicket(call: Call, id: number): Ticket {
  const ticket = call.world.records.tickets.get(id);
  if (!ticket) throw notFound();
  if (!seenTickets(call)(ticket)) throw denied(call);
  return ticket;
}

export function liveTicket(call: Call, id: number): Ticket {
  const ticket = storedTicket(call, id);
  if (ticket.deleted) throw notFound();
  return ticket;
}

export const getTicket: Handler = (call) => {
  requireRead(call, 'tickets');
  return ok(detailed(call, liveTicket(call, numericId(call))));
};

/** Returns the ticket in another status. Closing sets `dateclosed`; opening it again removes `dateclosed` but keeps `hasbeenclosed`. */
export function inStatus({ clock }: World, ticket: Ticket, status_id: number): Ticket {
  const changed = { ...ticket, status_id };
  if (isClosed(changed) === isClosed(ticket)) return changed;
  if (!isClosed(changed)) return { ...changed, dateclosed: NO_DATE };
  return { ...changed, dateclosed: haloDate(clock), hasbeenclosed: true };
}

/** To edit a ticket that is not assigned to it, the agent needs the claim `le` (halopsa-api.md 3.11). */
export function requireTicketEdit(call: Call, ticket: Ticket): void {
  requireEdit(call, 'tickets');
  if (ticket.agent_id !== apiAgent.id && !hasClaim(call, 'le')) throw new Refused(empty(403));
}

/** The delete is soft: the ticket answers 404 until a write with `_recover` restores it. */
export const deleteTicket: Handler = (call) => {
  const ticket = liveTicket(call, numericId(call));
  requireTicketEdit(call, ticket);
  return ok(detailed(call, call.world.records.tickets.save({ ...ticket, deleted: true })));
};

import type { Calls } from './call';
import { oneOf, recordWithId } from './envelopes';
import { HaloError } from './errors';
import type { Page } from './pages';
import type { CallOptions, HaloAccess, PageQuery } from './types';
import { Action, Created, Ticket } from './wire';

export interface TicketQuery extends PageQuery {
  customerId?: number | undefined;
  /** Upper and lower case are the same. */
  summaryContains?: string | undefined;
  openOnly?: boolean | undefined;
}

export interface NewTicket {
  summary: string;
  /** Plain text. */
  details: string;
  ticketTypeId: number;
  customerId: number;
  slaId?: number | undefined;
  /** A Priority's `id` inside `slaId`. */
  priorityId?: number | undefined;
}

export interface NewNote {
  ticketId: number;
  note: string;
  /** Default true: the partner's customer neither sees the note nor gets an e-mail. */
  hiddenFromUser?: boolean | undefined;
}

export interface TicketClose {
  ticketId: number;
  /** A closed status of the ticket's type: ask `closedStatus`. */
  statusId: number;
  note?: string | undefined;
}

/** Tickets, from found to closed (halopsa-api.md 3.8, 3.9). */
export function ticketOperations(calls: Calls) {
  /** @throws HaloError `notFound` also for a deleted ticket: deletion is soft, but reading answers 404 (4). */
  function ticket(access: HaloAccess, id: number, options?: CallOptions): Promise<Ticket> {
    return calls.read(access, { path: `Tickets/${id}`, schema: recordWithId(Ticket, id) }, options);
  }

  return {
    ticket,

    tickets(access: HaloAccess, query: TicketQuery = {}, options?: CallOptions): Promise<Page<Ticket>> {
      const { customerId, summaryContains, openOnly, ...paging } = query;
      const filter = { client_id: customerId, search_summary: summaryContains, open_only: openOnly || undefined };
      const list = { path: 'Tickets', key: 'tickets', row: Ticket, matches: matcherOf(query) };
      return calls.page(access, { ...list, query: filter, ...paging }, options);
    },

    /**
     * Not safe to repeat: HaloPSA has no idempotency key. After an unknown outcome, look for the summary first.
     * @throws HaloError `rejected` with HaloPSA's own words when a rule of the ticket type refuses it.
     */
    createTicket(access: HaloAccess, ticket: NewTicket, options?: CallOptions): Promise<{ id: number }> {
      return calls.create(access, { path: 'Tickets', record: ticketRecord(ticket), schema: oneOf(Created) }, options);
    },

    /** @throws HaloError `notTaken` when neither the answer nor the ticket shows the note. */
    async addNote(access: HaloAccess, note: NewNote, options?: CallOptions): Promise<void> {
      const { ticketId } = note;
      const shown = await calls.write(access, { path: 'Actions', record: noteRecord(note), schema: Action }, options);
      if (shown.some((action) => action.ticketId === ticketId)) return;
      const query = { ticket_id: ticketId, excludesys: true };
      const { items } = await calls.list(access, { path: 'Actions', key: 'actions', row: Action, query }, options);
      const isNoted = (action: Action) =>
        action.ticketId === ticketId && wordsOf(action.note).includes(wordsOf(note.note));
      if (!items.some(isNoted)) throw new HaloError('notTaken');
    },

    /** @throws HaloError `notTaken` when neither the answer nor the ticket shows it closed. */
    async closeTicket(access: HaloAccess, close: TicketClose, options?: CallOptions): Promise<void> {
      const { ticketId, statusId, note } = close;
      const record = { id: ticketId, status_id: statusId, closure_note: note };
      const isClosed = (one: Ticket) => one.id === ticketId && (one.statusId === statusId || one.closed);
      if ((await calls.write(access, { path: 'Tickets', record, schema: Ticket }, options)).some(isClosed)) return;
      if (!isClosed(await ticket(access, ticketId, options))) throw new HaloError('notTaken');
    },
  };
}

function matcherOf({ customerId, summaryContains = '', openOnly = false }: TicketQuery): (ticket: Ticket) => boolean {
  const wanted = summaryContains.toLowerCase();
  return (ticket) =>
    (customerId === undefined || ticket.customerId === customerId) &&
    ticket.summary.toLowerCase().includes(wanted) &&
    !(openOnly && ticket.closed);
}

function ticketRecord({ summary, details, ticketTypeId, customerId, slaId, priorityId }: NewTicket) {
  return {
    summary,
    details,
    tickettype_id: ticketTypeId,
    client_id: customerId,
    sla_id: slaId,
    priority_id: priorityId,
    // A template may replace the summary, and we find a ticket again by its summary when its answer was lost.
    donotapplytemplateintheapi: true,
  };
}

/** HaloPSA may give a note back as HTML. */
const wordsOf = (note: string): string => note.replaceAll(/<[^>]*>|\s/g, '');

/** An outcome is required; its id differs from tenant to tenant, its text need not exist (halopsa-api.md 3.9). */
function noteRecord({ ticketId, note, hiddenFromUser = true }: NewNote) {
  const outcome = hiddenFromUser ? 'Internal Note' : 'Note';
  return { ticket_id: ticketId, note, outcome, hiddenfromuser: hiddenFromUser, sendemail: false };
}

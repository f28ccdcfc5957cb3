import { z } from 'zod';
import { denied, hasClaim, requireEdit, usableTicketTypes } from '../login/rights';
import type { TicketType } from '../store/catalogue';
import { prioritiesOf, statusById, teams, ticketTypeById, UNASSIGNED } from '../store/catalogue';
import { haloDate, NO_DATE } from '../store/clock';
import type { Ticket } from '../store/records';
import { empty, notFound, Refused, ruleBroken, serverException } from '../wire/reply';
import { addAction } from './actions';
import type { Call } from './call';
import { seenCustomers } from './customers';
import { detailed, inStatus, isClosed, requireTicketEdit, storedTicket } from './tickets';
import type { Writable } from './writes';
import { Flag, Int, Text, writesArray, writesObject } from './writes';

/** Creating, changing and closing tickets (halopsa-api.md 3.8); an answer names only the first broken rule. */

const TicketWrite = z.object({
  id: Int,
  summary: Text,
  details: Text,
  details_html: Text,
  tickettype_id: Int,
  client_id: Int,
  site_id: Int,
  user_id: Int,
  sla_id: Int,
  priority_id: Int,
  status_id: Int,
  agent_id: Int,
  team: Text,
  category_1: Text,
  third_party_id_string: Text,
  client_reference: Text,
  supplier_reference: Text,
  closure_note: Text,
  closure_note_html: Text,
  return_this: Flag,
  _recover: Flag,
});
type TicketInput = z.infer<typeof TicketWrite>;

/** Takes the first wanted priority that the SLA has; when it has none of them, the SLA's own first one (halopsa-api.md 3.3). */
function priorityInForce(slaId: number, ...wanted: readonly (number | undefined)[]): number {
  const offered = prioritiesOf(slaId).map((row) => row.priorityid);
  return wanted.find((id) => id !== undefined && offered.includes(id)) ?? offered[0] ?? 0;
}

function checkType(call: Call, type: TicketType, { site_id = 0, user_id = 0 }: TicketInput): void {
  if (!usableTicketTypes(call)(type.id) || !type.cancreate)
    throw ruleBroken('You do not have permission to log this Ticket Type');
  if (type.needsApproval) throw ruleBroken('CODE:APP03/2 An Approver must be selected for this Approval Process');
  // A user belongs to a site, so a user without a site is refused too.
  if (site_id <= 0 && (type.needsSite || user_id > 0)) throw ruleBroken('A Site must be selected');
}

/** A reference to a record that does not exist fails as it does in HaloPSA's database. */
function checkReferences({ world }: Call, { client_id, site_id, status_id }: Ticket): void {
  const { customers, sites } = world.records;
  const broken =
    (client_id > 0 && !customers.get(client_id)) || (site_id > 0 && !sites.get(site_id)) || !statusById.has(status_id);
  if (broken)
    throw serverException(547, 'The INSERT statement conflicted with a FOREIGN KEY constraint on table "dbo.FAULTS".');
  const site = sites.get(site_id);
  if (site && site.client_id !== client_id) throw ruleBroken('The Site does not belong to this Customer');
}

const plain = (html: string): string => html.replace(/<[^>]*>/g, '');

/** Fills in the plain text from the HTML, or the HTML from the plain text, when one of them is missing. */
const texts = ({ details, details_html }: TicketInput): Partial<Ticket> => {
  if (details === undefined && details_html === undefined) return {};
  return { details: details ?? plain(details_html ?? ''), details_html: details_html ?? details ?? '' };
};

/** The sent fields that are fields of the record. */
function recordFields(input: TicketInput): Partial<Ticket> {
  const { id: _, return_this, _recover, closure_note, closure_note_html, ...fields } = input;
  return { ...fields, ...texts(input) };
}

function begin(call: Call, input: TicketInput): Ticket {
  if (!hasClaim(call, 'l6')) throw new Refused(empty(403));
  const type = ticketTypeById.get(input.tickettype_id ?? 1);
  if (!type)
    throw serverException(
      547,
      'The INSERT statement conflicted with the FOREIGN KEY constraint "FK_FAULTS_REQUESTTYPE".',
    );
  checkType(call, type, input);
  if (!input.summary) throw ruleBroken('A Summary must be entered');
  const createdAt = haloDate(call.world.clock);
  return {
    id: call.world.records.tickets.nextId(),
    summary: input.summary,
    details: '',
    details_html: '',
    tickettype_id: type.id,
    client_id: -1,
    site_id: -1,
    user_id: -1,
    sla_id: type.default_sla,
    priority_id: type.default_priority,
    status_id: 1,
    agent_id: UNASSIGNED,
    team: teams[0].name,
    category_1: '',
    third_party_id_string: '',
    client_reference: '',
    supplier_reference: '',
    dateoccurred: createdAt,
    dateclosed: NO_DATE,
    last_update: createdAt,
    hasbeenclosed: false,
    deleted: false,
    merged_into_id: 0,
  };
}

function create(call: Call, input: TicketInput): Ticket {
  const beginning = begin(call, input);
  const ticket = { ...beginning, ...recordFields(input) };
  checkReferences(call, ticket);
  if (!seenCustomers(call)(ticket.client_id)) throw denied(call);
  const priority_id = priorityInForce(ticket.sla_id, ticket.priority_id, beginning.priority_id);
  return { ...inStatus(call.world, { ...ticket, status_id: 1 }, ticket.status_id), priority_id };
}

function change(call: Call, stored: Ticket, input: TicketInput): Ticket {
  requireTicketEdit(call, stored);
  if (stored.deleted && !input._recover) throw notFound();
  const changed = { ...stored, ...recordFields(input), deleted: false };
  checkReferences(call, changed);
  // A closed ticket may be closed again, so that a repeated close does no harm.
  if (isClosed(stored) && !isClosed(changed) && !hasClaim(call, 'lf'))
    throw ruleBroken('You do not have permission to edit closed Tickets');
  const priority_id = priorityInForce(changed.sla_id, changed.priority_id);
  const last_update = haloDate(call.world.clock);
  return {
    ...inStatus(call.world, { ...changed, status_id: stored.status_id }, changed.status_id),
    priority_id,
    last_update,
  };
}

function writeTicket(call: Call, input: TicketInput): object {
  requireEdit(call, 'tickets');
  const { id = 0, closure_note, closure_note_html } = input;
  const isNew = id <= 0;
  const ticket = isNew ? create(call, input) : change(call, storedTicket(call, id), input);
  call.world.records.tickets.save(ticket);
  if (isNew) addAction(call.world, { ticket_id: ticket.id, outcome: 'Ticket logged', sys: true });
  const note = closure_note ?? closure_note_html;
  if (note) addAction(call.world, { ticket_id: ticket.id, outcome: 'Close', outcome_id: 9, note });
  return detailed(call, ticket);
}

const writableTicket: Writable<TicketInput> = { schema: TicketWrite, write: writeTicket };
export const postTickets = writesArray(writableTicket);
export const postTicketObject = writesObject(writableTicket);

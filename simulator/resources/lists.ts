import { denied, hasClaim, listable, may, requireRead, usableTicketTypes } from '../login/rights';
import type { Priority, Sla, Status, TicketType } from '../store/catalogue';
import { agents, outcomes, priorities, slas, statuses, teams, ticketTypeById, ticketTypes } from '../store/catalogue';
import { notFound, ok } from '../wire/reply';
import type { Call, Handler } from './call';
import { numericId } from './call';

/** The lists that fill a form, answered as bare arrays: ticket types, SLAs, priorities, statuses, outcomes, agents and teams. */

const readsTickets = (call: Call): boolean => may(call, 'tickets', 'read');

const typeRow = (
  call: Call,
  { needsSite: _, needsApproval: __, allowedClients, allowedStatuses: ___, ...type }: TicketType,
) => ({
  ...type,
  use: 'ticket',
  sequence: type.id,
  itilrequesttype: 1,
  enduserscanselect: type.agentscanselect,
  anonymouscanselect: false,
  default_team: '',
  default_agent: -1,
  workflow_name: '',
  ...(call.world.profile.showsAllClients && { allow_all_clients: allowedClients.length === 0 }),
});

const typeDetail = (call: Call, type: TicketType) => ({
  ...typeRow(call, type),
  initial_status: 1,
  allowall_status: type.allowedStatuses.length === 0,
  allowed_status: type.allowedStatuses.map((id) => ({ id })),
  allowed_clients: type.allowedClients.map((id) => ({ id })),
  approval_process_id: type.needsApproval ? 1 : 0,
  fields: type.needsSite ? [{ name: 'Site', techmandatory: true }] : [],
});

export const listTicketTypes: Handler = (call) => {
  const { query } = call;
  const usable = query.flag('showall') ? () => true : usableTicketTypes(call);
  const customer = query.int('client_id');
  const domain = query.text('domain');
  const wanted = (type: TicketType): boolean =>
    usable(type.id) &&
    (type.visible || query.flag('showinactive')) &&
    (type.cancreate || !query.flag('can_create_only')) &&
    (type.agentscanselect || !query.flag('canagentsselect')) &&
    (domain === undefined || type.domain === domain) &&
    (customer === undefined || type.allowedClients.length === 0 || type.allowedClients.includes(customer));
  // An agent without the right to add tickets (`l6`) can use no type to create one.
  const none = query.flag('can_create_only') && !hasClaim(call, 'l6');
  const rows = listable(call, readsTickets(call), () => (none ? [] : ticketTypes.filter(wanted)));
  return ok(rows.map((type) => typeRow(call, type)));
};

export const getTicketType: Handler = (call) => {
  requireRead(call, 'tickets');
  const type = ticketTypeById.get(numericId(call));
  if (!type) throw notFound();
  if (!usableTicketTypes(call)(type.id)) throw denied(call);
  return ok(typeDetail(call, type));
};

const slaRow = (sla: Sla) => ({ ...sla, responsereset: false, trackslaresponsetime: true, trackslafixbytime: true });
const withPriorities = (sla: Sla) => ({ ...slaRow(sla), priorities: priorities.filter((row) => row.slaid === sla.id) });

export const listSlas: Handler = (call) =>
  ok(listable(call, readsTickets(call), () => slas).map(call.query.flag('showpriorities') ? withPriorities : slaRow));

export const getSla: Handler = (call) => {
  requireRead(call, 'tickets');
  const id = numericId(call);
  const sla = slas.find((row) => row.id === id);
  if (!sla) throw notFound();
  return ok(withPriorities(sla));
};

export const listPriorities: Handler = (call) => {
  const sla = call.query.int('slaid');
  const ofSla = (row: Priority): boolean => sla === undefined || row.slaid === sla;
  return ok(listable(call, readsTickets(call), () => priorities.filter(ofSla)));
};

/** By the UUID of the row; a `priorityid` finds nothing (halopsa-api.md 3.3). */
export const getPriority: Handler = (call) => {
  requireRead(call, 'tickets');
  const priority = priorities.find((row) => row.id === call.id.toLowerCase());
  if (!priority) throw notFound();
  return ok(priority);
};

const statusRow = ({ closes: _, ...status }: Status) => ({
  ...status,
  type: 0,
  sequence: status.id,
  colour: '#888888',
  slaaction: '',
});

export const listStatuses: Handler = (call) => {
  const allowed = ticketTypeById.get(call.query.int('tickettype_id') ?? 0)?.allowedStatuses ?? [];
  const withoutClosed = call.query.flag('excludeclosed');
  const selected = (row: Status): boolean =>
    !(withoutClosed && row.closes) && (allowed.length === 0 || allowed.includes(row.id));
  return ok(listable(call, readsTickets(call), () => statuses.filter(selected)).map(statusRow));
};

export const getStatus: Handler = (call) => {
  requireRead(call, 'tickets');
  const id = numericId(call);
  const status = statuses.find((row) => row.id === id);
  if (!status) throw notFound();
  return ok(statusRow(status));
};

export const listOutcomes: Handler = (call) =>
  ok(listable(call, readsTickets(call), () => outcomes.map(({ id, name }) => ({ id, outcome: name }))));

/** An agent without a team sees no agents and no teams either (halopsa-api.md 1.6). */
export const listAgents: Handler = (call) => ok(call.rights.hasTeam ? agents : []);
export const listTeams: Handler = (call) => ok(call.rights.hasTeam ? teams : []);

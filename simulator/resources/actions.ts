import { z } from 'zod';
import { listable, may, requireEdit } from '../login/rights';
import { apiAgent, outcomes, statusById } from '../store/catalogue';
import { haloDate } from '../store/clock';
import type { Action } from '../store/records';
import type { World } from '../tenant/world';
import { ok, ruleBroken, serverException } from '../wire/reply';
import type { Handler } from './call';
import { where } from './call';
import { inStatus, liveTicket, requireTicketEdit } from './tickets';
import type { Writable } from './writes';
import { Flag, Int, Text, writesArray } from './writes';

/** `/Actions`: what happened to a ticket, notes among it (halopsa-api.md 3.9). */

/** Stores the action with the fields that HaloPSA fills in itself. */
export function addAction({ records, clock }: World, given: Partial<Action> & { ticket_id: number }): Action {
  const note = given.note ?? '';
  return records.actions.save({
    outcome: '',
    outcome_id: 0,
    note_html: note,
    hiddenfromuser: false,
    sys: false,
    ...given,
    note,
    id: records.actions.nextId(),
    who: apiAgent.name,
    datetime: haloDate(clock),
  });
}

const presented = ({ sys: _, ...action }: Action) => ({ ...action, who_agentid: apiAgent.id });

/** Without `ticket_id` the list is empty. The list has no pages. */
export const listActions: Handler = (call) => {
  const { query, world } = call;
  const ticketId = query.int('ticket_id');
  const withoutSystem = query.flag('excludesys');
  const rows = listable(call, may(call, 'tickets', 'read'), () => {
    if (ticketId === undefined) return [];
    liveTicket(call, ticketId);
    return where(world.records.actions.rows(ticketId), (action) => !(withoutSystem && action.sys));
  });
  return ok({ record_count: rows.length, actions: rows.map(presented) });
};

const ActionWrite = z.object({
  ticket_id: Int,
  outcome: Text,
  outcome_id: Int,
  note: Text,
  note_html: Text,
  hiddenfromuser: Flag,
  new_status: Int,
  return_this: Flag,
});
type ActionInput = z.infer<typeof ActionWrite>;

/** By id or by name; a name that HaloPSA does not know is taken as free text. */
function outcomeOf({ outcome, outcome_id }: ActionInput): { id: number; name: string } {
  if (!outcome && !outcome_id) throw ruleBroken('An Outcome must be entered for this Action');
  const known = outcomes.find(({ id, name }) => id === outcome_id || name.toLowerCase() === outcome?.toLowerCase());
  if (known && !known.allowed) throw ruleBroken('You do not have access to this Action at the moment');
  if (!known && !outcome)
    throw serverException(
      547,
      'The INSERT statement conflicted with the FOREIGN KEY constraint "FK_ACTIONS_ACTOUTCOME".',
    );
  return known ?? { id: 0, name: outcome ?? '' };
}

const writableAction: Writable<ActionInput> = {
  schema: ActionWrite,
  write: (call, input) => {
    requireEdit(call, 'tickets');
    const ticket = liveTicket(call, input.ticket_id ?? 0);
    requireTicketEdit(call, ticket);
    const { id: outcome_id, name: outcome } = outcomeOf(input);
    const { new_status = ticket.status_id, return_this: _, ...sent } = input;
    if (!statusById.has(new_status))
      throw serverException(
        547,
        'The UPDATE statement conflicted with the FOREIGN KEY constraint "FK_FAULTS_TSTATUS".',
      );
    const last_update = haloDate(call.world.clock);
    call.world.records.tickets.save({ ...inStatus(call.world, ticket, new_status), last_update });
    return presented(addAction(call.world, { ...sent, ticket_id: ticket.id, outcome, outcome_id }));
  },
};
export const postActions = writesArray(writableAction);

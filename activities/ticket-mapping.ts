import type { Access } from '../domain/access';
import type { TicketMappingNames } from '../domain/connection/ticket-mapping';
import type { PartnerId, TicketMapping } from '../domain/schema';
import type { CallOptions, HaloAccess, HaloClient } from '../halo';
import type { Acted } from './access';
import { callCurrent, callInTurn } from './access';
import type { Dependencies } from './dependencies';
import { refusal } from './failure';
import { heartbeating } from './heartbeat';

type Wanted = Readonly<Record<'ticketMapping', TicketMapping>>;

/** Both give the names of what was chosen. They throw `ticketMapping.gone`, naming the field, for what HaloPSA does not have. */
export function ticketMappingActivities(deps: Dependencies) {
  const { halo } = deps;
  return {
    checkTicketMapping: ({
      partnerId,
      ticketMapping,
    }: Wanted & { readonly partnerId: PartnerId }): Promise<TicketMappingNames> =>
      heartbeating(() => callCurrent(deps, partnerId, (to, options) => namesOf(halo, { to, options }, ticketMapping))),

    checkTicketMappingInTurn: ({
      access,
      ticketMapping,
    }: Wanted & { readonly access: Access }): Promise<Acted<TicketMappingNames>> =>
      heartbeating(() => callInTurn(deps, access, (to, options) => namesOf(halo, { to, options }, ticketMapping))),
  };
}

async function namesOf(
  halo: HaloClient,
  { to, options }: { to: HaloAccess; options: CallOptions },
  { ticketTypeId, slaId, priorityId }: TicketMapping,
): Promise<TicketMappingNames> {
  const [ticketTypes, slas, priorities] = await Promise.all([
    halo.ticketTypes(to, { creatableOnly: true }, options),
    halo.slas(to, options),
    halo.priorities(to, { slaId }, options),
  ]);
  const ticketType = ticketTypes.items.find(({ id }) => id === ticketTypeId);
  if (!ticketType) throw gone('ticketTypeId', 'The agent cannot create tickets of this ticket type.', ticketTypes);
  const sla = slas.items.find(({ id }) => id === slaId);
  if (!sla) throw gone('slaId', 'HaloPSA does not have this SLA.', slas);
  // The same small number is another priority in another SLA (halopsa-api.md 3.3), so it is looked up inside this one.
  const priority = priorities.items.find(({ id, hidden }) => id === priorityId && !hidden);
  if (!priority) throw gone('priorityId', `The SLA ${sla.name} does not have this priority.`, priorities);
  return { ticketType: ticketType.name, sla: sla.name, priority: priority.name };
}

function gone(field: string, sentence: string, { isComplete }: { isComplete: boolean }) {
  const detail = isComplete
    ? `${sentence} Choose another one.`
    : 'HaloPSA shows only a part of this list, and what you chose is not in it. Choose another one, or tell our support.';
  return refusal({ code: 'ticketMapping.gone', detail, outcome: 'refused', fields: { [field]: detail } });
}

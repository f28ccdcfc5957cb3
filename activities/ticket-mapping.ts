import type { PartnerId, TicketMapping } from '../domain/schema';
import type { TicketMappingNames } from '../domain/ticket-mapping';
import type { CallOptions, HaloAccess, HaloClient } from '../halo';
import { callCurrent } from './access';
import type { Dependencies } from './dependencies';
import { refusal } from './failure';
import { heartbeating } from './heartbeat';

interface CheckTicketMapping {
  readonly partnerId: PartnerId;
  readonly generation: number;
  readonly ticketMapping: TicketMapping;
}

export function ticketMappingActivities(deps: Dependencies) {
  return {
    /** The names of what was chosen. Throws `ticketMapping.…`, naming the field, for a choice that HaloPSA does not have. */
    checkTicketMapping: ({ partnerId, generation, ticketMapping }: CheckTicketMapping): Promise<TicketMappingNames> =>
      heartbeating(() =>
        callCurrent(deps, { partnerId, generation }, (to, options) =>
          namesOf(deps.halo, { to, options }, ticketMapping),
        ),
      ),
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
  const ticketType = ticketTypes.find(({ id }) => id === ticketTypeId);
  if (!ticketType) throw gone('ticketTypeId', 'The agent cannot create tickets of this ticket type any more.');
  const sla = slas.find(({ id }) => id === slaId);
  if (!sla) throw gone('slaId', 'HaloPSA does not have this SLA any more.');
  // The same small number is another priority in another SLA (halopsa-api.md 3.3), so it is looked up inside this one.
  const priority = priorities.find(({ id, hidden }) => id === priorityId && !hidden);
  if (!priority) throw gone('priorityId', `The SLA ${sla.name} does not have this priority.`);
  return { ticketType: ticketType.name, sla: sla.name, priority: priority.name };
}

function gone(field: string, sentence: string) {
  const detail = `${sentence} Choose another one.`;
  return refusal({ code: 'ticketMapping.gone', detail, outcome: 'refused', fields: { [field]: detail } });
}

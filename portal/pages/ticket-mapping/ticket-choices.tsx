import { useQuery } from '@tanstack/react-query';
import { prioritiesQuery, slasQuery, ticketTypesQuery } from '../../api/connection-queries';
import { usePartnerId } from '../../session/signed-in';
import { ChoiceSelect } from './choice-select';
import { withPriority, withSla, withTicketType } from './draft';
import type { Saved, useMapping } from './use-mapping';

interface TicketChoicesProps {
  readonly saved: Saved;
  readonly mapping: ReturnType<typeof useMapping>;
}

/** Ticket Type, SLA and Priority, each out of what the ones before it allow. */
export function TicketChoices({ saved, mapping: { draft, errors, notes, choose } }: TicketChoicesProps) {
  const partnerId = usePartnerId();
  const { ticketTypeId, slaId, priorityId } = draft;
  const named = namesOf(saved);
  const ticketTypes = useQuery(ticketTypesQuery(partnerId));
  const slas = useQuery(slasQuery(partnerId));
  const priorities = useQuery({ ...prioritiesQuery(partnerId, slaId ?? 0), enabled: slaId !== null });
  return (
    <>
      <ChoiceSelect
        label="Ticket Type"
        field="ticketTypeId"
        list={ticketTypes}
        value={ticketTypeId}
        saved={named.ticketType}
        error={errors.ticketTypeId}
        onChoose={(choice) => choose(withTicketType(draft, choice))}
      />
      <ChoiceSelect
        label="Ticket SLA"
        field="slaId"
        list={slas}
        value={slaId}
        saved={named.sla}
        error={errors.slaId}
        note={notes.sla}
        onChoose={({ id }) => choose(withSla(draft, id))}
      />
      <ChoiceSelect
        label="Ticket Priority"
        field="priorityId"
        list={priorities}
        value={priorityId}
        saved={saved?.slaId === slaId ? named.priority : null}
        error={errors.priorityId}
        note={notes.priority}
        waitsFor={slaId === null ? 'Choose a Ticket SLA first' : null}
        onChoose={({ id }) => choose(withPriority(draft, id))}
      />
    </>
  );
}

/** What is saved, as HaloPSA called it when it was asked. */
function namesOf(saved: Saved) {
  if (saved?.names == null) return { ticketType: null, sla: null, priority: null };
  const { ticketTypeId, slaId, priorityId, names } = saved;
  return {
    ticketType: { id: ticketTypeId, name: names.ticketType },
    sla: { id: slaId, name: names.sla },
    priority: { id: priorityId, name: names.priority },
  };
}

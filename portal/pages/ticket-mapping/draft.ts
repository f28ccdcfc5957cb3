import type { SaveTicketMappingPayload } from '../../api/generated';

/** The four choices as they are being made. */
export type Draft = { readonly [Field in keyof SaveTicketMappingPayload]: SaveTicketMappingPayload[Field] | null };

export const nothingChosen: Draft = { seatCount: null, ticketTypeId: null, slaId: null, priorityId: null };

/** What a choice makes of the others, in words. */
export interface Notes {
  readonly sla?: string;
  readonly priority?: string;
}

export interface Choice {
  readonly draft: Draft;
  readonly notes: Notes;
}

/** A Ticket Type brings its own SLA, where it has one. */
export function withTicketType(
  draft: Draft,
  { id, defaultSlaId }: { id: number; defaultSlaId?: number | null },
): Choice {
  const typed = { ...draft, ticketTypeId: id };
  if (defaultSlaId == null || defaultSlaId === draft.slaId) return { draft: typed, notes: {} };
  const { draft: chosen, notes } = withSla(typed, defaultSlaId);
  return { draft: chosen, notes: { ...notes, sla: 'This is the SLA of the Ticket Type; you can choose another one.' } };
}

/** Priorities belong to their SLA: another SLA has others. */
export function withSla(draft: Draft, slaId: number): Choice {
  if (slaId === draft.slaId) return { draft, notes: {} };
  const notes = draft.priorityId === null ? {} : { priority: 'Cleared, because another SLA has other priorities.' };
  return { draft: { ...draft, slaId, priorityId: null }, notes };
}

export const withPriority = (draft: Draft, priorityId: number): Choice => ({
  draft: { ...draft, priorityId },
  notes: {},
});

/** What can be saved; null while something is not chosen. */
export function completed({ seatCount, ticketTypeId, slaId, priorityId }: Draft): SaveTicketMappingPayload | null {
  if (seatCount === null || ticketTypeId === null || slaId === null || priorityId === null) return null;
  return { seatCount, ticketTypeId, slaId, priorityId };
}

const names = {
  seatCount: 'Sync Seat',
  ticketTypeId: 'a Ticket Type',
  slaId: 'a Ticket SLA',
  priorityId: 'a Ticket Priority',
} as const;

/** What is not chosen yet, as a sentence. */
export function missingIn(draft: Draft): string | null {
  const missing = fields.filter((field) => draft[field] === null).map((field) => names[field]);
  return missing.length === 0 ? null : `Choose ${new Intl.ListFormat('en').format(missing)}.`;
}

export const fields = ['seatCount', 'ticketTypeId', 'slaId', 'priorityId'] as const;

/** What the agent must be allowed to read, and the list that shows whether it is. */
export const lists = {
  tickets: { path: 'Tickets', key: 'tickets' },
  ticketTypes: { path: 'TicketType' },
  customers: { path: 'Client', key: 'clients' },
  suppliers: { path: 'Supplier', key: 'suppliers' },
  softwareLicences: { path: 'SoftwareLicence', key: 'licences' },
} as const;

export type ProbedRight = keyof typeof lists;

export interface ProbeResult {
  readable: boolean;
  /** How many rows HaloPSA says the agent can see; readable with 0 may also be a missing right (halopsa-api.md 6.6). */
  rows: number;
}

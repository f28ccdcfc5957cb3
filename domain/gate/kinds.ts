interface TurnKind {
  /** How many requests to HaloPSA a turn of this kind costs at most, where HaloPSA refuses nothing and shows what it wrote. */
  readonly requests: number;
  /** Whether it waits until the partner has chosen the ticket mapping. */
  readonly needsTicketMapping: boolean;
  /** Stands for the kind in a packed gate: never give it to another kind. */
  readonly letter: string;
}

/** What turns are for. A new kind is written here, and the compiler names the other places. */
export const kinds = {
  seatSync: { requests: 2, needsTicketMapping: true, letter: 's' },
  mappingCheck: { requests: 2, needsTicketMapping: false, letter: 'm' },
  ticketMappingCheck: { requests: 3, needsTicketMapping: false, letter: 't' },
  incident: { requests: 3, needsTicketMapping: true, letter: 'i' },
  reconcile: { requests: 1, needsTicketMapping: false, letter: 'r' },
} as const satisfies Readonly<Record<string, TurnKind>>;

export type Kind = keyof typeof kinds;

/** One value for each kind. */
export const forEachKind = <Value>(value: (kind: Kind) => Value): Record<Kind, Value> => ({
  seatSync: value('seatSync'),
  mappingCheck: value('mappingCheck'),
  ticketMappingCheck: value('ticketMappingCheck'),
  incident: value('incident'),
  reconcile: value('reconcile'),
});

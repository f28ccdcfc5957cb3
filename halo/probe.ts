import type { Calls } from './call';
import { HaloError } from './errors';
import type { CallOptions, HaloAccess } from './types';
import { Identified } from './wire';

/** For each right to read, the list that shows whether the agent has it. */
const lists = {
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

const refusals: readonly string[] = ['unauthorized', 'forbidden'];

export function isRefusal(error: unknown): error is HaloError {
  return error instanceof HaloError && refusals.includes(error.code);
}

/** Reads one row of a list to find out whether the agent may read it. A refusal gives `readable: false`; other errors are thrown. */
export function createProbe(calls: Calls) {
  return async function probe(access: HaloAccess, right: ProbedRight, options?: CallOptions): Promise<ProbeResult> {
    try {
      const { total, received } = await calls.page(access, { ...lists[right], row: Identified, pageSize: 1 }, options);
      return { readable: true, rows: Math.max(total ?? 0, received) };
    } catch (error) {
      if (isRefusal(error)) return { readable: false, rows: 0 };
      throw error;
    }
  };
}

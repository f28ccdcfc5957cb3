import type { Calls } from './call';
import { HaloError } from './errors';
import type { HaloErrorCode } from './meanings';
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
  /** Null when HaloPSA answers with neither the list nor a refusal: it may have no such module. */
  readable: boolean | null;
  /** How many rows HaloPSA says the agent can see; readable with 0 may also be a missing right (halopsa-api.md 6.6). */
  rows: number;
}

const refusals: readonly string[] = ['unauthorized', 'forbidden'];

export function isRefusal(error: unknown): error is HaloError {
  return error instanceof HaloError && refusals.includes(error.code);
}

/** What may be wrong with one list while HaloPSA works; a gateway speaks for all of HaloPSA. */
const ofOneList: readonly HaloErrorCode[] = [
  'notFound',
  'rejected',
  'redirected',
  'unavailable',
  'unexpectedReply',
  'oddList',
];
const gateway: readonly number[] = [408, 502, 503, 504];

const isOfOneList = ({ code, status = 0 }: HaloError): boolean => ofOneList.includes(code) && !gateway.includes(status);

/** Reads one row of a list to find out whether the agent may read it. Throws what is wrong with network, token or HaloPSA itself. */
export function createProbe(calls: Calls) {
  return async function probe(access: HaloAccess, right: ProbedRight, options?: CallOptions): Promise<ProbeResult> {
    try {
      const { total, received } = await calls.page(access, { ...lists[right], row: Identified, pageSize: 1 }, options);
      return { readable: true, rows: Math.max(total ?? 0, received) };
    } catch (error) {
      if (isRefusal(error)) return { readable: false, rows: 0 };
      if (!(error instanceof HaloError)) throw error;
      // More was sent than fits, so there are rows.
      if (error.code === 'tooLarge') return { readable: true, rows: 1 };
      if (isOfOneList(error)) return { readable: null, rows: 0 };
      throw error;
    }
  };
}

import { z } from 'zod';
import type { Calls } from './call';
import { HaloError } from './errors';
import type { Right } from './rights';
import { rightsOf } from './rights';
import type { CallOptions, HaloAccess } from './types';
import { HaloAgent } from './wire';

/** What the agent must be allowed to read, and the list that shows whether it is. */
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

function isRefusal(error: unknown): error is HaloError {
  return error instanceof HaloError && refusals.includes(error.code);
}

/** Who the application logs in as, and what it can see. */
export function agentOperations(calls: Calls) {
  /** One row of a list, to see whether the agent may read it: a refusal is an answer here, other errors are thrown. */
  async function probe(access: HaloAccess, right: ProbedRight, options?: CallOptions): Promise<ProbeResult> {
    try {
      const { total } = await calls.page(access, { ...lists[right], row: z.unknown(), pageSize: 1 }, options);
      return { readable: true, rows: total };
    } catch (error) {
      if (isRefusal(error)) return { readable: false, rows: 0 };
      throw error;
    }
  }

  return {
    probe,

    /**
     * The agent and its permission claims (halopsa-api.md 3.10). The reply may be 2 MB: for connecting, not for every day.
     * A token proves nothing until a request is accepted (1.4), so this is the proof of a connection.
     * @throws HaloError `scopeMissing` when the token is refused here; `inactiveAgent` when the agent is disabled.
     */
    async agent(access: HaloAccess, options?: CallOptions): Promise<HaloAgent> {
      try {
        const { isDisabled, ...agent } = await calls.read(access, { path: 'Agent/me', schema: HaloAgent }, options);
        if (isDisabled) throw new HaloError('inactiveAgent');
        return agent;
      } catch (error) {
        throw isRefusal(error) ? new HaloError('scopeMissing', { status: error.status }) : error;
      }
    },

    /** What the agent may do, right by right: five requests of one row each, at once. */
    async rights(access: HaloAccess, agent: HaloAgent, options?: CallOptions): Promise<Right[]> {
      const seen = (right: ProbedRight) => probe(access, right, options);
      const [tickets, ticketTypes, customers, suppliers, softwareLicences] = await Promise.all([
        ...([seen('tickets'), seen('ticketTypes'), seen('customers')] as const),
        ...([seen('suppliers'), seen('softwareLicences')] as const),
      ]);
      return rightsOf(agent, { tickets, ticketTypes, customers, suppliers, softwareLicences });
    },
  };
}

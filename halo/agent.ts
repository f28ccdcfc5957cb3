import type { Calls } from './call';
import { HaloError } from './errors';
import type { ProbedRight } from './probe';
import { createProbe, isRefusal } from './probe';
import type { Right } from './rights';
import { rightsOf } from './rights';
import type { CallOptions, HaloAccess } from './types';
import { HaloAgent } from './wire';

export type AgentOperations = ReturnType<typeof agentOperations>;

/** Who the application logs in as, and what it can see. */
export function agentOperations(calls: Calls) {
  const probe = createProbe(calls);
  const me = { path: 'Agent/me', schema: HaloAgent, provesToken: true };

  return {
    probe,

    /**
     * The agent and its permission claims (halopsa-api.md 3.10). The reply may be 2 MB, so call it when connecting, not regularly.
     * A token proves nothing until a request is accepted (1.4), so this is the proof of a connection.
     * @throws HaloError `scopeMissing` when the token is refused here; `inactiveAgent` when the agent is disabled.
     */
    async agent(access: HaloAccess, options?: CallOptions): Promise<HaloAgent> {
      try {
        const { isDisabled, ...agent } = await calls.read(access, me, options);
        if (isDisabled) throw new HaloError('inactiveAgent');
        return agent;
      } catch (error) {
        if (isRefusal(error)) throw new HaloError('scopeMissing', { status: error.status });
        // HaloPSA has not said who we are: that is no record that the partner could correct, and proves nothing.
        if (error instanceof HaloError && error.code === 'oddRecord') throw new HaloError('unexpectedReply');
        throw error;
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

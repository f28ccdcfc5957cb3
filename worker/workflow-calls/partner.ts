import type { Client } from '@temporalio/client';
import type { PartnerWorkflows } from '../../activities';
import { initial, notConnected } from '../../domain/connection/machine';
import { queryRunning } from '../../process/temporal-client';
import type { haloChoices } from '../../workflows';
import type { GateInput } from '../../workflows/messages';
import { connectionWorkflowId, getAccessQuery } from '../../workflows/messages';
import { listedRunsOf } from '../../workflows/messages/visibility';
import { createConnectionWorkflows } from './connection';
import { createGateWorkflows } from './gate';
import { createOrganizationWorkflows } from './organization';
import { createTemporalCalls, unlessGone } from './temporal';

/** What Activities read of a partner's Workflows and tell them; `gate` is how gates are started. */
export function createPartnerWorkflows(client: Client, gate: Omit<GateInput, 'partnerId'>): PartnerWorkflows {
  const calls = createTemporalCalls(client);
  const { soon } = calls;
  return {
    ...createOrganizationWorkflows(client, calls),
    ...createGateWorkflows(client, calls, gate),
    ...createConnectionWorkflows(client, calls),

    access: (partnerId) =>
      unlessGone(
        () => soon(() => queryRunning(client, connectionWorkflowId(partnerId), getAccessQuery)),
        () => ({ reason: notConnected(initial(partnerId)) }),
      ),

    lastChoices: async (workflowId) => {
      const runId = await soon(() => newestRun(client, listedRunsOf(workflowId)));
      if (runId === null) return null;
      const handle = client.workflow.getHandle<typeof haloChoices>(workflowId, runId, { followRuns: false });
      const answer = await soon(() => handle.result());
      return answer.status === 'listed' ? { siteUrl: answer.siteUrl, choices: answer.choices } : null;
    },
  };
}

async function newestRun(client: Client, query: string): Promise<string | null> {
  for await (const { runId } of client.workflow.list({ query, pageSize: 1 })) return runId;
  return null;
}

import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import type { PartnerWorkflows } from '../activities';
import { initial, notConnected } from '../domain/connection';
import { OrganizationId } from '../domain/schema';
import type { haloChoices } from '../workflows';
import {
  connectionRestoredSignal,
  connectionRevokedSignal,
  connectionWorkflowId,
  endedSignal,
  getAccessQuery,
  listedRunsOf,
  organizationWorkflowId,
  runningOf,
  VIEW_MEMO,
} from '../workflows/messages';

const CALL_MILLISECONDS = 5_000;
const PAGE_SIZE = 1_000;

/** Of the Memo that the lists show. */
const Named = z.object({ organizationId: OrganizationId, name: z.string() });

/** What Activities read of a partner's Workflows and tell them, by a client of the same Temporal. */
export function createPartnerWorkflows(client: Client): PartnerWorkflows {
  const soon = <T>(call: () => Promise<T>): Promise<T> => client.withDeadline(Date.now() + CALL_MILLISECONDS, call);
  const find = (query: string) => soon(() => collect(client.workflow.list({ query, pageSize: PAGE_SIZE })));
  /** An organization or a list that has ended meanwhile need not be told. */
  const tell = (workflowId: string, call: (handle: WorkflowHandle) => Promise<unknown>): Promise<void> =>
    unlessGone(
      () => soon(async () => void (await call(client.workflow.getHandle(workflowId)))),
      () => undefined,
    );

  return {
    access: (partnerId) =>
      unlessGone(
        () => soon(() => client.workflow.getHandle(connectionWorkflowId(partnerId)).query(getAccessQuery)),
        () => ({ reason: notConnected(initial(partnerId)) }),
      ),

    organizations: async (partnerId, statuses) => {
      const found = await find(runningOf({ partnerId, workflowType: 'organizationMapping', statuses }));
      return found.map(({ memo }) => Named.parse(memo?.[VIEW_MEMO]).organizationId);
    },

    organizationsOf: async (partnerId, softwareLicenceId) => {
      const found = await find(runningOf({ partnerId, workflowType: 'organizationMapping', softwareLicenceId }));
      return found.map(({ memo }) => Named.parse(memo?.[VIEW_MEMO]));
    },

    tellRevoked: (partnerId, organizationId, notice) =>
      tell(organizationWorkflowId(partnerId, organizationId), (one) => one.signal(connectionRevokedSignal, notice)),

    tellRestored: (partnerId, organizationId, siteUrl) =>
      tell(organizationWorkflowId(partnerId, organizationId), (one) =>
        one.signal(connectionRestoredSignal, { siteUrl }),
      ),

    endChoices: async (partnerId, by) => {
      for (const { workflowId } of await find(runningOf({ partnerId, workflowType: 'haloChoices' }))) {
        await tell(workflowId, (one) => one.signal(endedSignal, { by }));
        await tell(workflowId, (one) => one.cancel());
      }
    },

    lastChoices: async (workflowId) => {
      const runId = await soon(() => newestRun(client, listedRunsOf(workflowId)));
      if (runId === null) return null;
      const handle = client.workflow.getHandle<typeof haloChoices>(workflowId, runId, { followRuns: false });
      const answer = await soon(() => handle.result());
      return answer.status === 'listed' ? { siteUrl: answer.siteUrl, choices: answer.choices } : null;
    },
  };
}

async function collect<T>(found: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of found) all.push(one);
  return all;
}

async function newestRun(client: Client, query: string): Promise<string | null> {
  for await (const { runId } of client.workflow.list({ query, pageSize: 1 })) return runId;
  return null;
}

async function unlessGone<T>(call: () => Promise<T>, otherwise: () => T): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return otherwise();
    throw error;
  }
}

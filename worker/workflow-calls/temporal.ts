import type { Client, WorkflowHandle } from '@temporalio/client';
import type { FoundWorkflow } from '../../process/list-workflows';
import { listWorkflows } from '../../process/list-workflows';
import { isGone } from '../../process/temporal-client';

const CALL_MILLISECONDS = 5_000;

/** How Activities ask and tell Workflows, by a client of the same Temporal: no call takes for ever. */
export interface TemporalCalls {
  soon<T>(call: () => Promise<T>): Promise<T>;
  find(query: string): Promise<readonly FoundWorkflow[]>;
  count(query: string): Promise<number>;
  /** A Workflow that has ended meanwhile need not be told. */
  tell(workflowId: string, call: (handle: WorkflowHandle) => Promise<unknown>): Promise<void>;
}

export function createTemporalCalls(client: Client): TemporalCalls {
  const soon = <T>(call: () => Promise<T>): Promise<T> => client.withDeadline(Date.now() + CALL_MILLISECONDS, call);
  return {
    soon,
    find: (query) => listWorkflows(client, query, soon),
    count: async (query) => (await soon(() => client.workflow.count(query))).count,
    tell: (workflowId, call) =>
      unlessGone(
        () => soon(async () => void (await call(client.workflow.getHandle(workflowId)))),
        () => undefined,
      ),
  };
}

export async function unlessGone<T>(call: () => Promise<T>, otherwise: () => T): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isGone(error)) return otherwise();
    throw error;
  }
}

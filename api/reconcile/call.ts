import type { Client, WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';
import type { Progress } from '../../domain/reconcile/progress-schema';
import type { PartnerId } from '../../domain/schema';
import { getReconcileQuery } from '../../workflows/messages';
import { reconcileRunsOf } from '../../workflows/messages/visibility';
import { ApiError } from '../problem';
import { query, read, unlessMissing } from '../temporal-call';

export function newestByHand(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | null> {
  const newest = read(client, () => client.workflow.getHandle(workflowId).describe());
  return unlessMissing<WorkflowExecutionDescription | null>(newest, () => null);
}

export type Run = Pick<WorkflowExecutionInfo, 'workflowId' | 'status'>;

export async function newestRun(client: Client, partnerId: PartnerId): Promise<Run | null> {
  for await (const run of client.workflow.list({ query: reconcileRunsOf(partnerId), pageSize: 1 })) return run;
  return null;
}

export const progressOf = (client: Client, workflowId: string): Promise<Progress> =>
  query(client, { workflowId, definition: getReconcileQuery });

export function noRun(detail: string): never {
  throw new ApiError(404, 'notFound', detail);
}

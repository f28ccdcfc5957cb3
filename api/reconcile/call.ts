import type { Client, WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';
import type { Progress } from '../../domain/reconcile/progress-schema';
import type { PartnerId } from '../../domain/schema';
import { getReconcileQuery } from '../../workflows/messages';
import { reconcileRunsOf } from '../../workflows/messages/visibility';
import { ApiError } from '../problem';
import { query, read, unlessMissing } from '../temporal-call';

/** The newest run that a person started, or null. */
export function newestByHand(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | null> {
  const newest = read(client, () => client.workflow.getHandle(workflowId).describe());
  return unlessMissing<WorkflowExecutionDescription | null>(newest, () => null);
}

export type Run = Pick<WorkflowExecutionInfo, 'workflowId' | 'status'>;

/** The newest run that Temporal lists, started by a person or by the Schedule; one of the last second may be missing. */
export async function newestRun(client: Client, partnerId: PartnerId): Promise<Run | null> {
  for await (const run of client.workflow.list({ query: reconcileRunsOf(partnerId), pageSize: 1 })) return run;
  return null;
}

/** How far a run is. @throws WorkflowNotFoundError */
export const progressOf = (client: Client, workflowId: string): Promise<Progress> =>
  query(client, { workflowId, definition: getReconcileQuery });

/** @throws ApiError 404 with this sentence */
export function noRun(detail: string): never {
  throw new ApiError(404, 'notFound', detail);
}

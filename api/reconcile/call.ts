import type { Client, WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';
import { cancelled, ended, newestOf } from '../../domain/reconcile/progress';
import type { Progress } from '../../domain/reconcile/progress-schema';
import type { PartnerId } from '../../domain/schema';
import { getReconcileQuery, previewWorkflowId, reconcileWorkflowId } from '../../workflows/messages';
import { reconcileRunsOf } from '../../workflows/messages/visibility';
import { ApiError } from '../problem';
import { revokedBy } from '../revoked';
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
export const progressOf = async (client: Client, workflowId: string): Promise<Progress> =>
  unlessEnded(client, workflowId, await query(client, { workflowId, definition: getReconcileQuery }));

/** A run that somebody has ended answers for ever what it answered last. */
export async function unlessEnded(client: Client, workflowId: string, progress: Progress): Promise<Progress> {
  if (progress.status !== 'running') return progress;
  const run = await read(client, () => client.workflow.getHandle(workflowId).describe());
  if (run.status.name === 'RUNNING') return progress;
  // It may have come to its own end between the two.
  if (run.status.name === 'COMPLETED') return query(client, { workflowId, definition: getReconcileQuery });
  const at = run.closeTime?.toISOString() ?? progress.startedAt;
  const revoked = revokedBy(run);
  return revoked === null ? ended(progress, at) : cancelled(progress, revoked, at);
}

/** How far the newest run is, by hand or by night; null where there is none. */
export async function newestReconcile(client: Client, partnerId: PartnerId): Promise<Progress | null> {
  // Lists lack a run that a person started just now, so that one is asked as well. The Queries go one after the other:
  // a Workflow that is ending answers only one.
  const workflowId = reconcileWorkflowId(partnerId);
  const byHand = await unlessMissing<Progress | null>(progressOf(client, workflowId), () => null);
  const listed = await read(client, () => newestRun(client, partnerId));
  const other =
    listed === null || listed.workflowId === workflowId ? null : await progressOf(client, listed.workflowId);
  return newestOf([byHand, other]);
}

/** How far the newest preview is; null where none was made. */
export const newestPreview = (client: Client, partnerId: PartnerId): Promise<Progress | null> =>
  unlessMissing<Progress | null>(progressOf(client, previewWorkflowId(partnerId)), () => null);

/** @throws ApiError 404 with this sentence */
export function noRun(detail: string): never {
  throw new ApiError(404, 'notFound', detail);
}

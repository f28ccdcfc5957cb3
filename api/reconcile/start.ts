import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Progress } from '../../domain/reconcile/progress-schema';
import { unseen } from '../../domain/reconcile/unseen';
import type { seatReconcile } from '../../workflows';
import type { ReconcileInput } from '../../workflows/messages';
import { searchAttributes, searchableOperation, TASK_QUEUE } from '../../workflows/messages';
import { queryGate } from '../gate/call';
import { operationIdOf } from '../idempotency-key';
import type { OfPartner } from '../operation';
import { ApiError, nothingConnected } from '../problem';
import { command, read } from '../temporal-call';
import type { Run } from './call';
import { newestByHand, newestPreview, newestRun, progressOf } from './call';

type RunInput = Pick<ReconcileInput, 'mode' | 'startsNew' | 'previewedAt'>;

/** Starts a run, unless one is running, the nightly one included, or the request is a repeated one: then answers with that run. */
export async function start(call: OfPartner, workflowId: string, input: RunInput): Promise<Progress> {
  const { params, idempotencyKey, deps } = call;
  const { client } = deps;
  const id = operationIdOf({ name: 'seatReconcile' }, idempotencyKey, input);
  const byHand = await newestByHand(client, workflowId);
  const isRepeated = byHand?.typedSearchAttributes.get(searchAttributes.operationIds)?.includes(id) ?? false;
  if (!isRepeated) {
    if ((await queryGate(deps, params.partnerId)) === null) return nothingConnected(params.partnerId);
    const nightly = input.mode === 'reconcile' ? await read(client, () => newestRun(client, params.partnerId)) : null;
    // Temporal's lists are a moment late. The run by hand was described above, and its description is up to date.
    const running = [byHand, nightly?.workflowId === workflowId ? null : nightly].find(isRunning);
    if (running && input.startsNew) return refuseToStartNew();
    if (running) return progressOf(client, running.workflowId);
    if (input.previewedAt !== undefined) await refuseUnseen(call, input.previewedAt);
    await startNow(call, { workflowId, id, input });
  }
  return progressOf(client, workflowId);
}

async function startNow(
  { params: { partnerId }, caller, deps: { client } }: OfPartner,
  { workflowId, id, input }: { readonly workflowId: string; readonly id: string; readonly input: RunInput },
): Promise<void> {
  try {
    await command(client, () =>
      client.workflow.start<typeof seatReconcile>('seatReconcile', {
        workflowId,
        taskQueue: TASK_QUEUE,
        args: [{ partnerId, by: caller.actor, ...input }],
        // Two who ask at once share one run, but not when one of them wants more of it.
        workflowIdConflictPolicy: input.startsNew ? 'FAIL' : 'USE_EXISTING',
        typedSearchAttributes: [
          { key: searchAttributes.partnerId, value: partnerId },
          { key: searchAttributes.operationIds, value: [searchableOperation(id), id] },
        ],
        staticSummary: `${input.mode === 'preview' ? 'Dry run' : 'Reconcile'} of partner ${partnerId}`,
        staticDetails:
          'Compares the counts in HaloPSA with ours, page by page. Organizations that differ then look; a dry run only tells.',
      }),
    );
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return refuseToStartNew();
    throw error;
  }
}

async function refuseUnseen({ params: { partnerId }, deps }: OfPartner, previewedAt: string): Promise<void> {
  const preview = await newestPreview(deps.client, partnerId);
  const { rows } = await deps.organizations.look(partnerId);
  const reason = unseen(previewedAt, preview, rows);
  if (reason !== null) throw new ApiError(409, 'rejected', reason);
}

function refuseToStartNew(): never {
  throw new ApiError(409, 'rejected', 'A reconcile is running. Start new ones when it is done.');
}

const isRunning = (run: Run | null): boolean => run?.status.name === 'RUNNING';

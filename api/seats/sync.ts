import type { Client, WorkflowExecutionDescription, WorkflowExecutionInfo } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { z } from 'zod';
import type { Progress } from '../../domain/reconcile/progress';
import type { PartnerId } from '../../domain/schema';
import { defaultSeatPolicy } from '../../domain/seats/policy';
import { SeatPolicy } from '../../domain/seats/policy-schema';
import type { seatReconcile } from '../../workflows';
import type { ReconcileInput } from '../../workflows/messages';
import {
  getReconcileQuery,
  getReconcileRowsQuery,
  previewWorkflowId,
  reconcileWorkflowId,
  saveSeatPolicyUpdate,
  searchAttributes,
  searchableOperation,
  TASK_QUEUE,
} from '../../workflows/messages';
import { reconcileRunsOf } from '../../workflows/messages/visibility';
import { queryConnection } from '../connection/routes';
import { nothingConnected, updateConnection } from '../gate/connected';
import { queryGate } from '../gate/routes';
import { operationIdOf } from '../idempotency-key';
import { nextOffset, Offset } from '../offset';
import type { OfPartner } from '../operation';
import { accepted, ofPartner, ok, operation } from '../operation';
import { ApiError } from '../problem';
import { command, query, read, unlessMissing } from '../temporal-call';
import { Preview, ReconcileProgress } from './answers';

const PAGE_SIZE = 100;

export const readPolicy = operation({
  summary: 'The guard rails of seat sync, and when the nightly reconcile starts.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: SeatPolicy },
  handle: async ({ params: { partnerId }, deps }) =>
    ok((await queryConnection(deps, partnerId)).view.seatPolicy ?? defaultSeatPolicy),
});

export const savePolicy = operation({
  summary: 'Saves them.',
  permission: 'act',
  input: { params: ofPartner, body: SeatPolicy },
  answers: { 200: SeatPolicy },
  handle: async (call) => {
    const input = { policy: call.body, by: call.caller.actor };
    const { seatPolicy } = await updateConnection(call, saveSeatPolicyUpdate, input);
    return ok(seatPolicy ?? call.body);
  },
});

export const startPreview = operation({
  summary: 'A dry run over all mapped organizations, with the real values of HaloPSA. Writes nothing.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 202: ReconcileProgress },
  handle: async (call) => accepted(await start(call, previewWorkflowId(call.params.partnerId), { mode: 'preview' })),
});

export const readPreview = operation({
  summary: `The newest dry run: how far it is, and what would change, ${PAGE_SIZE} organizations a page.`,
  permission: 'act',
  input: { params: ofPartner, query: z.strictObject({ cursor: Offset }) },
  answers: { 200: Preview },
  handle: async ({ params: { partnerId }, query: { cursor }, deps: { client } }) => {
    const offset = Number(cursor);
    const page = { workflowId: previewWorkflowId(partnerId), definition: getReconcileRowsQuery };
    const ask = (runId?: string) => query(client, { ...page, runId }, { offset, limit: PAGE_SIZE });
    const newest = await unlessMissing(ask(), () => nothing('No preview was made yet.'));
    const { progress, total, inRun } = newest;
    const { rows } = inRun === null ? newest : await ask(inRun);
    return ok({ progress, rows, next: nextOffset(offset, rows.length, total) });
  },
});

export const startRun = operation({
  summary: 'A reconcile now. `startsNew` says that organizations which have not been synced yet begin.',
  permission: 'act',
  input: { params: ofPartner, body: z.strictObject({ startsNew: z.boolean().default(false) }).prefault({}) },
  answers: { 202: ReconcileProgress },
  handle: async (call) => {
    const { startsNew } = call.body;
    return accepted(await start(call, reconcileWorkflowId(call.params.partnerId), { mode: 'reconcile', startsNew }));
  },
});

export const readRun = operation({
  summary: 'The newest reconcile, by hand or by night: how far it is, and what it found.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: ReconcileProgress },
  handle: async ({ params: { partnerId }, deps: { client } }) => {
    // One that was started just now is not in the lists yet. One Query after the other: a Workflow that ends answers one only.
    const workflowId = reconcileWorkflowId(partnerId);
    const byHand = await unlessMissing<Progress | null>(progressOf(client, workflowId), () => null);
    const listed = await read(client, () => newestRun(client, partnerId));
    const other =
      listed === null || listed.workflowId === workflowId ? null : await progressOf(client, listed.workflowId);
    const runs = [byHand, other].filter((run) => run !== null);
    const [newest] = runs.sort((one, next) => (one.startedAt < next.startedAt ? 1 : -1));
    return newest === undefined ? nothing('No reconcile was made yet.') : ok(newest);
  },
});

type RunInput = Pick<ReconcileInput, 'mode' | 'startsNew'>;

/** One at a time: who asks while one runs, also the nightly one, or repeats a request, gets that one. */
async function start(call: OfPartner, workflowId: string, input: RunInput): Promise<Progress> {
  const { params, idempotencyKey, deps } = call;
  const { client } = deps;
  const id = operationIdOf({ name: 'seatReconcile' }, idempotencyKey, input);
  const byHand = await newestByHand(client, workflowId);
  const isRepeated = byHand?.typedSearchAttributes.get(searchAttributes.operationIds)?.includes(id) ?? false;
  if (!isRepeated) {
    if ((await queryGate(deps, params.partnerId)) === null) return nothingConnected(params.partnerId);
    const nightly = input.mode === 'reconcile' ? await read(client, () => newestRun(client, params.partnerId)) : null;
    // Lists follow a moment later: of the run by hand, its description knows better.
    const running = [byHand, nightly?.workflowId === workflowId ? null : nightly].find(isRunning);
    if (running && input.startsNew) return refuseToStartNew();
    if (running) return progressOf(client, running.workflowId);
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

function refuseToStartNew(): never {
  throw new ApiError(409, 'rejected', 'A reconcile is running. Start new ones when it is done.');
}

function newestByHand(client: Client, workflowId: string): Promise<WorkflowExecutionDescription | null> {
  const newest = read(client, () => client.workflow.getHandle(workflowId).describe());
  return unlessMissing<WorkflowExecutionDescription | null>(newest, () => null);
}

type Run = Pick<WorkflowExecutionInfo, 'workflowId' | 'status'>;

const isRunning = (run: Run | null): boolean => run?.status.name === 'RUNNING';

async function newestRun(client: Client, partnerId: PartnerId): Promise<Run | null> {
  for await (const run of client.workflow.list({ query: reconcileRunsOf(partnerId), pageSize: 1 })) return run;
  return null;
}

const progressOf = (client: Client, workflowId: string): Promise<Progress> =>
  query(client, { workflowId, definition: getReconcileQuery });

function nothing(detail: string): never {
  throw new ApiError(404, 'notFound', detail);
}

import type { Client } from '@temporalio/client';
import { CancelledFailure, TerminatedFailure, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import type { Logger } from 'pino';
import { isKept, isSearch } from '../../domain/connection/choices';
import type { ChoicesRequest, PartnerId } from '../../domain/schema';
import { grpc, statusOf } from '../../process/temporal-trouble';
import type { haloChoices } from '../../workflows';
import type { ChoicesAnswer } from '../../workflows/messages';
import { choicesWorkflowId, searchAttributes, TASK_QUEUE } from '../../workflows/messages';
import type { Limiter } from '../limits/limiter';
import { createSharing } from '../limits/sharing';
import { ApiError } from '../problem';
import { revokedBy } from '../revoked';
import { command, unlessMissing } from '../temporal-call';

interface List {
  readonly partnerId: PartnerId;
  readonly request: ChoicesRequest;
}

/** Reads a list in HaloPSA for one who waits until `left` aborts. @throws ApiError; `left`'s reason */
export type ReadList = (list: List, left: AbortSignal) => Promise<ChoicesAnswer>;

interface ListsOptions {
  readonly client: Client;
  readonly limiter: Limiter;
  readonly logger: Logger;
}

/**
 * Who asks for the same list at the same time shares one Workflow, also with other apis. Of its runs Temporal keeps only what an
 * outage shows: the newest answer of each list, and no search.
 */
export function createReadList({ client, limiter, logger }: ListsOptions): ReadList {
  const sharing = createSharing<ChoicesAnswer>();
  const remove = (run: Run) =>
    deleteRun(client, run).catch((err: unknown) => logger.warn({ err, ...run }, 'a list that is not needed remains'));

  const read = async (list: List, abandoned: AbortSignal): Promise<ChoicesAnswer> => {
    const workflowId = choicesWorkflowId(list.partnerId, list.request);
    const last = isSearch(list.request) ? null : await lastRun(client, workflowId);
    const handle = await start(client, workflowId, list);
    const own = { workflowId, runId: handle.firstExecutionRunId };
    let unneeded: Run | null = own;
    try {
      abandoned.throwIfAborted();
      const answer = await client.withAbortSignal(abandoned, () => handle.result());
      if (answer.status === 'listed' && isKept(list.request, answer.choices)) unneeded = last;
      return answer;
    } catch (error) {
      if (!isRevoked(error)) throw error;
      unneeded = null;
      const detail = revokedBy(await handle.describe()) ?? 'The connection was revoked meanwhile.';
      throw new ApiError(409, 'connection.stale', detail, { cause: error });
    } finally {
      if (unneeded !== null) await remove(unneeded);
    }
  };

  return (list, left) =>
    sharing.ask(choicesWorkflowId(list.partnerId, list.request), left, (abandoned) =>
      limiter.run(list.partnerId, abandoned, () =>
        command(client, () => read(list, abandoned).catch(unlessRemoved(() => read(list, abandoned)))),
      ),
    );
}

interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

const start = (client: Client, workflowId: string, { partnerId, request }: List) =>
  client.workflow.start<typeof haloChoices>('haloChoices', {
    workflowId,
    taskQueue: TASK_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    args: [{ partnerId, request }],
    typedSearchAttributes: [{ key: searchAttributes.partnerId, value: partnerId }],
    staticSummary: `List of ${request.list} for partner ${partnerId}`,
    staticDetails: 'One list of HaloPSA for a form. While HaloPSA is down, the newest one that was listed is shown.',
  });

/** The newest run of a list that has ended, or null. */
async function lastRun(client: Client, workflowId: string): Promise<Run | null> {
  const run = await unlessMissing(client.workflow.getHandle(workflowId).describe(), () => null);
  return run === null || run.status.name === 'RUNNING' ? null : { workflowId, runId: run.runId };
}

/** A revoke cancelled the list, and the run says whose it was. */
const isRevoked = (error: unknown): boolean =>
  error instanceof WorkflowFailedError && error.cause instanceof CancelledFailure;

const REMOVE_MILLISECONDS = 2_000;

/** One that still runs ends: its Activity stops asking HaloPSA. */
async function deleteRun(client: Client, workflowExecution: Run): Promise<void> {
  const { namespace } = client.options;
  try {
    await client.withDeadline(Date.now() + REMOVE_MILLISECONDS, () =>
      client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution }),
    );
  } catch (error) {
    if (statusOf(error).code !== grpc.notFound) throw error;
  }
}

/** Where another api, whose callers have left, has removed the run that was shared with it. */
const unlessRemoved =
  <T>(again: () => Promise<T>) =>
  (error: unknown): Promise<T> => {
    const isRemoved =
      error instanceof WorkflowNotFoundError ||
      (error instanceof WorkflowFailedError && error.cause instanceof TerminatedFailure);
    if (!isRemoved) throw error;
    return again();
  };

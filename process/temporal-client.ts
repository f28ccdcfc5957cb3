import { setTimeout as sleep } from 'node:timers/promises';
import type { GrpcRetryOptions, QueryDefinition } from '@temporalio/client';
import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  QueryRejectedError,
  WorkflowClient,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { ClientConnectConfig } from '@temporalio/envconfig';

/** About two seconds of retries: a frontend that restarts is waited for, a person is not kept waiting for an outage. */
const retry = defaultGrpcRetryOptions({ maxAttempts: 4, initialIntervalMs: () => 200 });

/** A client that connects when it is first used, and again when Temporal comes back. Close its `connection` when done. */
export function createTemporalClient({ connectionOptions, namespace = 'default' }: ClientConnectConfig): Client {
  const retries = createRetries();
  const connection = Connection.lazy({
    ...connectionOptions,
    interceptors: [makeGrpcRetryInterceptor(retries.options)],
    // gRPC's default waits up to two minutes between looks, long after Temporal is back.
    channelArgs: { 'grpc.max_reconnect_backoff_ms': 2_000 },
  });
  const close = connection.close.bind(connection);
  connection.close = async () => {
    await retries.end();
    await close();
  };
  return new Client({ connection, namespace });
}

/**
 * Retries that end before their connection does: the SDK's timer does not know that it is closed, and what it throws then ends the
 * process. A call that nobody waits for any more may still have one.
 */
function createRetries() {
  let hasEnded = false;
  let lastAt = 0;
  const options: GrpcRetryOptions = {
    retryableDecider: (attempt, status) => !hasEnded && retry.retryableDecider(attempt, status),
    delayFunction: (attempt, status) => {
      const delay = retry.delayFunction(attempt, status);
      lastAt = Math.max(lastAt, Date.now() + delay);
      return delay;
    },
  };
  return {
    options,
    end: async () => {
      hasEnded = true;
      const left = lastAt - Date.now();
      // Timers of the same time end in the order in which they began.
      if (left > 0) await sleep(left + 1);
    },
  };
}

/** The wire's number (temporal.api.enums.v1.WorkflowExecutionStatus). */
const CONTINUED_AS_NEW = 6;

/**
 * Asks a Workflow only if it runs: one that an operator has ended would still answer, as it was at its end. One that just continues
 * as new is asked in its next run. Throws what `isGone` knows; a deadline of the caller's is its end.
 */
export async function queryRunning<Result, Args extends unknown[]>(
  { connection, options: { namespace } }: Client,
  workflowId: string,
  definition: QueryDefinition<Result, Args>,
  ...args: Args
): Promise<Result> {
  const running = new WorkflowClient({ connection, namespace, queryRejectCondition: 'NOT_OPEN' });
  for (;;) {
    try {
      return await running.getHandle(workflowId).query<Result, Args>(definition, ...args);
    } catch (error) {
      if (!(error instanceof QueryRejectedError && Number(error.status) === CONTINUED_AS_NEW)) throw error;
    }
  }
}

/** Whether there is no such Workflow, or it has ended and takes no more commands. */
export const isGone = (error: unknown): boolean =>
  error instanceof WorkflowNotFoundError || error instanceof QueryRejectedError;

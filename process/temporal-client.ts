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
  const connection = Connection.lazy({
    ...connectionOptions,
    interceptors: [makeGrpcRetryInterceptor(retry)],
    // gRPC's default waits up to two minutes between looks, long after Temporal is back.
    channelArgs: { 'grpc.max_reconnect_backoff_ms': 2_000 },
  });
  return new Client({ connection, namespace });
}

/** Asks only Workflows that run. One that an operator has ended would still answer, as it was at its end. */
export const running = ({ connection, options: { namespace } }: Client): WorkflowClient =>
  new WorkflowClient({ connection, namespace, queryRejectCondition: 'NOT_OPEN' });

/** Whether there is no such Workflow, or it has ended and takes no more commands. */
export const isGone = (error: unknown): boolean =>
  error instanceof WorkflowNotFoundError || error instanceof QueryRejectedError;

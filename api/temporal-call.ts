import type { Client, UpdateDefinition } from '@temporalio/client';
import {
  ApplicationFailure,
  isGrpcServiceError,
  NamespaceNotFoundError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { Problem } from '../domain/schema';
import { REFUSED, REJECTED } from '../workflows/messages';
import { ApiError, RETRY_SOON } from './problem';

const READ_MILLISECONDS = 5_000;
/** Longer than a Workflow lets its caller wait for HaloPSA, so that its own answer comes first. */
const COMMAND_MILLISECONDS = 20_000;

/** @throws ApiError 503 when Temporal or the worker does not answer in 5 s; WorkflowNotFoundError */
export const read = <T>(client: Client, call: () => Promise<T>): Promise<T> =>
  withDeadline(client, READ_MILLISECONDS, call, 'Try again in a moment.');

/** @throws ApiError the Workflow's no (409, 422), or 503 when the outcome is not known in 20 s; WorkflowNotFoundError */
export const command = <T>(client: Client, call: () => Promise<T>): Promise<T> =>
  withDeadline(client, COMMAND_MILLISECONDS, call, 'Repeat the request with the same Idempotency-Key.');

/**
 * Temporal answers an Update whose id it has seen with what that Update answered, whatever its name: with the bare key, a
 * revoke under the key of an earlier command would be answered and not done.
 */
export const updateIdOf = ({ name }: { readonly name: string }, idempotencyKey: string): string =>
  `${idempotencyKey}:${name}`;

/** Sends a command to a Workflow that is there. Throws as `command`. */
export function update<Result, Input>(
  client: Client,
  request: {
    readonly workflowId: string;
    readonly definition: UpdateDefinition<Result, [Input]>;
    readonly input: Input;
    readonly idempotencyKey: string;
  },
): Promise<Result> {
  const { workflowId, definition, input, idempotencyKey } = request;
  const handle = client.workflow.getHandle(workflowId);
  const updateId = updateIdOf(definition, idempotencyKey);
  return command(client, () => handle.executeUpdate(definition, { args: [input], updateId }));
}

/** Whether a command was answered with a no, rather than not answered. */
export const isNo = (error: unknown): boolean =>
  error instanceof ApiError && error.cause instanceof WorkflowUpdateFailedError;

/** The value of `call`, or of `otherwise` when there is no such Workflow, or it has ended and takes no more commands. */
export async function unlessMissing<T>(call: Promise<T>, otherwise: () => T | Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return otherwise();
    throw error;
  }
}

/** A no from HaloPSA, or from the connection, as an answer. */
export function refusal({ code, detail, fields }: Problem, cause?: unknown): ApiError {
  if (code.startsWith('connection.')) return new ApiError(409, code, detail, { fields, cause });
  const headers = retryAfter[code];
  if (headers === undefined) return new ApiError(422, code, detail, { fields, cause });
  return new ApiError(503, code, detail, { fields, headers, cause });
}

/** HaloPSA's troubles that pass. */
const retryAfter: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'halo.unavailable': { 'Retry-After': '30' },
  'halo.timeout': { 'Retry-After': '30' },
  'halo.rateLimited': { 'Retry-After': '60' },
  unexpected: { 'Retry-After': '60' },
};

async function withDeadline<T>(client: Client, within: number, call: () => Promise<T>, advice: string): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + within, call);
  } catch (error) {
    throw translated(error, advice);
  }
}

function translated(error: unknown, advice: string): unknown {
  if (error instanceof WorkflowUpdateFailedError) return failedUpdate(error, advice);
  if (error instanceof WorkflowNotFoundError) return error;
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof NamespaceNotFoundError) {
    return unavailable(advice, error);
  }
  // A list that was cancelled (by a revoke), ended by an operator or ran out of time.
  if (error instanceof WorkflowFailedError && !(error.cause instanceof ApplicationFailure)) {
    return unavailable(advice, error);
  }
  const status = grpcStatus(error);
  if (status === RESOURCE_EXHAUSTED) {
    return new ApiError(503, 'busy', `Too much is going on at once. ${advice}`, { headers: RETRY_SOON, cause: error });
  }
  return status === undefined || ourMistakes.has(status) ? error : unavailable(advice, error);
}

function failedUpdate(error: WorkflowUpdateFailedError, advice: string): unknown {
  if (!(error.cause instanceof ApplicationFailure)) return unavailable(advice, error);
  const { type, message, details } = error.cause;
  if (type === REJECTED) return new ApiError(409, 'rejected', message, { cause: error });
  if (type === REFUSED) return refusal(Problem.parse(details?.[0]), error);
  // The Workflow ended while the command was under way; a repeated one finds out what is left.
  if (type === 'AcceptedUpdateCompletedWorkflow') return unavailable(advice, error);
  return error;
}

const unavailable = (advice: string, cause: unknown): ApiError =>
  new ApiError(503, 'unavailable', `We could not get an answer in time. ${advice}`, { headers: RETRY_SOON, cause });

/** gRPC's status numbers: https://grpc.io/docs/guides/status-codes */
const RESOURCE_EXHAUSTED = 8;
/** Invalid argument, already exists, out of range, unimplemented: to wait would not help. */
const ourMistakes: ReadonlySet<number> = new Set([3, 6, 11, 12]);

function grpcStatus(error: unknown): number | undefined {
  if (isGrpcServiceError(error)) return error.code;
  return typeof error === 'object' && error !== null && 'cause' in error ? grpcStatus(error.cause) : undefined;
}

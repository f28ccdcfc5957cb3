import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, QueryDefinition, UpdateDefinition } from '@temporalio/client';
import {
  ApplicationFailure,
  NamespaceNotFoundError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { Problem } from '../domain/schema';
import { isGone, queryRunning } from '../process/temporal-client';
import { grpc, statusOf } from '../process/temporal-trouble';
import type { OrganizationCommand } from '../workflows/messages';
import { REFUSED, REJECTED } from '../workflows/messages';
import { operationIdOf } from './idempotency-key';
import { callerLeft } from './leaving';
import { ApiError, RETRY_SOON } from './problem';

const READ_MILLISECONDS = 5_000;
/**
 * Parts of the time above. The SDK loses a Query that waits at a run while the run ends by a continue-as-new: its answer never comes. The first
 * try lasts longer than Temporal waits for a worker that is gone (the worker's sticky timeout), and than our client tries to reach it.
 */
const QUERY_MILLISECONDS = { first: 2_500, second: 1_250 };
/** Longer than a Workflow lets its caller wait for HaloPSA, so that its own answer comes first. */
const COMMAND_MILLISECONDS = 20_000;
const REPEAT = 'Repeat the request with the same Idempotency-Key.';

/** @throws ApiError 503 when Temporal does not answer in 5 s; WorkflowNotFoundError */
export const read = <T>(client: Client, call: () => Promise<T>): Promise<T> =>
  withDeadline(client, call, { within: READ_MILLISECONDS, advice: 'Try again in a moment.', refuse: refusal });

interface Question<Result, Args extends unknown[]> {
  readonly workflowId: string;
  /** The newest run where none is given. */
  readonly runId?: string | undefined;
  /** Whether only one that runs is asked, in its newest run: one that an operator has ended answers as it was. */
  readonly mustRun?: boolean;
  readonly definition: QueryDefinition<Result, Args>;
}

/** Asks a Workflow, and again when no answer comes. Throws as `read`, also when no worker answers. */
export function query<Result, Args extends unknown[]>(
  client: Client,
  { workflowId, runId, mustRun = false, definition }: Question<Result, Args>,
  ...args: Args
): Promise<Result> {
  const handle = client.workflow.getHandle(workflowId, runId);
  const ask = () =>
    mustRun
      ? queryRunning<Result, Args>(client, workflowId, definition, ...args)
      : handle.query<Result, Args>(definition, ...args);
  const within = (milliseconds: number) => client.withDeadline(Date.now() + milliseconds, ask);
  const again = () => within(QUERY_MILLISECONDS.second);
  return read(client, () => within(QUERY_MILLISECONDS.first).catch(unlessLate(again)).catch(unlessLate(ask)));
}

const unlessLate =
  <T>(again: () => Promise<T>) =>
  (error: unknown): Promise<T> => {
    callerLeft()?.throwIfAborted();
    if (!late.has(statusOf(error).code)) throw error;
    return again();
  };

/** How the no of a Workflow is answered. */
type Refuse = (problem: Problem, cause: unknown) => ApiError;

/** @throws ApiError the Workflow's no (409, 422), or 503 when the outcome is not known in 20 s; WorkflowNotFoundError */
export const command = <T>(client: Client, call: () => Promise<T>, refuse: Refuse = refusal): Promise<T> =>
  withDeadline(client, () => whileBusy(call), { within: COMMAND_MILLISECONDS, advice: REPEAT, refuse });

/** How long a busy Temporal is given, in milliseconds, from try to try. */
const PAUSES = [100, 200, 400, 800, 1_600];

/** Temporal takes no command while the Workflow continues as new, and says "busy" of that too. It has done nothing then. */
async function whileBusy<T>(call: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await call();
    } catch (error) {
      if (statusOf(error).code !== grpc.resourceExhausted) throw error;
      await sleep(pause);
    }
  }
  return call();
}

/** Sends a command to a Workflow that is there. Throws as `command`. */
export function update<Result, Input extends OrganizationCommand>(
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
  // Who sends it, and what the connection says meanwhile, are not what is said.
  const { by: _sender, connection: _seen, ...said } = input;
  const updateId = operationIdOf(definition, idempotencyKey, said);
  return command(client, () => handle.executeUpdate(definition, { args: [input], updateId }));
}

/** Whether nobody knows what became of a command. */
export const isUnanswered = (error: unknown): boolean => error instanceof ApiError && error.status === 503;

/** Whether a command was answered with a no, rather than not answered. */
export const isNo = (error: unknown): boolean =>
  error instanceof ApiError && error.cause instanceof WorkflowUpdateFailedError;

/** The value of `call`, or of `otherwise` when there is no such Workflow, or it has ended and takes no more commands. */
export async function unlessMissing<T>(call: Promise<T>, otherwise: () => T | Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (isGone(error)) return otherwise();
    throw error;
  }
}

/**
 * A no from HaloPSA, or from the connection, as an answer. HaloPSA's own troubles name fields of the Connect form: connect alone
 * has them, and answers for itself.
 */
export function refusal({ code, detail, fields }: Problem, cause?: unknown): ApiError {
  if (code.startsWith('connection.')) return new ApiError(409, code, detail, { fields, cause });
  const seconds = retryAfter[code];
  if (seconds !== undefined) return new ApiError(503, code, detail, { headers: { 'Retry-After': seconds }, cause });
  return new ApiError(422, code, detail, { fields: code.startsWith('halo.') ? undefined : fields, cause });
}

/** In seconds, for troubles that pass: what `halo/` calls retryable (a test compares them), and a mistake of ours. */
export const retryAfter: Readonly<Record<string, string>> = {
  'halo.unreachable': '30',
  'halo.authServerUnusable': '30',
  'halo.timeout': '30',
  'halo.unavailable': '30',
  'halo.aborted': '30',
  'halo.rateLimited': '60',
  'halo.unexpectedReply': '60',
  unexpected: '60',
};

async function withDeadline<T>(
  client: Client,
  call: () => Promise<T>,
  { within, advice, refuse }: { readonly within: number; readonly advice: string; readonly refuse: Refuse },
): Promise<T> {
  const left = callerLeft();
  const begin = () => client.withDeadline(Date.now() + within, call);
  try {
    left?.throwIfAborted();
    return await (left === undefined ? begin() : client.withAbortSignal(left, begin));
  } catch (error) {
    left?.throwIfAborted();
    throw error instanceof WorkflowUpdateFailedError ? failedUpdate(error, advice, refuse) : translated(error, advice);
  }
}

function translated(error: unknown, advice: string): unknown {
  if (error instanceof WorkflowNotFoundError) return error;
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof NamespaceNotFoundError) {
    return unavailable(advice, error);
  }
  // A list that was cancelled (by a revoke), ended by an operator or ran out of time.
  if (error instanceof WorkflowFailedError && !(error.cause instanceof ApplicationFailure)) {
    return unavailable(advice, error);
  }
  const status = statusOf(error).code;
  if (status === grpc.resourceExhausted) {
    return new ApiError(503, 'busy', `Too much is going on at once. ${advice}`, { headers: RETRY_SOON, cause: error });
  }
  return status === undefined || ourMistakes.has(status) ? error : unavailable(advice, error);
}

function failedUpdate(error: WorkflowUpdateFailedError, advice: string, refuse: Refuse): unknown {
  if (!(error.cause instanceof ApplicationFailure)) return unavailable(advice, error);
  const { type, message, details } = error.cause;
  if (type === REJECTED) return new ApiError(409, 'rejected', message, { cause: error });
  if (type === REFUSED) return refuse(Problem.parse(details?.[0]), error);
  // The Workflow ended while the command was under way; a repeated one finds out what is left.
  if (type === 'AcceptedUpdateCompletedWorkflow') return unavailable(advice, error);
  return error;
}

const unavailable = (advice: string, cause: unknown): ApiError =>
  new ApiError(503, 'unavailable', `We could not get an answer in time. ${advice}`, { headers: RETRY_SOON, cause });

/** What a deadline ends with: by our clock, or cancelled by Temporal's, which may be first. */
const late: ReadonlySet<number | undefined> = new Set([grpc.deadlineExceeded, grpc.cancelled]);
/** To wait would not help. */
const ourMistakes: ReadonlySet<number> = new Set([
  grpc.invalidArgument,
  grpc.alreadyExists,
  grpc.outOfRange,
  grpc.unimplemented,
]);

import type { Client } from '@temporalio/client';
import { grpc, statusOf } from './temporal-trouble';

const PAGE_SIZE = 1_000;

type Service = Client['workflowService'];
type Page = Awaited<ReturnType<Service['listWorkflowExecutions']>>;
type Listed = Page['executions'][number];
type Fields = NonNullable<NonNullable<Listed['memo']>['fields']>;

/** One run of a Workflow. */
export interface FoundWorkflow {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: 'running' | 'continuedAsNew' | 'ended';
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly memo: Readonly<Record<string, unknown>>;
  /** As they are on the wire: a time is a text. */
  readonly searchAttributes: Readonly<Record<string, unknown>>;
}

/** Sets the deadline of one call. */
type Soon = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Everything that Visibility finds, page by page; Temporal makes the next one ready while a page is read. Each has a deadline of
 * its own: Temporal on SQLite takes up to a second for one. The SDK's own list takes three times as long to make its richer
 * description of each.
 */
export async function* workflowPages(client: Client, query: string, soon: Soon): AsyncGenerator<FoundWorkflow[]> {
  const { namespace } = client.options;
  const ask = (nextPageToken: Page['nextPageToken'] | null): Promise<Page> => {
    const request = { namespace, query, pageSize: PAGE_SIZE, nextPageToken };
    const page = soon(() => client.workflowService.listWorkflowExecutions(request));
    // Who reads no further never sees what becomes of it; who reads on awaits it.
    page.catch(() => undefined);
    return page;
  };
  let next: Promise<Page> | null = ask(null);
  while (next !== null) {
    const { executions, nextPageToken }: Page = await next;
    next = nextPageToken?.length ? ask(nextPageToken) : null;
    yield executions.map((one) => found(client, one));
  }
}

/** All pages at once. */
export async function listWorkflows(client: Client, query: string, soon: Soon): Promise<readonly FoundWorkflow[]> {
  const all: FoundWorkflow[] = [];
  for await (const page of workflowPages(client, query, soon)) all.push(...page);
  return all;
}

/** The newest run of a Workflow as it is now, which lists show a moment later; null where there is none. */
export async function describeWorkflow(
  client: Client,
  workflowId: string,
  soon: Soon,
): Promise<(FoundWorkflow & { readonly isAtWork: boolean }) | null> {
  const { namespace } = client.options;
  try {
    const described = await soon(() =>
      client.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } }),
    );
    const { workflowExecutionInfo: info, pendingWorkflowTask } = described;
    return info ? { ...found(client, info), isAtWork: pendingWorkflowTask != null } : null;
  } catch (error) {
    if (statusOf(error).code === grpc.notFound) return null;
    throw error;
  }
}

/** The wire's numbers (temporal.api.enums.v1.WorkflowExecutionStatus). */
const RUNNING = 1;
const CONTINUED_AS_NEW = 6;

function found(client: Client, { execution, status, startTime, memo, searchAttributes }: Listed): FoundWorkflow {
  const { payloadConverter } = client.options.loadedDataConverter;
  const decoded = (fields: Fields) =>
    Object.fromEntries(Object.entries(fields).map(([name, payload]) => [name, payloadConverter.fromPayload(payload)]));
  return {
    workflowId: execution?.workflowId ?? '',
    runId: execution?.runId ?? '',
    status: status === RUNNING ? 'running' : status === CONTINUED_AS_NEW ? 'continuedAsNew' : 'ended',
    startedAt: Number(startTime?.seconds ?? 0) * 1_000 + (startTime?.nanos ?? 0) / 1_000_000,
    memo: decoded(memo?.fields ?? {}),
    searchAttributes: decoded(searchAttributes?.indexedFields ?? {}),
  };
}

import type { Client, WorkflowExecutionInfo } from '@temporalio/client';

const PAGE_SIZE = 1_000;

/** Everything that Visibility finds; `soon` sets the deadline of a page: Temporal on SQLite takes up to a second for each. */
export async function listWorkflows(
  client: Client,
  query: string,
  soon: <T>(page: () => Promise<T>) => Promise<T>,
): Promise<readonly WorkflowExecutionInfo[]> {
  const all: WorkflowExecutionInfo[] = [];
  const found = client.workflow.list({ query, pageSize: PAGE_SIZE })[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await soon(() => found.next());
    if (done) return all;
    all.push(value);
  }
}

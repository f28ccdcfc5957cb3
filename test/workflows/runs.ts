import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;
export type HistoryEvent = NonNullable<History['events']>[number];

/** One run of a Workflow; each but the last continued as new. */
export interface Run {
  readonly runId: string;
  readonly events: readonly HistoryEvent[];
}

/** Every run of the Workflow that is under the id now, the oldest first. */
export async function runsOf(client: Client, workflowId: string): Promise<Run[]> {
  const read = async (runId?: string) =>
    (await client.workflow.getHandle(workflowId, runId).fetchHistory()).events ?? [];
  const [started] = await read();
  const runs: Run[] = [];
  let next = started?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
  while (next) {
    const events: HistoryEvent[] = await read(next);
    runs.push({ runId: next, events });
    next = events.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

/** The Memo that a run started with. */
export function memoAtStart({ events }: Run): unknown {
  const { memo } = events[0]?.workflowExecutionStartedEventAttributes ?? {};
  const payload = memo?.fields?.view;
  return payload && defaultPayloadConverter.fromPayload(payload);
}

/** Does what changes nothing until the Workflow has continued as new once more. */
export async function continued(client: Client, workflowId: string, nudge: () => Promise<unknown>): Promise<void> {
  const count = async () => (await runsOf(client, workflowId)).length;
  const before = await count();
  while ((await count()) === before) await nudge();
}

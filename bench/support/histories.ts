import type { Client } from '@temporalio/client';

/** One run of a Workflow. */
interface Run {
  readonly workflowId: string;
  readonly runId: string;
  readonly events: number;
}

/** Every run of a Workflow: it may have continued as new. */
export async function runsOf(client: Client, workflowId: string): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${workflowId}"` })) {
    const { historyLength } = await client.workflow.getHandle(workflowId, runId).describe();
    runs.push({ workflowId, runId, events: historyLength });
  }
  return runs;
}

export const eventsIn = (runs: readonly Run[]): number => runs.reduce((sum, { events }) => sum + events, 0);

/** The largest payload in a run's history, in bytes. */
export async function largestPayload(client: Client, { workflowId, runId }: Run): Promise<number> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  return largestIn(history.events ?? []);
}

/** Wherever in a history event: a payload is what has `metadata` and `data`. */
function largestIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if ('data' in value && 'metadata' in value && value.data instanceof Uint8Array) return value.data.length;
  if (value instanceof Uint8Array) return 0;
  return Object.values(value).reduce<number>((most, inside) => Math.max(most, largestIn(inside)), 0);
}

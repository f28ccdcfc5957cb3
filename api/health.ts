import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from '../workflows/messages';
import { Alive, Ready } from './answers';
import type { Dependencies } from './operation';
import { ok, publicOperation } from './operation';
import { ApiError, RETRY_SOON } from './problem';
import { read } from './temporal-call';

export const healthz = publicOperation({
  summary: 'Whether this process answers at all.',
  answers: { 200: Alive },
  handle: async () => ok({ status: 'alive' } as const),
});

export const readyz = publicOperation({
  summary: 'Whether everything that the api needs is there; a 503 names each part that is missing.',
  answers: { 200: Ready },
  handle: async (deps) => {
    const missing = Object.fromEntries((await Promise.all([missingInTemporal(deps), missingVault(deps)])).flat());
    const names = Object.keys(missing);
    if (names.length === 0) return ok({ status: 'ready' } as const);
    const detail = `Missing: ${names.join(', ')}.`;
    throw new ApiError(503, 'notReady', detail, { fields: missing, headers: RETRY_SOON });
  },
});

type Missing = [part: 'temporal' | 'worker' | 'vault', why: string][];

async function missingInTemporal({ client }: Dependencies): Promise<Missing> {
  try {
    const at = await lastPollAt(client);
    if (Date.now() - at < POLLED_WITHIN_MILLISECONDS) return [];
    return [['worker', `No worker polls the Task Queue "${TASK_QUEUE}".`]];
  } catch {
    const unknown = 'Not known while Temporal does not answer.';
    return [
      ['temporal', 'Temporal does not answer.'],
      ['worker', unknown],
    ];
  }
}

// A poll waits a minute for work, and Temporal goes on naming pollers for five minutes after they are gone.
const POLLED_WITHIN_MILLISECONDS = 90_000;

const WORKFLOW_TASK_QUEUE = 1;

async function lastPollAt(client: Client): Promise<number> {
  const { pollers } = await read(client, () =>
    client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: TASK_QUEUE },
      taskQueueType: WORKFLOW_TASK_QUEUE,
    }),
  );
  const seconds = (pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0));
  return Math.max(0, ...seconds) * 1000;
}

const missingVault = ({ vault }: Dependencies): Promise<Missing> =>
  vault.check().then(
    () => [],
    () => [['vault', 'Secrets cannot be stored or read.']],
  );

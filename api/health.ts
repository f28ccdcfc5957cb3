import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { missingSearchAttributes } from '../process/search-attributes';
import { temporalTrouble } from '../process/temporal-trouble';
import { searchAttributes, TASK_QUEUE } from '../workflows/messages';
import type { Dependencies } from './operation';
import { nothing, ok, publicOperation } from './operation';
import { ApiError, RETRY_SOON } from './problem';
import { read } from './temporal-call';

const Alive = z.object({ status: z.literal('alive') }).meta({ id: 'Alive' });
const Ready = z.object({ status: z.literal('ready') }).meta({ id: 'Ready' });

export const healthz = publicOperation({
  summary: 'Whether this process answers at all.',
  input: nothing,
  answers: { 200: Alive },
  handle: async () => ok({ status: 'alive' } as const),
});

export const readyz = publicOperation({
  summary: 'Whether everything that the api needs is there; a 503 names each part that is missing.',
  input: nothing,
  answers: { 200: Ready },
  handle: async ({ deps }) => {
    const missing = await missingNow(deps);
    if (missing.length === 0) return ok({ status: 'ready' } as const);
    const detail = `Missing: ${missing.map(({ part }) => part).join(', ')}.`;
    const fields = Object.fromEntries(missing.map(({ part, why }) => [part, why]));
    throw new ApiError(503, 'notReady', detail, { fields, headers: RETRY_SOON });
  },
});

interface Missing {
  readonly part: 'temporal' | 'worker' | 'vault';
  readonly why: string;
  readonly cause?: unknown;
}

/** Anybody may ask, as often as they like: who asks during a look, or within a second after it, gets what it saw. */
const LOOK_HOLDS_MILLISECONDS = 1_000;

interface Look {
  holds: boolean;
  readonly missing: Promise<readonly Missing[]>;
}
const looks = new WeakMap<Dependencies, Look>();

function missingNow(deps: Dependencies): Promise<readonly Missing[]> {
  const last = looks.get(deps);
  if (last?.holds) return last.missing;
  const now: Look = { holds: true, missing: look(deps) };
  looks.set(deps, now);
  void now.missing
    .finally(() => sleep(LOOK_HOLDS_MILLISECONDS, null, { ref: false }))
    .finally(() => {
      now.holds = false;
    });
  return now.missing;
}

async function look(deps: Dependencies): Promise<readonly Missing[]> {
  const missing = (await Promise.all([missingInTemporal(deps), missingVault(deps)])).flat();
  logChange(deps, missing);
  return missing;
}

/** What was logged last: the question comes every few seconds, and is answered in the log when the answer is another. */
const logged = new WeakMap<Dependencies, string>();

function logChange(deps: Dependencies, missing: readonly Missing[]): void {
  const words = missing.map(({ part, why }) => `${part}: ${why}`).join(' ');
  if (words === (logged.get(deps) ?? '')) return;
  logged.set(deps, words);
  if (words === '') deps.logger.info('ready');
  else deps.logger.warn({ err: missing.find(({ cause }) => cause !== undefined)?.cause }, `not ready; ${words}`);
}

async function missingInTemporal({ client }: Dependencies): Promise<Missing[]> {
  const { namespace } = client.options;
  try {
    // One after the other: nothing may be under way for a question that has been answered.
    const at = await lastPollAt(client);
    const lacked = await lackedSearchAttributes(client);
    const missing: Missing[] = [];
    if (lacked.length > 0) {
      const why = `Namespace "${namespace}" lacks the Search Attributes ${lacked.join(', ')}; run deploy/namespace.sh.`;
      missing.push({ part: 'temporal', why });
    }
    if (Date.now() - at >= POLLED_WITHIN_MILLISECONDS) {
      missing.push({ part: 'worker', why: `No worker polls the Task Queue "${TASK_QUEUE}".` });
    }
    return missing;
  } catch (cause) {
    return [
      { part: 'temporal', why: temporalTrouble(cause, namespace), cause },
      { part: 'worker', why: 'Not known while Temporal cannot be asked.' },
    ];
  }
}

/** Those that have all of them: looked at until then, since nobody takes one away. */
const complete = new WeakSet<Client>();

async function lackedSearchAttributes(client: Client): Promise<readonly string[]> {
  if (complete.has(client)) return [];
  const wanted = {
    namespace: client.options.namespace,
    names: Object.values(searchAttributes).map(({ name }) => name),
  };
  const lacked = await read(client, () => missingSearchAttributes(client.connection, wanted));
  if (lacked.length === 0) complete.add(client);
  return lacked;
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

/** A folder on a network may never answer; PostgreSQL gives up sooner by itself. */
const VAULT_MILLISECONDS = 5_000;

async function missingVault({ vault }: Dependencies): Promise<Missing[]> {
  const waiting = new AbortController();
  const late = sleep(VAULT_MILLISECONDS, undefined, { signal: waiting.signal }).then(() => {
    throw new Error(`The vault did not answer within ${VAULT_MILLISECONDS / 1000} s.`);
  });
  try {
    await Promise.race([vault.check(), late]);
    return [];
  } catch (cause) {
    return [{ part: 'vault', why: 'Secrets cannot be stored or read.', cause }];
  } finally {
    waiting.abort();
  }
}

import { NativeConnection, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Activities } from '../activities';
import { countRequest, createActivities } from '../activities';
import { createHaloClient } from '../halo';
import { runProcess } from '../process/command';
import { loadEnvironment } from '../process/environment';
import { createLogger } from '../process/log';
import { createTemporalClient } from '../process/temporal-client';
import { temporalTrouble } from '../process/temporal-trouble';
import { createVault, loadOrCreateKeys } from '../vault';
import { CONTINUE_AFTER_EVENTS, TASK_QUEUE } from '../workflows/messages';
import { boundedActivities } from './bounded-activities';
import type { WorkerConfig } from './config';
import { readWorkerConfig } from './config';
import { beat } from './health';
import { installRuntime } from './log';
import { createPartnerWorkflows } from './workflow-calls/partner';

export interface RunningWorker {
  /** Resolves when it has drained after a shutdown; rejects when it ends by itself. */
  readonly stopped: Promise<void>;
  /** Takes no more work, and resolves when what was under way has ended. */
  shutdown(): Promise<void>;
}

/** Longer than the longest Activity that waits for HaloPSA. */
const GRACE_MILLISECONDS = 20_000;

/** @throws Error (a VaultError among them) of one sentence that names the setting */
export async function runWorker(config: WorkerConfig): Promise<RunningWorker> {
  const logger = createLogger(config.logLevel);
  installRuntime(logger);
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const worker = await createWorker(config, closers);
    if (config.healthFile !== undefined) closers.push(beatOf(worker, config.healthFile, logger));
    const stopped = worker.run().finally(close);
    logger.info({ taskQueue: TASK_QUEUE }, 'the worker polls');
    return {
      stopped,
      shutdown: () => {
        if (worker.getState() === 'RUNNING') worker.shutdown();
        return stopped;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const beatOf = (worker: Worker, file: string, logger: Logger) =>
  beat({
    file,
    isPolling: () => worker.getStatus().workflowPollerState === 'POLLING',
    failed: (err) => logger.warn({ err }, 'the health file cannot be written'),
  });

async function createWorker(config: WorkerConfig, closers: (() => Promise<void> | void)[]): Promise<Worker> {
  const connection = await connect(config);
  closers.push(() => connection.close());
  return Worker.create({
    connection,
    namespace: config.temporal.namespace ?? 'default',
    taskQueue: TASK_QUEUE,
    ...config.workflows,
    activities: await activitiesOf(config, closers),
    interceptors: { ...config.workflows.interceptors, ...boundedActivities },
    shutdownGraceTime: GRACE_MILLISECONDS,
    shutdownForceTime: GRACE_MILLISECONDS * 1.5,
    maxCachedWorkflows: config.cachedWorkflows,
    // Most Activities only wait, for HaloPSA or in a batch. Somebody who waits for a list must not stand behind them. 100 by default.
    maxConcurrentActivityTaskExecutions: 1_000,
    // Temporal gives a killed Worker up before a reader's patience ends. 10 s by default.
    stickyQueueScheduleToStartTimeout: '2 seconds',
    // A cancellation arrives with the answer to a heartbeat, and a revoke waits for it. 80 % of the timeout by default.
    maxHeartbeatThrottleInterval: '1 second',
  });
}

async function activitiesOf(config: WorkerConfig, closers: (() => Promise<void> | void)[]): Promise<Activities> {
  const { url, keys = await loadOrCreateKeys(config.dataDir) } = config.vault;
  const vault = await createVault({ url, keys });
  closers.push(() => vault.close());
  const client = createTemporalClient(config.temporal);
  closers.push(() => client.connection.close());
  const halo = createHaloClient({ allowedHosts: config.allowedHosts, waits: config.waits, countRequest });
  closers.push(() => halo.close());
  return createActivities({ halo, vault, workflows: createPartnerWorkflows(client, gateOf(config)) });
}

const gateOf = ({ limits, gateContinuesAfterEvents = CONTINUE_AFTER_EVENTS }: WorkerConfig) => ({
  limits,
  continueAfterEvents: gateContinuesAfterEvents,
});

async function connect({ temporal }: WorkerConfig): Promise<NativeConnection> {
  const { connectionOptions, namespace = 'default' } = temporal;
  const connection = await NativeConnection.connect(connectionOptions).catch((cause: unknown) => {
    throw new Error(`TEMPORAL_ADDRESS: Temporal at ${connectionOptions.address} cannot be reached.`, { cause });
  });
  try {
    // The Worker would ask the same, and quote the whole answer.
    await connection.workflowService.describeNamespace({ namespace });
    return connection;
  } catch (cause) {
    await connection.close();
    throw new Error(`Temporal at ${connectionOptions.address}: ${temporalTrouble(cause, namespace)}`, { cause });
  }
}

if (require.main === module) {
  runProcess(async () => {
    const worker = await runWorker(readWorkerConfig(loadEnvironment()));
    return { stop: () => worker.shutdown(), stopped: worker.stopped };
  });
}

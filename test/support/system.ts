import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Limits } from '../../domain/gate/state';
import type { RunningTemporal } from '../../embedded/temporal-server';
import type { Simulator, SimulatorOptions } from '../../simulator';
import { createSimulator } from '../../simulator';
import { readWorkerConfig } from '../../worker/config';
import type { RunningWorker } from '../../worker/main';
import { runWorker } from '../../worker/main';
import type { Timings } from '../../workflows/messages/timings';
import type { RunningApi } from '../api/running-api';
import { startApi, testVault } from '../api/running-api';
import { startTestServer, workflowBundle } from './temporal';

/** Everything that runs, with real parts: Temporal server, simulator over HTTP, worker, api. */
export interface System {
  readonly temporal: RunningTemporal;
  readonly client: Client;
  readonly simulator: Simulator;
  readonly api: RunningApi;
  readonly folder: string;
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  readonly simulator?: SimulatorOptions;
  readonly timings?: Partial<Timings>;
  /** `host:port` entries that may be called besides the simulator. */
  readonly allowedHosts?: readonly string[];
  /** How the worker starts gates, where its settings do not say it. */
  readonly gate?: { readonly limits?: Partial<Limits>; readonly continueAfterEvents?: number };
  /** Settings of the worker, as environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Small and quick where a test does not say otherwise. */
const smallHalo: SimulatorOptions = { customers: 20, agentProfileBytes: 1_000, rateLimit: null };

/** For one test file: in a folder and on ports of its own. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), 'halopsa-system-'));
  const { temporal } = await startTestServer({ folder, databaseFile: null });
  const { address } = temporal;
  const simulator = await createSimulator({ ...smallHalo, ...options.simulator });
  const allowedHosts = [new URL(simulator.url).host, ...(options.allowedHosts ?? [])];
  const client = new Client({ connection: await Connection.connect({ address }) });
  const api = await startApi({ address, allowedHosts, folder, timings: options.timings ?? {} });
  const vault = testVault(folder);
  const settings = {
    TEMPORAL_ADDRESS: address,
    HALO_ALLOWED_HOSTS: allowedHosts.join(),
    LOG_LEVEL: 'error',
    DATA_DIR: folder,
    VAULT_URL: vault.url,
    VAULT_KEYS: vault.keys,
  };
  let worker: RunningWorker | undefined;
  const stopWorker = async () => {
    await worker?.shutdown();
    worker = undefined;
  };
  const startWorker = async () => {
    const config = readWorkerConfig({ ...settings, ...options.env });
    const { limits, continueAfterEvents } = options.gate ?? {};
    worker = await runWorker({
      ...config,
      limits: { ...config.limits, ...limits },
      workflows: { workflowBundle: workflowBundle() },
      ...(continueAfterEvents !== undefined && { gateContinuesAfterEvents: continueAfterEvents }),
    });
  };
  await startWorker();
  return {
    temporal,
    client,
    simulator,
    api,
    folder,
    stopWorker,
    startWorker,
    stop: async () => {
      await api.close();
      await stopWorker();
      await client.connection.close();
      await simulator.close();
      await temporal.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

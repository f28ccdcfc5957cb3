import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { SignInOptions } from '../../api/session/sign-in';
import type { Limits } from '../../domain/gate/state';
import type { Simulator, SimulatorOptions } from '../../simulator';
import { createSimulator } from '../../simulator';
import { readWorkerConfig } from '../../worker/config';
import type { RunningWorker } from '../../worker/main';
import { runWorker } from '../../worker/main';
import type { Timings } from '../../workflows/messages/timings';
import type { RunningApi } from '../api/running-api';
import { startApi, testVault } from '../api/running-api';
import { builtPortal } from './built-portal';
import { claimTemporal, workflowBundle } from './temporal';

/** Everything that runs, with real parts: Temporal server, simulator over HTTP, worker, api. */
export interface System {
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly client: Client;
  /** Of the test that runs: each has one of its own. */
  readonly simulator: Simulator;
  readonly api: RunningApi;
  readonly folder: string;
  /** Gives the next test another simulator; the one before is as at first, so that what still calls it comes to an end. */
  nextSimulator(): Promise<void>;
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  readonly simulator?: SimulatorOptions;
  /** How many of them there are to be: as many as the file has tests. */
  readonly simulators?: number;
  readonly timings?: Partial<Timings>;
  /** `host:port` entries that may be called besides the simulators. */
  readonly allowedHosts?: readonly string[];
  /** How the worker starts gates, where its settings do not say it. */
  readonly gate?: { readonly limits?: Partial<Limits>; readonly continueAfterEvents?: number };
  /** Whether the api serves the portal, too. */
  readonly portal?: boolean;
  /** How people sign in; links where nothing is said. */
  readonly signIn?: Partial<SignInOptions>;
  /** Settings of the worker, as environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Small and quick where a test does not say otherwise. */
const smallHalo: SimulatorOptions = { customers: 20, agentProfileBytes: 1_000, rateLimit: null };

/** For one test file: in a folder and on ports of its own, and in a Namespace of its own of the run's Temporal. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), 'halopsa-system-'));
  const temporal = await claimTemporal();
  const { address, namespace } = temporal;
  const simulators = await createSimulators(options);
  const allowedHosts = [...simulators.hosts, ...(options.allowedHosts ?? [])];
  const client = new Client({ connection: await Connection.connect({ address }), namespace });
  const portal = options.portal === true ? await builtPortal() : undefined;
  const { timings = {}, signIn = {} } = options;
  const api = await startApi({ address, namespace, allowedHosts, folder, timings, signIn, portal });
  const worker = createWorker(options, { ...temporal, allowedHosts, folder });
  await worker.start();
  return {
    temporal,
    client,
    get simulator() {
      return simulators.current();
    },
    api,
    folder,
    nextSimulator: simulators.next,
    stopWorker: worker.stop,
    startWorker: worker.start,
    stop: async () => {
      await api.close();
      await worker.stop();
      await client.connection.close();
      await simulators.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createSimulators({ simulator: options, simulators: count = 16 }: SystemOptions) {
  const all = await Promise.all(Array.from({ length: count }, () => createSimulator({ ...smallHalo, ...options })));
  let index = 0;
  const current = (): Simulator => {
    const found = all[index];
    if (found === undefined) throw new Error('This file has more tests than simulators: set `simulators`.');
    return found;
  };
  return {
    hosts: all.map(({ url }) => new URL(url).host),
    current,
    next: async () => {
      await current().reset();
      index += 1;
    },
    close: async () => {
      await Promise.all(all.map((one) => one.close()));
    },
  };
}

interface WorkerPlace {
  readonly address: string;
  readonly namespace: string;
  readonly allowedHosts: readonly string[];
  readonly folder: string;
}

/** The worker of a system, which can be stopped and started again. */
function createWorker({ env, gate = {} }: SystemOptions, { address, namespace, allowedHosts, folder }: WorkerPlace) {
  const vault = testVault(folder);
  const settings = {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    HALO_ALLOWED_HOSTS: allowedHosts.join(),
    LOG_LEVEL: 'error',
    DATA_DIR: folder,
    VAULT_URL: vault.url,
    VAULT_KEYS: vault.keys,
  };
  let worker: RunningWorker | undefined;
  return {
    start: async () => {
      const config = readWorkerConfig({ ...settings, ...env });
      const { limits, continueAfterEvents } = gate;
      worker = await runWorker({
        ...config,
        limits: { ...config.limits, ...limits },
        workflows: { workflowBundle: workflowBundle() },
        ...(continueAfterEvents !== undefined && { gateContinuesAfterEvents: continueAfterEvents }),
      });
    },
    stop: async () => {
      await worker?.shutdown();
      worker = undefined;
    },
  };
}

import type { ApiConfig } from '../api/config';
import { readApiConfig } from '../api/config';
import { runApi } from '../api/main';
import type { Simulator } from '../simulator';
import { createSimulator } from '../simulator';
import { readConfig as readSimulatorConfig } from '../simulator/config';
import { readWorkerConfig } from '../worker/config';
import { runWorker } from '../worker/main';
import type { EmbeddedConfig, Ports } from './config';
import { openDataDir } from './data-dir';
import { prepareGivenTemporal } from './given-temporal';
import type { EmbeddedKeys } from './keys';
import { openKeys } from './keys';
import { lockFolder } from './lock';
import type { StartOptions } from './own-temporal';
import { chooseTemporalPorts, claimTemporal, startOwnTemporal } from './own-temporal';
import { checkPort } from './ports';
import { StartError, sentence } from './start-error';

export interface Everything {
  apiUrl: string;
  temporal: { address: string; uiUrl: string | null };
  simulator: Pick<Simulator, 'url' | 'credentials' | 'control'>;
  keys: EmbeddedKeys;
  /** Of the api: whose tokens it takes, and where people open it. */
  config: ApiConfig;
  /** Rejects with a StartError when a part ends by itself and stays away; never resolves. */
  failed: Promise<never>;
  /** The api first, then the worker (drained), the simulator, Temporal. */
  stop(): Promise<void>;
}

type Stops = Array<() => Promise<void>>;

/**
 * Checks everything that can be checked, then starts Temporal (unless one is given), simulator, worker and api.
 *
 * @throws StartError with one sentence; what had started is stopped again.
 */
export async function startEverything(options: StartOptions): Promise<Everything> {
  const stops: Stops = [];
  const stop = () => stopAll(stops, options.report);
  try {
    const config = await prepare(options, stops);
    return { ...(await startParts({ ...options, config }, stops)), stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** Nothing has started yet when one of these is refused. */
async function prepare({ config, report }: StartOptions, stops: Stops): Promise<EmbeddedConfig> {
  await openDataDir(config.dataDir);
  stops.push(await lockFolder({ folder: config.dataDir, name: 'start' }));
  if (config.temporalAddress === undefined) stops.push(await claimTemporal({ config, report }));
  return { ...config, ports: await choosePorts(config) };
}

async function choosePorts({ ports, temporalAddress }: EmbeddedConfig): Promise<Ports> {
  await checkPort({ setting: 'PORT', port: ports.api });
  await checkPort({ setting: 'SIMULATOR_PORT', port: ports.simulator });
  return temporalAddress === undefined ? chooseTemporalPorts(ports) : ports;
}

async function startParts(options: StartOptions, stops: Stops): Promise<Omit<Everything, 'stop'>> {
  const { config, signal } = options;
  const keys = await openKeys(config.dataDir, readApiConfig(partEnvironment(options)).auth);
  const temporal = await startTemporalPart(options, stops);
  signal.throwIfAborted();
  const simulator = await createSimulator(readSimulatorConfig(partEnvironment(options)));
  stops.push(() => simulator.close());
  const env = connectedEnvironment({ env: partEnvironment(options), temporal, simulator });
  const worker = await runWorker(readWorkerConfig(env));
  stops.push(() => worker.shutdown());
  signal.throwIfAborted();
  const apiConfig = readApiConfig(env);
  const api = await runApi(apiConfig);
  stops.push(() => api.close());
  const workerEnded = worker.stopped.then(() => Promise.reject(new StartError('The worker has stopped by itself.')));
  const failed = Promise.race([temporal.gaveUp, workerEnded]);
  failed.catch(() => undefined); // Also rejects when we stop the worker, and nobody listens then.
  return { apiUrl: api.url, temporal, simulator, keys, config: apiConfig, failed };
}

interface TemporalPart {
  address: string;
  uiUrl: string | null;
  gaveUp: Promise<never>;
}

async function startTemporalPart(options: StartOptions, stops: Stops): Promise<TemporalPart> {
  const { temporalAddress } = options.config;
  if (temporalAddress !== undefined) {
    await prepareGivenTemporal({ ...options, temporal: readWorkerConfig(partEnvironment(options)).temporal });
    return { address: temporalAddress, uiUrl: null, gaveUp: new Promise<never>(() => undefined) };
  }
  const temporal = await startOwnTemporal(options);
  stops.push(temporal.stop);
  return temporal;
}

/** What every part reads as its environment: a person's settings, and what was chosen here. */
function partEnvironment({ config, env }: StartOptions): NodeJS.ProcessEnv {
  return {
    ...env,
    // A person reads this terminal; requests are logged where somebody asks for them.
    LOG_LEVEL: env.LOG_LEVEL || 'warn',
    PORT: String(config.ports.api),
    SIMULATOR_PORT: String(config.ports.simulator),
    DATA_DIR: config.dataDir,
    TEMPORAL_NAMESPACE: config.temporalNamespace,
  };
}

/** The same for api and worker, which call Temporal and, past the address guard, the simulator. */
function connectedEnvironment(options: {
  env: NodeJS.ProcessEnv;
  temporal: TemporalPart;
  simulator: { url: string };
}): NodeJS.ProcessEnv {
  const { env, temporal, simulator } = options;
  const allowedHosts = [env.HALO_ALLOWED_HOSTS, new URL(simulator.url).host].filter(Boolean);
  return {
    ...env,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_UI_URL: env.TEMPORAL_UI_URL || temporal.uiUrl || '',
    HALO_ALLOWED_HOSTS: allowedHosts.join(','),
  };
}

/** In the reverse order of the start; a part that fails to stop does not keep the others. */
async function stopAll(stops: Stops, report: (line: string) => void): Promise<void> {
  for (const stop of stops.splice(0).reverse()) {
    await stop().catch((thrown: unknown) => report(`While stopping: ${sentence(thrown)}`));
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { cacheFolder } from '../../embedded/config';
import { findTemporal } from '../../embedded/find-temporal';
import { openKeys } from '../../embedded/keys';
import { freePort } from '../../embedded/ports';
import { kill } from '../../embedded/processes';
import type { RunningTemporal, TemporalOptions } from '../../embedded/temporal-server';
import { startTemporal } from '../../embedded/temporal-server';
import { createTemporalClient } from '../../process/temporal-client';
import { searchAttributes } from '../../workflows/messages';
import type { Halo } from './halo';
import { createHalo } from './halo';
import type { Partner } from './partner';
import { createPartner } from './partner';
import type { RunningProcess } from './process';
import { startProcess } from './process';
import type { SimulatorSettings } from './simulator-process';
import { Ready } from './simulator-process';

export interface SystemOptions {
  readonly simulator?: SimulatorSettings;
  /** Settings of worker and api, where they are not the usual ones. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Everything as `npm start` runs it, each part a process of its own. */
export interface System {
  /** The load generator's own. */
  readonly client: Client;
  readonly halo: Halo;
  readonly credentials: Ready;
  readonly apiUrl: string;
  readonly worker: RunningProcess;
  newPartner(): Promise<Partner>;
  /** One more process on the same Temporal. */
  startMore(name: string, script: string, ready: RegExp): Promise<RunningProcess>;
  /** Kills worker and Temporal with -9, and starts both anew where they were. `worker` is the first one still. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** No HaloPSA in the way: what is measured is ours. Benchmarks that are about its limit set another one. */
const unlimited = { HALO_LIMIT_REQUESTS: '1000000', HALO_LIMIT_WINDOW_SECONDS: '60' };

type Stops = (() => Promise<unknown>)[];

export async function startSystem(options: SystemOptions, signal: AbortSignal): Promise<System> {
  const stops: Stops = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    return { ...(await startParts(options, stops, signal)), stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function startParts(options: SystemOptions, stops: Stops, signal: AbortSignal): Promise<Omit<System, 'stop'>> {
  const folder = await mkdtemp(join(tmpdir(), 'halopsa-bench-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const start = async (name: string, script: string, ready: RegExp, env: Readonly<Record<string, string>>) => {
    const running = await startProcess({ name, script, ready, env, folder, signal });
    stops.push(running.stop);
    return running;
  };
  const startServer = await serverIn(folder);
  let server = await startServer();
  stops.push(() => server.stop());
  const settings = { SIMULATOR_OPTIONS: JSON.stringify({ agentProfileBytes: 1_000, ...options.simulator }) };
  const { said } = await start('simulator', 'bench/support/simulator-process.js', /^ready (.*)$/m, settings);
  const credentials = Ready.parse(JSON.parse(said));
  const keys = await openKeys(folder);
  const env = {
    TEMPORAL_ADDRESS: server.address,
    DATA_DIR: folder,
    HALO_ALLOWED_HOSTS: new URL(credentials.siteUrl).host,
    PORT: String(await freePort()),
    SEAT_DEBOUNCE_SECONDS: '0.1',
    ...unlimited,
    ...options.env,
  };
  const startWorker = () => start('worker', 'worker/main.js', /"msg":"(the worker polls)"/, env);
  const worker = await startWorker();
  let newestWorker = worker;
  const { said: apiUrl } = await start('api', 'api/main.js', /"url":"([^"]+)".*"msg":"the api listens"/, env);
  const client = createTemporalClient({ connectionOptions: { address: server.address } });
  stops.push(() => client.connection.close());
  let partners = 0;
  return {
    client,
    halo: createHalo(credentials.siteUrl, signal),
    credentials,
    apiUrl,
    worker,
    newPartner: async () => {
      partners += 1;
      const id = `p${partners}`;
      const token = await keys.signToken({ partnerId: id, path: ['d1', id], role: 'owner', name: 'Bench' });
      return createPartner({ id, token, apiUrl, signal });
    },
    startMore: (name, script, ready) => start(name, script, ready, env),
    crash: async () => {
      for (const { pid } of [newestWorker, server]) kill(pid, 'SIGKILL');
      await server.exited;
      server = await startServer();
      newestWorker = await startWorker();
    },
  };
}

/** As the embedded start does: on a file, with the settings of temporal-server.ts; each time on the same port. */
async function serverIn(folder: string): Promise<() => Promise<RunningTemporal>> {
  const { env } = process;
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const { path } = await findTemporal({ env, cacheDir: cacheFolder(env), report });
  const options: TemporalOptions = {
    path,
    port: await freePort(),
    uiPort: null,
    namespace: 'default',
    retentionDays: 30,
    report,
    searchAttributes: Object.values(searchAttributes),
    databaseFile: join(folder, 'temporal.db'),
    logFile: join(folder, 'temporal.log'),
  };
  return () => startTemporal(options);
}

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { freePort, portOpen } from '../../../embedded/ports';
import type { Simulator, SimulatorOptions } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import type { RunningProgram } from '../../../tools/programs';
import { start } from '../../../tools/programs';
import type { RunningApi } from '../../api/running-api';
import { audience, call, createTokens, issuer, testVault } from '../../api/running-api';
import type { TestServer } from '../../support/temporal';
import { startTestServer } from '../../support/temporal';

/** One part of the system, which can be killed at any moment and started again where it was. */
export interface Part {
  start(): Promise<void>;
  /** SIGKILL, by its process id; resolves when it is gone. */
  kill(): Promise<void>;
  /** Everything it logged, over all its starts. */
  log(): string;
}

/** Worker and api as the processes that people run, Temporal on a file, a simulator in the test. */
export interface Processes {
  readonly worker: Part;
  readonly api: Part & Pick<RunningApi, 'tokens' | 'call'>;
  readonly temporal: Omit<Part, 'log'>;
  readonly simulator: Simulator;
  readonly client: Client;
  readonly folder: string;
  stop(): Promise<void>;
}

export interface ProcessesOptions {
  readonly simulator?: SimulatorOptions;
  /** `host:port` entries that may be called besides the simulator. */
  readonly allowedHosts?: readonly string[];
  /** Settings of worker and api. */
  readonly env?: Readonly<Record<string, string>>;
}

const root = resolve(__dirname, '../../..');

/** Quick where a test does not say otherwise: an outage is tried every second or two. */
const usualSettings = {
  LOG_LEVEL: 'info',
  SEAT_DEBOUNCE_SECONDS: '0.3',
  HALO_LIMIT_REQUESTS: '100000',
  GATE_PROBE_FIRST_SECONDS: '1',
  GATE_PROBE_MAX_SECONDS: '2',
};

/** Starts everything, in a folder and on ports that no other run has. */
export async function startProcesses(options: ProcessesOptions = {}): Promise<Processes> {
  const folder = await mkdtemp(join(tmpdir(), 'halopsa-durability-'));
  const server = await startTestServer({ folder });
  const simulator = await createSimulator({ customers: 20, rateLimit: null, ...options.simulator });
  const { address } = server.temporal;
  const allowedHosts = [new URL(simulator.url).host, ...(options.allowedHosts ?? [])];
  const client = new Client({ connection: await Connection.connect({ address }) });
  const { jwk, sign } = await createTokens();
  // Our own key, which an api has in a file, signs tokens of this type.
  const tokens: RunningApi['tokens'] = { jwk, sign: (claims, header) => sign(claims, { typ: 'at+jwt', ...header }) };
  await mkdir(join(folder, 'auth'));
  await writeFile(join(folder, 'auth', 'jwks.json'), JSON.stringify({ keys: [tokens.jwk] }));
  const vault = testVault(folder);
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: folder,
    VAULT_URL: vault.url,
    VAULT_KEYS: vault.keys,
    TEMPORAL_ADDRESS: address,
    HALO_ALLOWED_HOSTS: allowedHosts.join(),
    PORT: `${port}`,
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: audience,
    ...usualSettings,
    ...options.env,
  };
  const temporal = temporalPart(server, folder);
  const worker = processPart('worker', env, (signal, output) => untilSaid('the worker polls', output, signal));
  const api = processPart('api', env, (signal) => portOpen({ port, signal }));
  const url = `http://127.0.0.1:${port}`;
  const processes: Processes = {
    worker,
    temporal,
    simulator,
    client,
    folder,
    api: { ...api, tokens, call: (method, path, given) => call(method, `${url}${path}`, { ...given }) },
    stop: async () => {
      await Promise.all([api.kill(), worker.kill()]);
      await client.connection.close();
      await temporal.kill();
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await Promise.all([worker.start(), api.start()]);
    return processes;
  } catch (thrown) {
    await processes.stop();
    throw thrown;
  }
}

type Ready = Parameters<typeof start>[0]['ready'];

function processPart(name: 'worker' | 'api', env: NodeJS.ProcessEnv, ready: Ready): Part {
  const script = join(root, 'dist', name, 'main.js');
  if (!existsSync(script)) throw new Error(`dist/${name}/main.js is missing: "npm run build" makes it.`);
  const runs: RunningProgram[] = [];
  return {
    start: async () => void runs.push(await start({ command: [process.execPath, script], env, ready })),
    kill: async () => void (await runs.at(-1)?.kill()),
    log: () => runs.map((run) => run.output()).join(''),
  };
}

function temporalPart({ options, temporal: first }: TestServer, folder: string): Omit<Part, 'log'> {
  let temporal = first;
  return {
    start: async () => {
      ({ temporal } = await startTestServer({ folder, ...options }));
    },
    kill: async () => {
      process.kill(temporal.pid, 'SIGKILL');
      await temporal.exited;
    },
  };
}

async function untilSaid(words: string, output: () => string, signal: AbortSignal): Promise<void> {
  while (!output().includes(words)) await sleep(20, undefined, { signal });
}

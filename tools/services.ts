import { join } from 'node:path';
import { freePort } from '../embedded/ports';
import type { ComposeFile } from './compose';
import type { RunningProgram } from './programs';
import { run, start } from './programs';
import { replaced } from './temporal-cluster';

/** Our own services of the compose file, run here with the environment that stands there; only hosts and ports are put in their place. */
export interface ServiceOptions {
  readonly compose: ComposeFile;
  /** The folder of the build. */
  readonly dist: string;
  /** Stand for what the services reach by name in the compose file. */
  readonly here: { readonly TEMPORAL_ADDRESS: string; readonly VAULT_URL: string };
}

export interface RunningWorker extends RunningProgram {
  /** The health check of its container. @throws {Error} with its sentence when the worker is not healthy */
  checkHealth(): Promise<void>;
}

export interface RunningService extends RunningProgram {
  readonly url: string;
}

/** @param options.healthFile of this worker alone, as in a container */
export async function startWorker(options: ServiceOptions & { readonly healthFile: string }): Promise<RunningWorker> {
  const { compose, dist, here, healthFile } = options;
  const { environment, healthcheck } = compose.service('worker');
  const env = { PATH: process.env['PATH'], ...replaced(environment, { ...here, HEALTH_FILE: healthFile }) };
  const running = await start({
    command: [process.execPath, join(dist, 'worker/main.js')],
    env,
    ready: (signal, output) => untilSaid(output, 'the worker polls', signal),
  });
  const command = healthcheck.map((word) => (word.startsWith('dist/') ? join(dist, '..', word) : word));
  return { ...running, checkHealth: async () => void (await run({ command, env })) };
}

export async function startApi({ compose, dist, here }: ServiceOptions): Promise<RunningService> {
  const port = await freePort();
  const local = { ...here, PORT: String(port), HOST: '127.0.0.1' };
  // Beside the build, as in the image.
  const portal = { PORTAL_FOLDER: join(dist, '..', 'dist-portal') };
  const env = { PATH: process.env['PATH'], ...portal, ...replaced(compose.service('api').environment, local) };
  const running = await start({
    command: [process.execPath, join(dist, 'api/main.js')],
    env,
    ready: (signal, output) => untilSaid(output, 'the api listens', signal),
  });
  return { ...running, url: `http://127.0.0.1:${port}` };
}

async function untilSaid(output: () => string, words: string, signal: AbortSignal): Promise<void> {
  while (!output().includes(words)) {
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

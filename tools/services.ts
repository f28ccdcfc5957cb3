import { join } from 'node:path';
import { freePort } from '../embedded/ports';
import type { ComposeFile } from './compose';
import type { RunningProgram } from './programs';
import { start } from './programs';
import { replaced } from './temporal-cluster';

/** Our own services of the compose file, run here with the environment that stands there; only hosts and ports are put in their place. */
export interface ServiceOptions {
  readonly compose: ComposeFile;
  /** The folder of the build. */
  readonly dist: string;
  /** Stand for what the services reach by name in the compose file. */
  readonly here: { readonly TEMPORAL_ADDRESS: string; readonly VAULT_URL: string };
}

export interface RunningService extends RunningProgram {
  readonly url: string;
}

export function startWorker({ compose, dist, here }: ServiceOptions): Promise<RunningProgram> {
  const env = { PATH: process.env['PATH'], ...replaced(compose.service('worker').environment, { ...here }) };
  return start({
    command: [process.execPath, join(dist, 'worker/main.js')],
    env,
    ready: (signal, output) => untilSaid(output, 'the worker polls', signal),
  });
}

export async function startApi({ compose, dist, here }: ServiceOptions): Promise<RunningService> {
  const port = await freePort();
  const local = { ...here, PORT: String(port), HOST: '127.0.0.1' };
  const env = { PATH: process.env['PATH'], ...replaced(compose.service('api').environment, local) };
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

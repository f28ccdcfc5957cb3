import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kill, stopProcess } from '../../embedded/processes';

const READY_WITHIN_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 20;
/** Longer than a Worker drains. */
const GRACE_MILLISECONDS = 35_000;

export interface ProcessOptions {
  readonly name: string;
  /** Of the build, such as `worker/main.js`. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** The folder for its output file. A pipe would give the load generator more work. */
  readonly folder: string;
  /** What its output says when it is ready; its first group is given. */
  readonly ready: RegExp;
  readonly signal: AbortSignal;
}

export interface RunningProcess {
  readonly pid: number;
  readonly said: string;
  stop(): Promise<void>;
}

/** The folder of the build. */
const build = join(__dirname, '..', '..');

/**
 * Starts a process of the build and resolves when it says that it is ready.
 * @throws Error with its last words when it ends first, or is not ready within a minute
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { name, script, env, folder, ready, signal } = options;
  const logFile = join(folder, `${name}-${Date.now()}.log`);
  const log = await open(logFile, 'a');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(build, script)], {
    // It runs in this folder, so that it reads nobody's `.env`.
    cwd: folder,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  await log.close();
  const pid = child.pid ?? 0;
  const endWithUs = () => kill(pid, 'SIGTERM');
  process.once('exit', endWithUs);
  const ended = once(child, 'exit').then(() => process.off('exit', endWithUs));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) await stopProcess({ pid, graceMs: GRACE_MILLISECONDS });
    await ended;
  };
  const isEnded = () => child.exitCode !== null || child.signalCode !== null;
  const deadline = Date.now() + READY_WITHIN_MILLISECONDS;
  for (;;) {
    const output = await readFile(logFile, 'utf8');
    const [, said] = ready.exec(output) ?? [];
    if (said !== undefined) return { pid, said, stop };
    if (isEnded() || signal.aborted || Date.now() > deadline) {
      await stop();
      throw new Error(`${name} did not start: ${output.slice(-2_000)}`);
    }
    await sleep(POLL_MILLISECONDS);
  }
}

/** What a process holds in memory now, in bytes; NaN where there is no /proc. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024;
}

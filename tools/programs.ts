import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';

export interface Program {
  command: string[];
  env: NodeJS.ProcessEnv;
}

/** Runs to the end. @throws {Error} with what it wrote when it ends with anything but 0 */
export async function run({ command: [file = '', ...args], env }: Program): Promise<string> {
  const { stdout } = await promisify(execFile)(file, args, { env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

export interface RunningProgram {
  readonly pid: number;
  /** Everything it wrote so far. */
  output(): string;
  /** SIGTERM, and SIGKILL when it is still there 30 s later. Answers the exit code, null when a signal ended it. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

const startWithinMilliseconds = 60_000;
const stopWithinMilliseconds = 30_000;

/**
 * Starts what runs until it is stopped; resolves when `ready` does.
 * @throws {Error} with its last words when it ends or is not ready within a minute
 */
export async function start(
  program: Program & { ready(signal: AbortSignal, output: () => string): Promise<void> },
): Promise<RunningProgram> {
  const [file = '', ...args] = program.command;
  // It does not run in the current folder, because the program would read the `.env` there.
  const child = spawn(file, args, { env: program.env, cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => written.push(text));
  const running = {
    pid: child.pid ?? 0,
    output: () => written.join(''),
    stop: () => stop(child),
    kill: () => kill(child),
  };
  try {
    await program.ready(untilEnded(child), running.output);
    return running;
  } catch {
    const code = await running.stop();
    throw new Error(`${file} did not start (${code}): ${running.output().slice(-4_000)}`);
  }
}

function untilEnded(child: ChildProcess): AbortSignal {
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  return AbortSignal.any([ended.signal, AbortSignal.timeout(startWithinMilliseconds)]);
}

const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function kill(child: ChildProcess): Promise<void> {
  if (isGone(child)) return;
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (isGone(child)) return child.exitCode;
  const ended = once(child, 'close');
  const impatience = setTimeout(() => child.kill('SIGKILL'), stopWithinMilliseconds);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(impatience);
  return child.exitCode;
}

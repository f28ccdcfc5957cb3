import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const pollMs = 50;

/** The whole command line of a running process; undefined when there is no such process (or only its zombie). */
export async function commandLine(pid: number): Promise<string | undefined> {
  // /proc first: slim container images have no ps. macOS has no /proc.
  const read = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => psCommandLine(pid));
  return read.replaceAll('\0', ' ').trim() || undefined;
}

/** The ids of all processes whose command line holds this text. */
export async function processesWith(text: string): Promise<number[]> {
  const all = await readdir('/proc').then(procCommandLines, psCommandLines);
  return all.filter(([, command]) => command.includes(text)).map(([pid]) => pid);
}

/** Ends a process that need not be our child: SIGTERM, and SIGKILL when it is still there after `graceMs`. */
export async function stopProcess({ pid, graceMs }: { pid: number; graceMs: number }): Promise<void> {
  kill(pid, 'SIGTERM');
  if (await isGone(pid, graceMs)) return;
  kill(pid, 'SIGKILL');
  await isGone(pid, graceMs);
}

/** Signals a process that may be gone already. */
export function kill(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already, which is what the caller wants.
  }
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (await commandLine(pid)) {
    if (Date.now() >= deadline) return false;
    await sleep(pollMs);
  }
  return true;
}

type CommandLine = readonly [pid: number, command: string];

const procCommandLines = (names: string[]): Promise<CommandLine[]> =>
  Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => [Number(name), await procCommandLine(name)] as const),
  );

/** Empty for a process that has ended meanwhile. */
const procCommandLine = (pid: string): Promise<string> =>
  readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (read) => read.replaceAll('\0', ' '),
    () => '',
  );

async function psCommandLines(): Promise<CommandLine[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,args='], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.split('\n').map((line) => {
    const [, pid, command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return [Number(pid), command] as const;
  });
}

async function psCommandLine(pid: number): Promise<string> {
  const ps = promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
  return ps.then(
    ({ stdout }) => stdout,
    () => '',
  );
}

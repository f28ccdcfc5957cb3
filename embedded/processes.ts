import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const pollMs = 50;

/** The whole command line of a running process; undefined when there is no such process (or only its zombie). */
export async function commandLine(pid: number): Promise<string | undefined> {
  // /proc first: slim container images have no ps. macOS has no /proc.
  const read = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => psCommandLine(pid));
  return read.replaceAll('\0', ' ').trim() || undefined;
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

async function psCommandLine(pid: number): Promise<string> {
  const ps = promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
  return ps.then(
    ({ stdout }) => stdout,
    () => '',
  );
}

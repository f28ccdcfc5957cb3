import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const dist = resolve(__dirname, '../../dist');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the build to its end, with nothing but `env` for its environment. */
export async function runBuilt(options: {
  readonly script: string;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}): Promise<Ended> {
  const script = join(dist, options.script);
  if (!existsSync(script)) throw new Error('Build first: npm run build.');
  const env = { PATH: process.env.PATH, HOME: options.cwd, ...options.env };
  return new Promise((ended) => {
    const child = execFile(
      process.execPath,
      [script, ...(options.args ?? [])],
      { cwd: options.cwd, env },
      (_error, stdout, stderr) => ended({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

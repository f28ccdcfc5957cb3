import { access, mkdir, mkdtemp, rename, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findTemporal } from '../embedded/find-temporal';
import { run } from './programs';

/** Temporal Server as its images hold it, built for this machine. */
export interface TemporalPrograms {
  /** To put on the PATH: `temporal-server`, `temporal-sql-tool`, `temporal`. */
  folder: string;
  /** The source of this version, with its `config`. */
  source: string;
}

const env = process.env;
const cache = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'halopsa-integration');
const built = { server: 'temporal-server', sql: 'temporal-sql-tool' } as const;

/**
 * Builds what is not in the cache yet, with Go, in a minute or two.
 * @param options.version of the server, such as `1.29.1`
 * @param options.folder an existing one, for the names on the PATH
 */
export async function temporalPrograms(options: { version: string; folder: string }): Promise<TemporalPrograms> {
  const builds = join(cache, `temporal-server-${options.version}`);
  await build(options.version, builds);
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const { path } = await findTemporal({ env, cacheDir: cache, report });
  await symlink(path, join(options.folder, 'temporal'));
  for (const [file, name] of Object.entries(built)) await symlink(join(builds, file), join(options.folder, name));
  return { folder: options.folder, source: await sourceOf(options.version) };
}

async function build(version: string, builds: string): Promise<void> {
  const there = await Promise.all(Object.keys(built).map((file) => exists(join(builds, file))));
  if (there.every(Boolean)) return;
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, 'unfinished-'));
  const packages = ['cmd/server', 'cmd/tools/sql'].map((path) => `go.temporal.io/server/${path}@v${version}`);
  await run({ command: ['go', 'install', ...packages], env: { ...env, GOBIN: unfinished } });
  await rename(unfinished, builds);
}

async function sourceOf(version: string): Promise<string> {
  const command = ['go', 'mod', 'download', '-json', `go.temporal.io/server@v${version}`];
  return z.object({ Dir: z.string() }).parse(JSON.parse(await run({ command, env }))).Dir;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { buildTemporal, downloadTemporal, temporalVersion } from './fetch-temporal';
import { StartError, sentence } from './start-error';

export interface FindOptions {
  env: NodeJS.ProcessEnv;
  /** Ours alone; the executable is kept in a folder named by its version. */
  cacheDir: string;
  report(line: string): void;
  signal?: AbortSignal | undefined;
}

export interface FoundTemporal {
  path: string;
  /** Which way it was found, for a person. */
  how: string;
}

interface Way {
  how: string;
  /** The path of a candidate, undefined when none is there; throws the reason why it could not be had. */
  find(options: FindOptions): Promise<string | undefined>;
}

const ways: Way[] = [
  { how: 'temporal on the PATH', find: onPath },
  { how: 'the cache folder', find: inCache },
  { how: "the SDK's download", find: (options) => fetched(options, downloadTemporal) },
  { how: 'go install', find: (options) => fetched(options, buildTemporal) },
];

/**
 * A usable Temporal CLI: TEMPORAL_CLI, the PATH, our cache folder, the SDK's download, a build with Go; in this order.
 *
 * @throws StartError when TEMPORAL_CLI is set and unusable, or when every way failed (it lists them with their reasons).
 */
export async function findTemporal(options: FindOptions): Promise<FoundTemporal> {
  if (options.env.TEMPORAL_CLI) return named(options.env.TEMPORAL_CLI);
  const reasons: string[] = [];
  for (const { how, find } of ways) {
    try {
      const path = await find(options);
      if (path) return { path: await usable(path), how };
      reasons.push(`${how} (not there)`);
    } catch (thrown) {
      options.signal?.throwIfAborted();
      reasons.push(`${how} (${sentence(thrown)})`);
      options.report(`Not using ${how}: ${sentence(thrown)}.`);
    }
  }
  throw new StartError(
    `No usable Temporal was found. Tried: TEMPORAL_CLI (not set), ${reasons.join(', ')}. Set TEMPORAL_CLI to the path of a Temporal CLI 1.5 or newer, or TEMPORAL_ADDRESS to a running Temporal.`,
  );
}

/** What a person set is used or refused; never replaced in silence. */
async function named(path: string): Promise<FoundTemporal> {
  return usable(path).then(
    () => ({ path, how: 'TEMPORAL_CLI' }),
    (thrown: unknown) => {
      throw new StartError(`TEMPORAL_CLI cannot be used: ${sentence(thrown)}.`);
    },
  );
}

async function onPath({ env }: FindOptions): Promise<string | undefined> {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return firstExecutable(folders.map((folder) => join(folder, 'temporal')));
}

async function inCache({ cacheDir }: FindOptions): Promise<string | undefined> {
  return firstExecutable([cachedPath(cacheDir)]);
}

async function fetched(options: FindOptions, fetch: typeof buildTemporal): Promise<string> {
  const target = cachedPath(options.cacheDir);
  await fetch({ ...options, target });
  return target;
}

function cachedPath(cacheDir: string): string {
  return join(cacheDir, `temporal-cli-${temporalVersion.slice(1)}`, 'temporal');
}

async function firstExecutable(paths: string[]): Promise<string | undefined> {
  for (const path of paths) {
    const isExecutable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return path;
  }
  return undefined;
}

/** By the server inside: a CLI built with Go calls itself 0.0.0-DEV, and Server 1.29 is what CLI 1.5 brings. */
async function usable(path: string): Promise<string> {
  const answer = await promisify(execFile)(path, ['--version'], { timeout: 10_000 }).catch((thrown: unknown) => {
    throw new Error(`${path} --version failed: ${sentence(thrown)}`);
  });
  const [, major = '0', minor = '0'] = /\bServer (\d+)\.(\d+)/.exec(answer.stdout) ?? [];
  const isEnough = Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 29);
  if (isEnough) return path;
  throw new Error(`${path} answers "${answer.stdout.trim()}", and Server 1.29 or newer is needed`);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sentence } from './start-error';

export const temporalVersion = 'v1.5.1';

/** Newer versions cannot be installed this way: their go.mod has a local replace (temporal.md 8). */
const goPackage = `github.com/temporalio/cli/cmd/temporal@${temporalVersion}`;

const reportEveryMs = 5_000;
const stallMs = 20_000;
const abandonedMs = 3_600_000;
const workPrefix = 'unfinished-';

/** In a process of its own: the SDK cannot be told to give up, and its Runtime must be left for the worker to set up. */
const downloadScript = `
  const [testing, downloadDir, version] = process.argv.slice(1);
  const executable = { type: 'cached-download', downloadDir, version };
  require(testing).TestWorkflowEnvironment.createLocal({ server: { executable } })
    .then((environment) => environment.teardown())
    .catch((error) => { console.error(error.message.split(': ').slice(-2).join(': ')); process.exit(1); });
`;

export interface FetchOptions {
  /** Where the executable shall be. Its folder is made. */
  target: string;
  env: NodeJS.ProcessEnv;
  report(line: string): void;
  /** Aborting it ends the download or the build. */
  signal?: AbortSignal | undefined;
}

/** The SDK's own download; given up when nothing arrives for 20 s. @throws Error with the reason. */
export async function downloadTemporal(options: FetchOptions): Promise<void> {
  await fetchInto(options.target, async (folder) => {
    const stall = new AbortController();
    const stalled = watchGrowth(folder);
    await run({
      ...options,
      label: `Downloading Temporal ${temporalVersion}`,
      command: process.execPath,
      args: ['-e', downloadScript, require.resolve('@temporalio/testing'), folder, temporalVersion],
      signal: AbortSignal.any([stall.signal, ...(options.signal ? [options.signal] : [])]),
      onTick: async () => {
        if (await stalled()) stall.abort(new Error(`nothing arrived for ${stallMs / 1000} s`));
      },
    });
    return join(folder, `temporal-${temporalVersion}`);
  });
}

/** Builds it with Go, in a minute or two. @throws Error with the reason. */
export async function buildTemporal(options: FetchOptions): Promise<void> {
  await fetchInto(options.target, async (folder) => {
    await run({
      ...options,
      label: `Building Temporal ${temporalVersion} with Go (once, a minute or two)`,
      command: 'go',
      args: ['install', goPackage],
      env: { ...options.env, GOBIN: folder },
    }).catch((thrown: unknown) => {
      throw sentence(thrown).includes('ENOENT') ? new Error('Go is not installed') : thrown;
    });
    return join(folder, 'temporal');
  });
}

/** Works in a folder of its own and renames at the end: nothing is ever half there, and two runs do not meet. */
async function fetchInto(target: string, work: (folder: string) => Promise<string>): Promise<void> {
  const cache = dirname(target);
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const folder = await mkdtemp(join(cache, workPrefix));
  try {
    await rename(await work(folder), target);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Folders of runs that were killed; by age, because a process id says nothing about another container. */
async function removeAbandoned(cache: string): Promise<void> {
  const folders = (await readdir(cache)).filter((name) => name.startsWith(workPrefix));
  for (const folder of folders.map((name) => join(cache, name))) {
    const there = await statIfThere(folder);
    if (there && there.mtimeMs < Date.now() - abandonedMs) await rm(folder, { recursive: true, force: true });
  }
}

/** Undefined when another run has just removed it. */
const statIfThere = (path: string) => stat(path).catch(() => undefined);

interface Run extends Omit<FetchOptions, 'target'> {
  label: string;
  command: string;
  args: string[];
  onTick?(): Promise<void>;
}

async function run({ label, command, args, env, report, signal, onTick }: Run): Promise<void> {
  const startedAt = Date.now();
  report(`${label} …`);
  const child = spawn(command, args, { env, signal, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const ticking = setInterval(() => {
    report(`${label}: ${Math.round((Date.now() - startedAt) / 1000)} s`);
    void onTick?.();
  }, reportEveryMs);
  try {
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(lastLine(complaint) || `${command} ended with ${String(code)}`);
  } catch (thrown) {
    throw signal?.aborted ? new Error(sentence(signal.reason)) : thrown;
  } finally {
    clearInterval(ticking);
  }
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').at(-1);
}

function watchGrowth(folder: string): () => Promise<boolean> {
  let size = 0;
  let grewAt = Date.now();
  return async () => {
    const files = await readdir(folder).catch(() => []);
    const sizes = await Promise.all(files.map(async (name) => (await statIfThere(join(folder, name)))?.size ?? 0));
    const now = sizes.reduce((sum, each) => sum + each, 0);
    if (now > size) grewAt = Date.now();
    size = now;
    return Date.now() - grewAt >= stallMs;
  };
}

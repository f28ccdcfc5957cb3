import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cacheFolder } from '../../embedded/config';
import { findTemporal } from '../../embedded/find-temporal';
import { freePort } from '../../embedded/ports';
import type { RunningTemporal } from '../../embedded/temporal-server';
import { startTemporal } from '../../embedded/temporal-server';
import { searchAttributes } from '../../workflows/messages';
import globalTeardown from './global-teardown';
import { testNamespaces } from './namespaces';

const root = resolve(__dirname, '../..');

/** One in-memory Temporal for the whole run, in a folder and on a port that no other run has, and an up-to-date build. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export of its globalSetup
export default async function globalSetup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'halopsa-test-run-'));
  process.env.TEST_RUN_FOLDER = folder;
  try {
    const temporal = await startServer(folder);
    stopWhenInterrupted(temporal, folder);
    buildWorkflows();
  } catch (thrown) {
    await globalTeardown();
    throw thrown;
  }
}

async function startServer(folder: string): Promise<RunningTemporal> {
  const { env } = process;
  const report = console.error;
  const { path } = await findTemporal({ env, cacheDir: cacheFolder(env), report });
  process.env.TEST_TEMPORAL_CLI = path;
  const temporal = await startTemporal({
    path,
    port: await freePort(),
    uiPort: null,
    databaseFile: null,
    namespace: 'default',
    moreNamespaces: testNamespaces,
    searchAttributes: Object.values(searchAttributes),
    retentionDays: 30,
    logFile: join(folder, 'temporal.log'),
    report,
  });
  process.env.TEST_TEMPORAL_ADDRESS = temporal.address;
  process.env.TEST_TEMPORAL_PID = String(temporal.pid);
  return temporal;
}

/** The build's own bundle, brought up to date: that takes a moment when nothing has changed. */
function buildWorkflows(): void {
  execFileSync(process.execPath, ['tools/build.js'], { cwd: root, stdio: 'inherit' });
  process.env.TEST_WORKFLOW_BUNDLE = join(root, 'dist/worker/workflows.bundle.js');
}

/** jest skips its globalTeardown on Ctrl-C, and the server leads its own process group. */
function stopWhenInterrupted(temporal: RunningTemporal, folder: string): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      void temporal
        .stop()
        .then(() => rm(folder, { recursive: true, force: true }))
        .finally(() => process.exit(130));
    });
  }
}

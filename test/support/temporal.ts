import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { freePort } from '../../embedded/ports';
import type { RunningTemporal, TemporalOptions } from '../../embedded/temporal-server';
import { startTemporal } from '../../embedded/temporal-server';
import { searchAttributes } from '../../workflows/messages';
import { claimNamespace } from './namespaces';

/** A client of the run's own in-memory server; close its `connection` when done. */
export async function connectClient(address = required('TEST_TEMPORAL_ADDRESS')): Promise<Client> {
  return new Client({ connection: await Connection.connect({ address }) });
}

/** The run's own Temporal, and a Namespace of it that nobody else uses. */
export async function claimTemporal(): Promise<{ readonly address: string; readonly namespace: string }> {
  const namespace = await claimNamespace(required('TEST_RUN_FOLDER'));
  return { address: required('TEST_TEMPORAL_ADDRESS'), namespace };
}

/** The Temporal CLI that the run found. */
export function temporalCli(): string {
  return required('TEST_TEMPORAL_CLI');
}

/** The Workflow bundle that the run built once. */
export function workflowBundle(): { codePath: string } {
  return { codePath: required('TEST_WORKFLOW_BUNDLE') };
}

export interface TestServer {
  temporal: RunningTemporal;
  /** Start from them again for another server on the same file and port. */
  options: TemporalOptions;
}

/** A server of a test's own, on a file in the test's folder, headless: for tests that kill it. The test stops it. */
export async function startTestServer(given: TestServerOptions): Promise<TestServer> {
  const options = await testServerOptions(given);
  return { options, temporal: await startTemporal(options) };
}

export type TestServerOptions = { folder: string } & Partial<TemporalOptions>;

export async function testServerOptions({ folder, ...given }: TestServerOptions): Promise<TemporalOptions> {
  return {
    path: temporalCli(),
    port: given.port ?? (await freePort()),
    uiPort: null,
    databaseFile: join(folder, 'temporal.db'),
    namespace: 'default',
    searchAttributes: Object.values(searchAttributes),
    retentionDays: 30,
    logFile: join(folder, 'temporal.log'),
    report: () => undefined,
    ...given,
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run jest with the project's jest.config.js.`);
  return value;
}

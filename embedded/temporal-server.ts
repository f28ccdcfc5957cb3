import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TypedSearchAttributes } from '@temporalio/common';
import { beginDatabase } from './first-database';
import { checkPort, loopback, portOpen } from './ports';
import { kill, processesWith, stopProcess } from './processes';
import { StartError, sentence } from './start-error';
import type { SearchAttribute } from './temporal-namespace';
import { prepareNamespace } from './temporal-namespace';

/** Measured in temporal.md 8: without the first, every hop of an idle system waits 50 ms. */
const dynamicConfig = [
  'history.transferProcessorMaxPollRPS=2000',
  'system.enableActivityEagerExecution=true',
  // Lists: a partner whom somebody looks at takes three a second.
  'frontend.namespaceRPS.visibility=300',
  'frontend.namespaceBurstRatio.visibility=2',
  // By default a second Query that comes while a Workflow is at work is refused.
  'history.MaxBufferedQueryCount=100',
  // By default a run that has ended goes only when its queue was written down, one every half minute.
  'history.transferProcessorEnsureCloseBeforeDelete=false',
];

/** FULL: an answer that we gave survives a power cut. */
const pragmas = ['journal_mode=WAL', 'synchronous=FULL'];

const databaseFlag = '--db-filename';

const stopGraceMs = 10_000;

export interface TemporalOptions {
  /** The Temporal CLI. */
  path: string;
  port: number;
  /** null: no Web UI. */
  uiPort: number | null;
  /** Absolute path, in a folder that exists; null: in memory. */
  databaseFile: string | null;
  namespace: string;
  /** Others that are there from the start, with the same Search Attributes. */
  moreNamespaces?: readonly string[];
  searchAttributes: SearchAttribute[];
  retentionDays: number;
  /** Absolute path; warnings are appended. */
  logFile: string;
  report(line: string): void;
  /** How long it may take until it serves. */
  readyWithinMs?: number;
}

export interface RunningTemporal {
  /** `host:port` of the gRPC service. */
  address: string;
  uiUrl: string | null;
  pid: number;
  /** Resolves with how it ended ("signal SIGKILL", "exit code 1"), whoever ended it. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a dev server on this machine and resolves when it serves with our Search Attributes and retention.
 *
 * @throws StartError for a taken port, a program that cannot run, and one that does not serve in time.
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  await stopLeftover(options);
  await checkPort({ setting: 'TEMPORAL_PORT', port: options.port });
  if (options.uiPort !== null) await checkPort({ setting: 'TEMPORAL_UI_PORT', port: options.uiPort });
  const log = await openLog(options.logFile);
  const served = options.databaseFile === null ? null : await beginDatabase(options.databaseFile);
  const temporal = launch(options, log.fd);
  await log.close();
  try {
    await untilReady(temporal, options);
    await served?.();
  } catch (thrown) {
    const lastWords = await logEnd(options.logFile, log.size);
    await temporal.stop();
    throw new StartError(`${sentence(thrown)}${lastWords}`);
  }
  return temporal;
}

/** Ends a server of ours that outlived a killed start. Its command line names our file from its first moment on. */
export async function stopLeftover({
  databaseFile,
  report,
}: Pick<TemporalOptions, 'databaseFile' | 'report'>): Promise<void> {
  if (databaseFile === null) return;
  for (const pid of await processesWith(` ${databaseFlag} ${databaseFile} `)) {
    report(`Stopping the Temporal that an earlier start left running (process ${pid}).`);
    await stopProcess({ pid, graceMs: stopGraceMs });
  }
}

/** The child leads its own process group: the terminal's Ctrl-C must not end it before api and worker have drained. */
function launch(options: TemporalOptions, logFd: number): RunningTemporal {
  const child = spawn(options.path, serverArguments(options), { detached: true, stdio: ['ignore', logFd, logFd] });
  const pid = child.pid ?? 0;
  const endWithUs = () => kill(pid, 'SIGTERM');
  process.once('exit', endWithUs);
  const exited = howItEnded(child).finally(() => process.off('exit', endWithUs));
  return {
    address: `${loopback}:${options.port}`,
    uiUrl: options.uiPort === null ? null : `http://${loopback}:${options.uiPort}`,
    pid,
    exited,
    stop: async () => {
      child.kill('SIGTERM');
      const forcing = setTimeout(() => child.kill('SIGKILL'), stopGraceMs);
      await exited.finally(() => clearTimeout(forcing));
    },
  };
}

function serverArguments(options: TemporalOptions): string[] {
  const each = (flag: string, values: string[]) => values.flatMap((value) => [flag, value]);
  const attributes = options.searchAttributes.map(
    ({ name, type }) => `${name}=${TypedSearchAttributes.toMetadataType(type)}`,
  );
  return [
    'server',
    'start-dev',
    '--ip',
    loopback,
    '--port',
    String(options.port),
    '--log-level',
    'warn',
    ...(options.uiPort === null ? ['--headless'] : ['--ui-port', String(options.uiPort)]),
    ...(options.databaseFile === null ? [] : [databaseFlag, options.databaseFile, ...each('--sqlite-pragma', pragmas)]),
    ...each('--namespace', [options.namespace, ...(options.moreNamespaces ?? [])].filter(isNotThere)),
    ...each('--dynamic-config-value', dynamicConfig),
    ...each('--search-attribute', attributes),
  ];
}

/** A dev server has this one always. */
const isNotThere = (namespace: string): boolean => namespace !== 'default';

async function howItEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}

async function untilReady(temporal: RunningTemporal, options: TemporalOptions): Promise<void> {
  const readyWithinMs = options.readyWithinMs ?? 60_000;
  const waiting = new AbortController();
  const { signal } = waiting;
  const ready = portOpen({ port: options.port, signal }).then(() =>
    prepareNamespace({ ...options, address: temporal.address, signal }),
  );
  const ended = temporal.exited.then((how) => {
    throw new StartError(`Temporal ended before it served (${how}).`);
  });
  const late = sleep(readyWithinMs, undefined, { signal }).then(() => {
    throw new StartError(`Temporal did not serve within ${readyWithinMs / 1000} s.`);
  });
  try {
    await Promise.race([ready, ended, late]);
  } finally {
    waiting.abort();
  }
}

async function openLog(logFile: string): Promise<{ fd: number; size: number; close(): Promise<void> }> {
  await mkdir(dirname(logFile), { recursive: true });
  const file = await open(logFile, 'a');
  const { size } = await file.stat();
  return { fd: file.fd, size, close: () => file.close() };
}

/** What this start logged, as far as it fits a sentence. */
async function logEnd(logFile: string, from: number): Promise<string> {
  const log = (await readFile(logFile)).subarray(from).toString().trim();
  return log ? ` Its last words: ${log.split('\n').slice(-3).join(' / ')}` : ` Its log is empty: ${logFile}`;
}

import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TypedSearchAttributes } from '@temporalio/common';
import { keepTemporal } from '../../../embedded/keep-temporal';
import { freePort } from '../../../embedded/ports';
import { commandLine } from '../../../embedded/processes';
import type { TemporalOptions } from '../../../embedded/temporal-server';
import { startTemporal, stopLeftover } from '../../../embedded/temporal-server';
import { searchAttributes } from '../../../workflows/messages';
import type { TestServer } from '../../support/temporal';
import { connectClient, startTestServer, temporalCli, testServerOptions } from '../../support/temporal';

const thirtyDays = 30 * 86_400;

let folder: string;
let stops: Array<() => Promise<void>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-temporal-'));
  stops = [];
});

afterEach(async () => {
  for (const stop of stops) await stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(given: Partial<TemporalOptions> = {}): Promise<TestServer> {
  const started = await startTestServer({ folder, ...given });
  stops.push(started.temporal.stop);
  return started;
}

async function client(address: string) {
  const connected = await connectClient(address);
  stops.push(() => connected.connection.close());
  return connected;
}

describe('a server on a file', () => {
  it('has everything it had after kill -9 and a start on the same file', async () => {
    const first = await start();
    const before = await client(first.temporal.address);
    await before.workflow.start('haloConnection', {
      workflowId: 'halo-connection:p-42',
      taskQueue: 'nobody-works-here',
      typedSearchAttributes: new TypedSearchAttributes([{ key: searchAttributes.partnerId, value: 'p-42' }]),
    });
    process.kill(first.temporal.pid, 'SIGKILL');
    expect(await first.temporal.exited).toBe('signal SIGKILL');

    const second = await start(first.options);
    const after = await client(second.temporal.address);
    const found = await after.workflow.getHandle('halo-connection:p-42').describe();
    expect(found.status.name).toBe('RUNNING');
    expect(found.typedSearchAttributes.get(searchAttributes.partnerId)).toBe('p-42');
    expect(await retentionSeconds(after)).toBe(thirtyDays);
  });

  it('gets the Search Attributes and the retention that an older file lacks', async () => {
    const older = await start({ searchAttributes: [searchAttributes.partnerId], retentionDays: 3 });
    await older.temporal.stop();

    const newer = await client((await start()).temporal.address);
    const query = Object.values(searchAttributes).map(({ name }) => `\`${name}\` IS NULL`);
    expect((await newer.workflow.count(query.join(' AND '))).count).toBe(0);
    expect(await retentionSeconds(newer)).toBe(thirtyDays);
  });

  it('stops a server that a killed start left running, and starts anew', async () => {
    const leftover = await start();
    const lines: string[] = [];
    const next = await start({ ...leftover.options, report: (line) => lines.push(line) });
    const { pid } = leftover.temporal;
    expect(lines).toEqual([`Stopping the Temporal that an earlier start left running (process ${pid}).`]);
    expect(await leftover.temporal.exited).toBe('exit code 0');
    expect(next.temporal.pid).not.toBe(pid);
  });

  it('stops one too that has only its command line left, its files removed', async () => {
    const leftover = await start();
    await rm(folder, { recursive: true });
    const next = await start(leftover.options);
    expect(await leftover.temporal.exited).toMatch(/^(exit code 0|exit code 1|signal SIGKILL)$/);
    expect(next.temporal.pid).not.toBe(leftover.temporal.pid);
  });

  it('leaves a process alone that only reads our file, or serves another one', async () => {
    const { databaseFile, report } = await testServerOptions({ folder });
    const idle = ['-e', 'setInterval(() => {}, 60_000)', '--'];
    const strangers = [[`${databaseFile}`], ['--db-filename', `${databaseFile}.old`, '--port']].map((reading) =>
      spawn(process.execPath, [...idle, ...reading]),
    );
    await stopLeftover({ databaseFile, report });
    for (const stranger of strangers) {
      expect(await commandLine(stranger.pid ?? 0)).toContain(databaseFile);
      stranger.kill();
      await once(stranger, 'exit');
      expect(stranger.signalCode).toBe('SIGTERM');
    }
  });

  it('is made anew when a server was killed while it made its first tables', async () => {
    const options = await testServerOptions({ folder });
    const [began, half] = [join(folder, 'began'), `echo half > ${options.databaseFile}`];
    const path = await program(`[ -e ${began} ] && exec ${temporalCli()} "$@"; touch ${began}; ${half}; kill -9 $$`);
    await expect(start({ ...options, path })).rejects.toThrow('Temporal ended before it served (signal SIGKILL).');
    const { temporal } = await start({ ...options, path });
    await client(temporal.address);
    expect(existsSync(`${options.databaseFile}.unfinished`)).toBe(false);
  });

  it('serves the Web UI, logs to its file, and is gone after a stop', async () => {
    const { temporal, options } = await start({ uiPort: await freePort() });
    expect((await fetch(temporal.uiUrl ?? '')).status).toBe(200);
    await temporal.stop();
    expect(await readFile(options.logFile, 'utf8')).toContain('Stopping server');
    expect(await commandLine(temporal.pid)).toBeUndefined();
  });
});

describe('a kept server', () => {
  it('is started again on its address when it dies, with what it had', async () => {
    const lines: string[] = [];
    const reports = new EventEmitter();
    const report = (line: string) => {
      lines.push(line);
      reports.emit(line);
    };
    const kept = await keepTemporal({ ...(await testServerOptions({ folder })), report, pauseMs: 0 });
    stops.push(kept.stop);
    const connected = await client(kept.address);
    await connected.workflow.start('haloGate', { workflowId: 'halo-gate:p-1', taskQueue: 'nobody-works-here' });
    const serving = once(reports, 'Temporal serves again.');
    process.kill(kept.pid(), 'SIGKILL');
    await serving;
    expect(lines).toEqual(['Temporal ended (signal SIGKILL); starting it again.', 'Temporal serves again.']);
    expect((await connected.workflow.getHandle('halo-gate:p-1').describe()).status.name).toBe('RUNNING');
  });

  it('is given up after five quick deaths in a row', async () => {
    const broken = join(folder, 'broken');
    const path = await program(`[ -e ${broken} ] && exit 3; exec ${temporalCli()} "$@"`);
    const options = await testServerOptions({ folder, path });
    const kept = await keepTemporal({ ...options, pauseMs: 0 });
    stops.push(kept.stop);
    await writeFile(broken, '');
    process.kill(kept.pid(), 'SIGKILL');
    await expect(kept.gaveUp).rejects.toThrow(`Temporal died 5 times in a row; see ${options.logFile}.`);
  });

  it('is given up when it no longer serves, however long each start takes to fail', async () => {
    const broken = join(folder, 'broken');
    const path = await program(`[ -e ${broken} ] && { sleep 0.2; exit 3; }; exec ${temporalCli()} "$@"`);
    const options = await testServerOptions({ folder, path });
    const kept = await keepTemporal({ ...options, pauseMs: 0, quickMs: 1 });
    stops.push(kept.stop);
    await writeFile(broken, '');
    process.kill(kept.pid(), 'SIGKILL');
    await expect(kept.gaveUp).rejects.toThrow(/^Temporal died 5 times in a row/);
  });
});

describe('a start that cannot work says why in one sentence', () => {
  it.each(['TEMPORAL_PORT', 'TEMPORAL_UI_PORT'])('%s is taken', async (setting) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const ports = setting === 'TEMPORAL_PORT' ? { port } : { uiPort: port };
    await expect(start(ports)).rejects.toThrow(
      `${setting}: port ${port} is taken; stop what uses it, or set ${setting} to another port.`,
    );
    other.close();
  });

  it('the program ends at once: how, and its last words', async () => {
    const path = await program('echo "first"; echo "unable to open database" >&2; exit 3');
    await expect(start({ path })).rejects.toThrow(
      'Temporal ended before it served (exit code 3). Its last words: first / unable to open database',
    );
  });

  it('the program never serves: the deadline, and it is stopped', async () => {
    const path = await program('echo "pid $$"; exec sleep 60');
    const failure = await start({ path, readyWithinMs: 3_000 }).catch((thrown: Error) => thrown.message);
    const [, pid] = /^Temporal did not serve within 3 s. Its last words: pid (\d+)$/.exec(String(failure)) ?? [];
    expect(Number(pid)).toBeGreaterThan(0);
    expect(await commandLine(Number(pid))).toBeUndefined();
  });

  it('the program cannot be run', async () => {
    const failure = startTemporal(await testServerOptions({ folder, path: join(folder, 'missing') }));
    await expect(failure).rejects.toThrow(/^Temporal ended before it served \(spawn .*missing ENOENT\)/);
  });
});

async function program(script: string): Promise<string> {
  const path = join(folder, 'temporal');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

async function retentionSeconds({ workflowService }: Awaited<ReturnType<typeof client>>): Promise<number> {
  const { config } = await workflowService.describeNamespace({ namespace: 'default' });
  return Number(config?.workflowExecutionRetentionTtl?.seconds);
}

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commandLine, processesWith } from '../../../embedded/processes';
import { eventually } from '../../api/running-api';
import { startTestServer, temporalCli } from '../../support/temporal';

const dist = resolve(__dirname, '../../../dist');

jest.setTimeout(180_000);

let dataDir: string;
let running: ChildProcess[];
beforeEach(async () => {
  if (!existsSync(join(dist, 'embedded/main.js'))) throw new Error('Build first: npm run build.');
  dataDir = await mkdtemp(join(tmpdir(), 'halopsa-start-'));
  running = [];
});
afterEach(async () => {
  for (const child of running) await stop(child);
  await rm(dataDir, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function start(env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [join(dist, 'embedded/main.js')], {
    cwd: dataDir,
    env: {
      PATH: process.env.PATH,
      HOME: dataDir,
      TEMPORAL_CLI: temporalCli(),
      DATA_DIR: join(dataDir, 'data'),
      PORT: '0',
      TEMPORAL_PORT: '0',
      TEMPORAL_UI_PORT: '0',
      SIMULATOR_PORT: '0',
      ...env,
    },
  });
  running.push(child);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (words += text));
  return { child, said: () => words, ended: once(child, 'exit').then(([code]) => code) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}

async function started(given?: Record<string, string>) {
  const process = start(given);
  const words = await eventually(
    async () => process.said(),
    (said) => said.includes('Ctrl-C stops everything') || process.child.exitCode !== null,
    60_000,
  );
  if (!words.includes('Ctrl-C stops everything')) throw new Error(`Nothing started: ${words}`);
  const word = (label: string) => new RegExp(`${label} +(\\S+)`).exec(process.said())?.[1] ?? '';
  const token = /^(eyJ\S+)$/m.exec(process.said())?.[1] ?? '';
  const call = async (method: string, path: string, body?: object) => {
    const reply = await fetch(`${word('API')}/v1/partners/p1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: await reply.json() };
  };
  const credentials = { siteUrl: word('Site URL'), clientId: word('Client ID'), clientSecret: word('Client Secret') };
  return { ...process, word, call, credentials };
}

/** As a page looks at it: what starts takes a moment, and a look is answered 503 until then. */
const connectionOf = ({ call }: Awaited<ReturnType<typeof started>>) =>
  eventually(
    () => call('GET', '/halopsa/connection'),
    ({ status }) => status !== 503,
    60_000,
  );

it('registers what a Temporal lacks that it is given, and signs tokens and links that its api takes', async () => {
  const { temporal } = await startTestServer({ folder: dataDir, searchAttributes: [] });
  await writeFile(
    join(dataDir, '.env'),
    `TEMPORAL_ADDRESS=${temporal.address}\nAUTH_ISSUER=portal\nAUTH_AUDIENCE=halo\n`,
  );
  try {
    const given = await started();
    expect(given.said()).toContain('Registered the Search Attributes PartnerId, ');
    expect(await given.call('PUT', '/halopsa/connection', given.credentials)).toMatchObject({ status: 200 });
    expect(await fetch(`${given.word('API')}/readyz`).then(({ status }) => status)).toBe(200);
    const link = new URL(/^http\S+#code=\S+$/m.exec(given.said())?.[0] ?? '');
    const signedIn = await fetch(`${link.origin}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: link.origin, 'x-portal': '1' },
      body: JSON.stringify({ code: link.hash.replace('#code=', '') }),
    });
    expect(await signedIn.json()).toMatchObject({ actor: { name: 'Ada' }, partnerId: 'p1', role: 'owner' });
    await stop(given.child);
  } finally {
    await temporal.stop();
  }
});

it('says where tokens come from when they are not its own', async () => {
  const { temporal } = await startTestServer({ folder: dataDir });
  try {
    const given = await started({ TEMPORAL_ADDRESS: temporal.address, AUTH_JWKS_URL: 'http://127.0.0.1:1/jwks' });
    expect(given.said()).toContain('tokens come from halopsa-integration,');
    expect(given.said()).not.toMatch(/A token for partner|#code=/);
    await stop(given.child);
  } finally {
    await temporal.stop();
  }
});

const databaseFile = () => join(dataDir, 'data/temporal/temporal.db');

/** Of the Temporal on this test's file, as soon as there is one. */
const temporalPid = async (): Promise<number> => {
  const [pid = 0] = await eventually(
    () => processesWith(databaseFile()),
    (found) => found.length === 1,
    60_000,
  );
  return pid;
};

it('prints what is needed to connect, and a second start finds the connection', async () => {
  const first = await started();
  expect(first.said()).toContain('A simulated HaloPSA to connect to:');
  expect(await first.call('PUT', '/halopsa/connection', first.credentials)).toMatchObject({
    status: 200,
    body: { status: 'connected' },
  });
  expect(await fetch(first.word('Temporal UI')).then(({ status }) => status)).toBe(200);
  const pid = await temporalPid();
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(await commandLine(pid)).toBeUndefined();

  const second = await started();
  expect(await connectionOf(second)).toMatchObject({
    status: 200,
    body: { status: 'connected', siteUrl: first.credentials.siteUrl },
  });
});

it('takes up where a start that was killed ended, and ends the Temporal that it left behind', async () => {
  const first = await started();
  expect(await first.call('PUT', '/halopsa/connection', first.credentials)).toMatchObject({ status: 200 });
  const pid = await temporalPid();
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await started();
  expect(second.said()).toContain(`an earlier start left running (process ${pid})`);
  expect(await commandLine(pid)).toBeUndefined();
  expect(await connectionOf(second)).toMatchObject({ status: 200, body: { status: 'connected' } });
});

it.each([
  ['has just begun to start it', async () => true],
  ['has seen its first file', async () => existsSync(databaseFile())],
])('ends the Temporal of a start that was killed when it %s', async (_moment, isThen) => {
  const first = start();
  const pid = await temporalPid();
  await eventually(isThen, (itIs) => itIs, 60_000);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await started();
  expect(second.said()).toContain(`an earlier start left running (process ${pid})`);
  expect(await commandLine(pid)).toBeUndefined();
  expect(await second.call('PUT', '/halopsa/connection', second.credentials)).toMatchObject({ status: 200 });
});

it('starts Temporal again when it is killed, and nothing is lost', async () => {
  const first = await started();
  expect(await first.call('PUT', '/halopsa/connection', first.credentials)).toMatchObject({ status: 200 });
  process.kill(await temporalPid(), 'SIGKILL');
  expect(await connectionOf(first)).toMatchObject({ status: 200, body: { status: 'connected' } });
});

it("keeps Temporal's files from other users, also in a folder that was open to them", async () => {
  await mkdir(join(dataDir, 'data'), { mode: 0o755 });
  await started();
  const modes = ['', 'temporal', 'temporal/temporal.db', 'temporal/temporal.db-wal'].map(
    (path) => statSync(join(dataDir, 'data', path)).mode & 0o777,
  );
  expect(modes).toEqual([0o700, 0o700, 0o600, 0o600]);
});

it('refuses a second start in the same folder in one sentence', async () => {
  await started();
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(
    /^DATA_DIR: another start \(process \d+\) already uses .+; stop it, or set DATA_DIR to another folder\.\n$/,
  );
});

it('names the setting of a taken port', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const refused = start({ SIMULATOR_PORT: String(port) });
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toBe(
    `SIMULATOR_PORT: port ${port} is taken; stop what uses it, or set SIMULATOR_PORT to another port.\n`,
  );
  server.close();
  await once(server, 'close');
});

it('says that the data folder cannot be written', async () => {
  await writeFile(join(dataDir, 'data'), 'a file');
  const refused = start();
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toMatch(/^DATA_DIR: the folder .+ cannot be written \(.+\)\.\n$/);
});

import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../api/running-api';
import type { Step } from './walks';
import { isShown, walkOf } from './walks';

/*
 * `npm run check:readme`: follows the README in a shell against a start of its own. Apart from `npm test`, because it needs
 * bash, curl and date, as the reader does.
 */

const root = resolve(__dirname, '../..');
const CONNECT = 'From connect to revoke, with curl';
const OUTAGE = 'Living through an outage';

let folder: string;
let child: ChildProcess;
let said = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-readme-'));
  child = spawn(process.execPath, [join(root, 'dist/embedded/main.js')], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      SEAT_DEBOUNCE_SECONDS: '1',
      PORT: '0',
      TEMPORAL_PORT: '0',
      TEMPORAL_UI_PORT: '0',
      SIMULATOR_PORT: '0',
    },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));
  await eventually(
    async () => said,
    (words) => words.includes('Ctrl-C stops everything') || child.exitCode !== null,
    600_000,
  );
}, 620_000);
afterAll(async () => {
  if (child.exitCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

const word = (label: string) => new RegExp(`${label} +(\\S+)`).exec(said)?.[1] ?? '';

/** What the README has the reader put in, with what this start printed. */
const filledIn = (prelude: string): string =>
  prelude
    .replace(/^TOKEN=.*$/m, `TOKEN=${/^(eyJ\S+)$/m.exec(said)?.[1]}`)
    .replace(/^HALO=.*$/m, `HALO=${word('Site URL')}`)
    .replace(/^ID=.*$/m, `ID=${word('Client ID')}  SECRET=${word('Client Secret')}`)
    .replace('http://127.0.0.1:3000', word('API'));

/** Follows steps one after the other; what is only looked at may take a moment to show. */
async function follow(prelude: string, steps: readonly Step[]): Promise<void> {
  for (const { command, shown } of steps) {
    const expected = shown.replaceAll('http://127.0.0.1:4010', word('Site URL'));
    const run = async () => {
      const { stdout } = await promisify(execFile)('bash', ['-c', `${filledIn(prelude)}\n${command}`], { cwd: folder });
      return stdout.trim();
    };
    const answer = command.startsWith('api GET')
      ? await eventually(run, (seen) => isShown(seen, expected), 25_000)
      : await run();
    if (!isShown(answer, expected)) expect({ command, answer }).toEqual({ command, answer: expected });
  }
}

it('gives what the README shows, from connect to revoke and through an outage', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const connect = walkOf(readme, CONNECT);
  const outage = walkOf(readme, OUTAGE);
  for (const { steps } of [connect, outage]) expect(steps.length).toBeGreaterThan(10);
  await follow(connect.prelude, connect.steps);

  // "Connect again, choose the ticket mapping and map `acme` to licence 101 as above."
  const again = ['PUT /halopsa/connection', 'PUT /halopsa/ticket-mapping', '"softwareLicenceId":101'];
  const once = connect.steps.filter(({ command }) => again.some((part) => command.includes(part)));
  await follow(
    connect.prelude,
    once.map(({ command }) => ({ command, shown: '…' })),
  );
  const seats = { command: 'api GET /organizations/acme/halopsa/seats | pick status', shown: 'status: "inSync"' };
  await follow(connect.prelude, [seats]);
  await follow(`${connect.prelude}\n${outage.prelude}`, outage.steps);
}, 300_000);

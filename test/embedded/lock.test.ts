import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '../../embedded/lock';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-lock-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const lock = () => lockFolder({ folder, name: 'start' });
const write = (holder: unknown) => writeFile(join(folder, 'start.lock'), JSON.stringify(holder));
const holderPid = async () => JSON.parse(await readFile(join(folder, 'start.lock'), 'utf8')).pid;

it('is held until it is given back', async () => {
  const release = await lock();
  expect(await holderPid()).toBe(process.pid);
  await release();
  expect(await readdir(folder)).toEqual([]);
});

it('is refused while another process holds it, and taken over once that one was killed', async () => {
  const other = spawn('sleep', ['60']);
  await write({ pid: other.pid, command: 'sleep 60' });
  await expect(lock()).rejects.toThrow(
    `DATA_DIR: another start (process ${other.pid}) already uses ${folder}; stop it, or set DATA_DIR to another folder.`,
  );
  other.kill('SIGKILL');
  await once(other, 'exit');
  await lock();
  expect(await holderPid()).toBe(process.pid);
});

it('is taken over when another program has the process id now', async () => {
  const other = spawn('sleep', ['60']);
  await write({ pid: other.pid, command: 'node dist/embedded/main.js' });
  await lock();
  expect(await holderPid()).toBe(process.pid);
  other.kill();
});

it('is taken over from a damaged file', async () => {
  await writeFile(join(folder, 'start.lock'), '{');
  await lock();
  expect(await holderPid()).toBe(process.pid);
});

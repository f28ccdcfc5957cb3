import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import { askToken, connect } from '../caller';

let folder: string;
let stateFile: string;
let simulator: Simulator | undefined;
const start = async (customers = 5): Promise<Simulator> => {
  simulator = await createSimulator({ customers, stateFile });
  return simulator;
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  stateFile = join(folder, 'data', 'simulator.json');
});
afterEach(async () => {
  await simulator?.close();
  await rm(folder, { recursive: true });
});

test('finds tickets, licences, edits, rights and the rotated secret as they were', async () => {
  const first = await start();
  const caller = await connect(first);
  await caller.post('/api/Tickets', [{ summary: 'Backup failed', client_id: 12 }]);
  await caller.post('/api/SoftwareLicence', [{ id: 101, count: 42 }]);
  first.control.licences.change(102, { client_id: 13 });
  first.control.rights.change({ claims: { Sx: 0 } });
  first.control.application.rotateSecret('rotated');
  await first.close();

  const second = await start();
  expect(second.control.tickets.get(1)).toMatchObject({ summary: 'Backup failed', actions: { length: 1 } });
  expect(second.control.licences.get(101).count).toBe(42);
  expect(second.control.licences.get(102).client_id).toBe(13);
  expect(second.control.rights.get().claims['Sx']).toBe('0');
  expect((await askToken({ ...second.credentials, clientSecret: 'rotated' })).status).toBe(200);
});

test('is written while it runs, whole, and for its owner only', async () => {
  const caller = await connect(await start());
  await caller.post('/api/Tickets', [{ summary: 'Backup failed' }]);
  while (!existsSync(stateFile)) await sleep(10);
  await simulator?.close();
  expect(await readdir(join(folder, 'data'))).toEqual(['simulator.json']);
  expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
});

test('starts from the seed after a reset, and when the numbers of the seed differ', async () => {
  const first = await start();
  await (await connect(first)).post('/api/Tickets', [{ summary: 'Backup failed' }]);
  await first.reset();
  await first.close();
  const second = await start();
  expect(second.control.tickets.list()).toEqual([]);
  await second.close();
  expect((await start(7)).control.customers.list()).toHaveLength(8);
});

test('says which file is not its state', async () => {
  await (await start()).close();
  await writeFile(stateFile, '{"half":');
  await expect(start()).rejects.toThrow(
    `${stateFile} is not a state of this simulator. Delete it to start from the seed.`,
  );
});

import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataDir } from '../../embedded/data-dir';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

// The umask is that of the process, so of every test file that comes after this one in it.
const umask = process.umask();
afterEach(() => void process.umask(umask));

const modeOf = async (...path: string[]) => ((await stat(join(folder, ...path))).mode & 0o777).toString(8);

it('closes a folder that was open to other users, and the database of Temporal in it', async () => {
  await mkdir(join(folder, 'data', 'temporal'), { recursive: true });
  await writeFile(join(folder, 'data', 'temporal', 'temporal.db'), '');
  for (const path of ['data', 'data/temporal', 'data/temporal/temporal.db']) await chmod(join(folder, path), 0o777);
  await openDataDir(join(folder, 'data'));
  expect(await modeOf('data')).toBe('700');
  expect(await modeOf('data', 'temporal')).toBe('700');
  expect(await modeOf('data', 'temporal', 'temporal.db')).toBe('600');
});

it('keeps what is made later from other users', async () => {
  await openDataDir(join(folder, 'data'));
  await writeFile(join(folder, 'data', 'later'), '');
  expect(await modeOf('data')).toBe('700');
  expect(await modeOf('data', 'later')).toBe('600');
});

it('leaves a folder of all users alone, and says so', async () => {
  await chmod(folder, 0o1777);
  await expect(openDataDir(folder)).rejects.toThrow(
    `DATA_DIR: ${folder} is a folder of all users; choose one for this service alone.`,
  );
  expect(await modeOf()).toBe('777');
});

it('says in one sentence that a file is no folder', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(openDataDir(join(folder, 'file'))).rejects.toThrow(
    /^DATA_DIR: the folder .+ cannot be written \(.+\)\.$/,
  );
});

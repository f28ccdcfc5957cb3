import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault } from '../../vault';
import { everythingBelow } from './places';

const keys = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
const credentials = { clientId: 'id', clientSecret: 'secret' };
const name = { partnerId: 'p1', reference: 'r1' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
});
afterEach(() => rm(folder, { recursive: true }));

const modes = async (root: string) => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  return Promise.all(entries.map(async (entry) => [entry.isFile(), await mode(join(entry.parentPath, entry.name))]));
};

it('lets nobody else read its files or list its folders', async () => {
  const vault = await createVault({ url: join(folder, 'vault'), keys });
  await vault.put({ ...name, credentials });
  const found = await modes(folder);
  expect(found.filter(([isFile]) => isFile)).toEqual([[true, '600']]);
  expect(new Set(found.filter(([isFile]) => !isFile).map(([, mode]) => mode))).toEqual(new Set(['700']));
});

it('works beside what a killed process left behind, and clears it away when it is old', async () => {
  const vault = await createVault({ url: folder, keys });
  const [recent, old] = ['.unfinished-1', '.unfinished-2'].map((leftover) => join(folder, 'p1', leftover));
  for (const leftover of [recent ?? '', old ?? '']) {
    await mkdir(leftover, { recursive: true });
    await writeFile(join(leftover, '1.aa.jwe'), 'left behind');
  }
  await utimes(old ?? '', new Date(0), new Date(0));
  await vault.put({ ...name, credentials });
  await expect(vault.reseal()).resolves.toEqual({ resealed: 0 });
  await vault.eraseOthers({ partnerId: 'p1', keep: 'r1' });
  await expect(vault.get(name)).resolves.toEqual(credentials);
  expect(await readdir(join(folder, 'p1'))).toEqual(['.unfinished-1', 'r1']);
});

it('takes a reference whose erasure was interrupted', async () => {
  await mkdir(join(folder, 'p1', 'r1'), { recursive: true });
  const vault = await createVault({ url: folder, keys });
  await expect(vault.get(name)).rejects.toMatchObject({ code: 'missing' });
  await vault.put({ ...name, credentials });
  await expect(vault.get(name)).resolves.toEqual(credentials);
});

it('leaves no file behind after put, erase and readiness', async () => {
  const vault = await createVault({ url: folder, keys });
  await vault.put({ ...name, credentials });
  await vault.put({ ...name, credentials });
  await vault.check();
  await vault.erase(name);
  expect(await everythingBelow(folder)).toBe('');
});

it('is looked at without a write', async () => {
  const vault = await createVault({ url: folder, keys });
  const { mtimeMs } = await stat(folder);
  await vault.check();
  expect((await stat(folder)).mtimeMs).toBe(mtimeMs);
});

it('says unavailable, without the path, when its folder cannot be used', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const failure = { code: 'unavailable', message: "The vault's folder cannot be used (ENOTDIR)." };
  await expect(createVault({ url: join(file, 'vault'), keys })).rejects.toMatchObject(failure);
  const vault = await createVault({ url: join(folder, 'vault'), keys });
  await rm(join(folder, 'vault'), { recursive: true });
  await expect(vault.check()).rejects.toMatchObject({ code: 'unavailable' });
});

it.each(['mysql://h/d', 'https://h', ''])('refuses VAULT_URL %j', async (url) => {
  await expect(createVault({ url, keys })).rejects.toThrow('VAULT_URL');
});

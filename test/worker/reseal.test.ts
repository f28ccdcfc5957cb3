import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault, loadOrCreateKeys } from '../../vault';
import { runBuilt } from '../support/built';

const credentials = { clientId: 'id', clientSecret: 'secret' };
const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-reseal-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function stored(url: string, keys: string): Promise<void> {
  const vault = await createVault({ url, keys });
  await vault.put({ partnerId: 'p1', reference: 'r1', credentials });
  await vault.close();
}

const reseal = () => runBuilt({ script: 'worker/reseal.js', cwd: folder });

it('seals the vault that .env names under the first of its keys, and says which vault that is', async () => {
  const url = join(folder, 'secrets');
  await stored(url, key('old', 1));
  await writeFile(join(folder, '.env'), `VAULT_URL=${url}\nVAULT_KEYS=${key('new', 2)},${key('old', 1)}\n`);
  const sentence = `${url}: 1 sealed anew; every secret is under the newest key now.\n`;
  expect(await reseal()).toEqual({ code: 0, stdout: sentence, stderr: '' });
  const vault = await createVault({ url, keys: key('new', 2) });
  expect(await vault.get({ partnerId: 'p1', reference: 'r1' })).toEqual(credentials);
});

it('takes the key that npm start made where none is set', async () => {
  const data = join(folder, '.data');
  await stored(join(data, 'vault'), await loadOrCreateKeys(data));
  expect(await reseal()).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('vault: 0 sealed anew;'),
  });
});

it('refuses where there is no key, and makes none', async () => {
  const { code, stderr } = await reseal();
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `VAULT_KEYS is not set, and ${join(folder, '.data')} holds no key that npm start made: nothing can be sealed anew.\n`,
  });
  expect(await readdir(folder)).toEqual([]);
});

it('shows no password of a vault that cannot be opened', async () => {
  await writeFile(
    join(folder, '.env'),
    `VAULT_URL=postgres://halopsa:hunter2@127.0.0.1:1/vault\nVAULT_KEYS=${key('k', 1)}\n`,
  );
  const { code, stderr } = await reseal();
  expect(code).toBe(1);
  expect(stderr).not.toContain('hunter2');
});

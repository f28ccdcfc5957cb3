import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { loadMadeKeys, loadOrCreateKeys } from '../../vault';
import { parseKeys } from '../../vault/keys';

const bytes = Buffer.alloc(32, 251);
const base64 = bytes.toString('base64');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('seals with the first key and opens with all', () => {
  const keys = parseKeys(`b:${base64}, a:${bytes.toString('base64url')}`);
  expect(keys.newest.id).toBe('b');
  expect([...keys.byId].map(([id, key]) => [id, key.export()])).toEqual([
    ['b', bytes],
    ['a', bytes],
  ]);
});

it.each([
  ['', 'entry 1'],
  [base64, 'entry 1'],
  [`k:${base64},`, 'entry 2'],
  [`k:${Buffer.alloc(31, 251).toString('base64')}`, 'entry 1'],
  [`k:${Buffer.alloc(33, 251).toString('base64')}`, 'entry 1'],
  [`k e y:${base64}`, 'entry 1'],
  [`${'k'.repeat(65)}:${base64}`, 'entry 1'],
  [`k:${'A'.repeat(1_000_000)}`, 'entry 1'],
  [`k:${base64},${','.repeat(1_000_000)}`, 'entry 2'],
  [`k:${base64},k:${base64}`, 'twice'],
])('refuses %# and names the setting, not the key', (keys, problem) => {
  expect(() => parseKeys(keys)).toThrow(expect.objectContaining({ code: 'badKeys' }));
  expect(() => parseKeys(keys)).toThrow(problem);
  expect(() => parseKeys(keys)).toThrow(/^VAULT_KEYS [^+]*$/);
});

it('prints without the key bytes', () => {
  const printed = inspect(parseKeys(`k:${base64}`), { depth: 9, showHidden: true });
  for (const form of [base64, bytes.toString('hex'), '251', 'fb fb']) expect(printed).not.toContain(form);
});

it.each(['', 'k:too-short'])(
  'names the file that is damaged, and makes no other key in its place: %j',
  async (keys) => {
    const file = join(folder, 'vault-keys');
    await writeFile(file, keys);
    for (const load of [loadOrCreateKeys, loadMadeKeys]) {
      await expect(load(folder)).rejects.toMatchObject({
        code: 'badKeys',
        message: expect.stringContaining(`${file} must be`),
      });
    }
  },
);

it('makes one key for all that start at once, in a file that nobody else can read', async () => {
  const data = join(folder, 'data');
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateKeys(data)));
  expect(new Set(keys).size).toBe(1);
  expect(parseKeys(keys[0] ?? '').byId.size).toBe(1);
  await expect(loadOrCreateKeys(data)).resolves.toBe(keys[0]);
  const files = await readdir(data);
  expect(files).toHaveLength(1);
  expect((await stat(join(data, files[0] ?? ''))).mode & 0o777).toBe(0o600);
});

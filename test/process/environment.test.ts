import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runBuilt } from '../support/built';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-env-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('takes what is set already rather than what stands in .env', async () => {
  await writeFile(join(folder, '.env'), 'PORT=web\n');
  const env = { PORT: 'wide' };
  const { stderr } = await runBuilt({ script: 'embedded/token.js', cwd: folder, env });
  expect(stderr).toContain('not "wide"');
});

const root = resolve(__dirname, '../..');
const settings = ['process/settings', 'api/config', 'worker/config', 'embedded/config', 'simulator/config'];

it.each(settings)('.env.example has every setting of %s.ts', async (name) => {
  const source = await readFile(join(root, `${name}.ts`), 'utf8');
  const example = await readFile(join(root, '.env.example'), 'utf8');
  const named = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, setting = '']) => setting);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((setting) => !example.includes(`\n#${setting}=`))).toEqual([]);
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runBuilt } from '../support/built';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-env-'));
});
afterEach(() => rm(folder, { recursive: true }));

it.each([
  ['api/main.js', 'PORT must be a port number from 0 (any free one) to 65535.\n'],
  ['worker/main.js', 'CACHED_WORKFLOWS must be a whole number from 1 to 100000.\n'],
  ['worker/reseal.js', 'CACHED_WORKFLOWS must be a whole number from 1 to 100000.\n'],
  ['embedded/main.js', 'PORT must be a port number from 0 (any free one) to 65535, not "web".\n'],
  ['embedded/temporal.js', 'PORT must be a port number from 0 (any free one) to 65535, not "web".\n'],
  ['embedded/token.js', 'PORT must be a port number from 0 (any free one) to 65535, not "web".\n'],
  ['simulator/main.js', 'SIMULATOR_RATE_LIMIT: Invalid option: expected one of "on"|"off"\n'],
])('%s reads the .env of its folder', async (script, sentence) => {
  await writeFile(join(folder, '.env'), 'PORT=web\nCACHED_WORKFLOWS=many\nSIMULATOR_RATE_LIMIT=maybe\n');
  expect(await runBuilt({ script, cwd: folder })).toEqual({ code: 1, stdout: '', stderr: sentence });
});

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

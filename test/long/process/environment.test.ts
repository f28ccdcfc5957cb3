import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBuilt } from '../../support/built';

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

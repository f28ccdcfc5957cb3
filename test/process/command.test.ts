import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inWords } from '../../process/command';
import { closedAddress } from '../api/running-api';
import { runBuilt } from '../support/built';

const { TEST_TEMPORAL_ADDRESS: address = '' } = process.env;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('says in brackets what was behind an error', () => {
  const refused = new Error('connect ECONNREFUSED', { cause: 'nobody listens' });
  expect(inWords(new Error('Temporal cannot be reached.', { cause: refused }))).toBe(
    'Temporal cannot be reached. (connect ECONNREFUSED (nobody listens))',
  );
});

it('says an error of several lines in one', () => {
  expect(inWords(new Error('one\n  two\n'))).toBe('one two');
});

it('ends a worker that cannot reach Temporal with the reason', async () => {
  const env = { TEMPORAL_ADDRESS: await closedAddress(), LOG_LEVEL: 'silent' };
  const { code, stderr } = await runBuilt({ script: 'worker/main.js', cwd: folder, env });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^TEMPORAL_ADDRESS: Temporal at \S+ cannot be reached\. \(.+\)\n$/);
});

it('ends a worker whose Namespace does not exist, and says so', async () => {
  const env = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'nope', LOG_LEVEL: 'silent', DATA_DIR: folder };
  const { code, stderr } = await runBuilt({ script: 'worker/main.js', cwd: folder, env });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^Temporal at \S+: Namespace "nope" does not exist\. \(.+\)\n$/),
  });
});

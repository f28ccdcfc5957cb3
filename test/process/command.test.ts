import { tmpdir } from 'node:os';
import { inWords } from '../../process/command';
import { closedAddress } from '../api/running-api';
import { runBuilt } from '../support/built';

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
  const address = await closedAddress();
  const env = { TEMPORAL_ADDRESS: address, LOG_LEVEL: 'silent' };
  const { code, stderr } = await runBuilt({ script: 'worker/main.js', cwd: tmpdir(), env });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^TEMPORAL_ADDRESS: Temporal at \S+ cannot be reached\. \(.+\)\n$/);
});

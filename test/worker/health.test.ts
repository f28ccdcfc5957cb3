import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beat, whyUnhealthy } from '../../worker/health';
import { eventually } from '../api/running-api';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-health-'));
  file = join(folder, 'health');
});
afterEach(() => rm(folder, { recursive: true }));

const failed = (error: unknown) => {
  throw error;
};
const untilHealthy = () =>
  eventually(
    () => whyUnhealthy(file),
    (why) => why === null,
  );

it('is healthy while it polls, and no longer when it has stopped', async () => {
  const end = beat({ file, isPolling: () => true, failed });
  expect(await untilHealthy()).toBeNull();
  await end();
  expect(await whyUnhealthy(file)).toBe('The worker does not poll.');
});

it('is not healthy when it does not poll any more, though its process lives', async () => {
  const end = beat({ file, isPolling: () => false, failed });
  expect(await whyUnhealthy(file)).toBe('The worker does not poll.');
  await end();
});

it('is not healthy when it hangs, and is again when it goes on', async () => {
  const end = beat({ file, isPolling: () => true, failed });
  await untilHealthy();
  const longAgo = Date.now() / 1000 - 20;
  await utimes(file, longAgo, longAgo);
  expect(await whyUnhealthy(file)).toMatch(/^The worker has not polled for 20 s\.$/);
  expect(await untilHealthy()).toBeNull();
  await end();
});

it('must be told which file', async () => {
  expect(await whyUnhealthy(undefined)).toBe('HEALTH_FILE is not set.');
});

import { resolve } from 'node:path';
import { readWorkerConfig } from '../../worker/config';

it('has a default for every setting', () => {
  const dataDir = resolve('.data');
  expect(readWorkerConfig({})).toMatchObject({
    dataDir,
    vault: { url: resolve(dataDir, 'vault'), keys: undefined },
    logLevel: 'info',
    limits: { requests: 300, windowMs: 300_000, share: 0.7, probeFirstMs: 30_000, probeMaxMs: 300_000 },
    cachedWorkflows: 1_000,
  });
});

it('takes what is set', () => {
  const env = { HALO_LIMIT_REQUESTS: '500', HALO_LIMIT_WINDOW_SECONDS: '180', HALO_BACKGROUND_SHARE: '.5' };
  const gate = { GATE_PROBE_FIRST_SECONDS: '0.5', GATE_PROBE_MAX_SECONDS: '2', CACHED_WORKFLOWS: '10' };
  expect(readWorkerConfig({ ...env, ...gate })).toMatchObject({
    limits: { requests: 500, windowMs: 180_000, share: 0.5, probeFirstMs: 500, probeMaxMs: 2_000 },
    cachedWorkflows: 10,
  });
});

it('never waits longer at first than at the most', () => {
  const { limits } = readWorkerConfig({ GATE_PROBE_FIRST_SECONDS: '60', GATE_PROBE_MAX_SECONDS: '30' });
  expect(limits).toMatchObject({ probeFirstMs: 60_000, probeMaxMs: 60_000 });
});

it.each([
  ['HALO_LIMIT_REQUESTS', '0', 'HALO_LIMIT_REQUESTS must be a whole number from 1 to 1000000.'],
  ['HALO_LIMIT_WINDOW_SECONDS', '5m', 'HALO_LIMIT_WINDOW_SECONDS must be a whole number from 1 to 86400.'],
  ['HALO_BACKGROUND_SHARE', '0', 'HALO_BACKGROUND_SHARE must be a share above 0 and up to 1, such as 0.7.'],
  ['HALO_BACKGROUND_SHARE', '1.5', 'HALO_BACKGROUND_SHARE must be a share above 0 and up to 1, such as 0.7.'],
  ['GATE_PROBE_FIRST_SECONDS', '-1', 'GATE_PROBE_FIRST_SECONDS must be a number of seconds, such as 30 or 0.5.'],
])('refuses %s=%s', (name, value, sentence) => {
  expect(() => readWorkerConfig({ [name]: value })).toThrow(new Error(sentence));
});

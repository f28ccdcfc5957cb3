import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { readEmbeddedConfig } from '../../embedded/config';

it('has a default for everything', () => {
  expect(readEmbeddedConfig({ PORT: '' })).toEqual({
    ports: { api: 3000, temporal: 7233, temporalUi: 8233, simulator: 4010 },
    dataDir: resolve('.data'),
    cacheDir: join(homedir(), '.cache', 'halopsa-integration'),
    temporalAddress: undefined,
    temporalNamespace: 'default',
  });
});

it.each([
  [{ PORT: 'web' }, 'PORT must be a port number from 0 (any free one) to 65535, not "web".'],
  [{ PORT: '70000' }, 'PORT must be a port number from 0 (any free one) to 65535, not "70000".'],
  [{ TEMPORAL_ADDRESS: 'http://x:7233' }, 'TEMPORAL_ADDRESS must be host:port, not "http://x:7233".'],
  [{ PORT: '-1', TEMPORAL_PORT: '1.5' }, /^PORT must be .+, not "-1"; TEMPORAL_PORT must be .+, not "1.5"\.$/],
  [{ PORT: '4010' }, 'PORT and SIMULATOR_PORT are both 4010; each needs its own port.'],
])('refuses %j with its name', (env, message) => {
  expect(() => readEmbeddedConfig(env)).toThrow(message);
});

it('lets several parts ask for any free port', () => {
  expect(readEmbeddedConfig({ PORT: '0', SIMULATOR_PORT: '0' }).ports).toMatchObject({ api: 0, simulator: 0 });
});

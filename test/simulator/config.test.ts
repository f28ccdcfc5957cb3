import { join } from 'node:path';
import { readConfig } from '../../simulator/config';

test('listens on 4010, limits requests and keeps its state in .data unless told otherwise', () => {
  expect(readConfig({})).toEqual({ port: 4010, stateFile: join('.data', 'simulator.json') });
  expect(readConfig({ SIMULATOR_PORT: '5000', DATA_DIR: '/srv', SIMULATOR_RATE_LIMIT: 'off' })).toEqual({
    port: 5000,
    stateFile: join('/srv', 'simulator.json'),
    rateLimit: null,
  });
});

test('takes an empty value as not set', () => {
  expect(readConfig({ SIMULATOR_PORT: '', DATA_DIR: '', SIMULATOR_RATE_LIMIT: '' })).toEqual(readConfig({}));
});

test.each([
  ['SIMULATOR_PORT', 'many'],
  ['SIMULATOR_PORT', '70000'],
  ['SIMULATOR_RATE_LIMIT', 'maybe'],
])('refuses %s=%s by its name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(`${name}: `);
});

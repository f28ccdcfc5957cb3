import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

it('calls the api as the api describes itself', () => {
  const check = () =>
    execFileSync(process.execPath, ['tools/portal-types.js', '--check'], { cwd: resolve(__dirname, '../..') });
  expect(check).not.toThrow();
});

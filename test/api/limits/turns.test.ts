import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const turns = resolve(__dirname, '../../../dist/api/limits/turns.js');

it('as many as wait for their turn at once leave no warning of a leak behind', async () => {
  const waitFor = `
    const turn = require(${JSON.stringify(turns)}).createTurns();
    Promise.all(Array.from({ length: 50 }, (_, index) => turn('p' + (index % 3)))).then(() => console.log('all'));`;
  // Warnings go to the process itself, which a test does not see.
  const said = await promisify(execFile)(process.execPath, ['-e', waitFor]);
  expect(said).toEqual({ stdout: 'all\n', stderr: '' });
});

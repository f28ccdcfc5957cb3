import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { aPartner, quieten } from '../test/journeys/partner';
import { quick } from '../test/journeys/seats';
import type { System, SystemOptions } from '../test/support/system';
import { startSystem } from '../test/support/system';
import { runsOf } from '../test/workflows/runs';
import { connectionPaths } from './histories/connection';
import { continuedPaths } from './histories/continued';
import { gatePaths } from './histories/gate';
import { listPaths } from './histories/lists';
import { organizationPaths } from './histories/organization';
import type { Path } from './histories/path';

/*
 * `npm run record:histories` plays each path on a dev server and writes test/histories/<workflow>-<path>.json for those that
 * are not there yet. What was released is never recorded anew: replay.test.ts proves that it can go on with today's code.
 * Until the first release, after a change that breaks it, `npm run record:histories -- --all` overwrites them all.
 */

jest.setTimeout(90_000);

const folder = resolve(__dirname, '../test/histories');
const fileOf = ({ name }: Path): string => join(folder, `${name}.json`);
/** Without the folder and the name of the machine that it was recorded on, which stack traces and identities hold. */
const anywhere = (json: string): string =>
  json.replaceAll(`${resolve(__dirname, '..')}/`, '').replaceAll(`@${hostname()}`, '@recorder');

const isWanted = (path: Path): boolean => process.env.RECORD_ALL === 'true' || !existsSync(fileOf(path));

// More than a page of licences.
const simulator = { customers: 60 };

describe.each([
  {
    options: { ...quick, timings: { ...quick.timings, firstTrySeconds: 1 }, simulator },
    all: [...connectionPaths, ...organizationPaths, ...gatePaths, ...listPaths],
  },
  {
    options: { ...quick, timings: { ...quick.timings, continueAfterEvents: 80 }, gate: { continueAfterEvents: 100 } },
    all: continuedPaths,
  },
] satisfies { options: SystemOptions; all: readonly Path[] }[])('a system', ({ options, all }) => {
  const paths = all.filter(isWanted);
  let system: System | undefined;
  afterEach(async () => {
    if (system !== undefined) await quieten(system);
  });
  afterAll(() => system?.stop());

  for (const path of paths) {
    it(`records ${path.name}`, async () => {
      system ??= await startSystem({ ...options, simulators: paths.length + 1 });
      const workflowId = await path.play(system, await aPartner(system));
      const [first] = await runsOf(system.client, workflowId);
      const runId = path.run === 'first' ? first?.runId : undefined;
      const history = await system.client.workflow.getHandle(workflowId, runId).fetchHistory();
      await mkdir(folder, { recursive: true });
      await writeFile(fileOf(path), `${anywhere(historyToJSON(history))}\n`);
    });
  }

  it('has what it is to have', () => {
    expect(all.filter((path) => !existsSync(fileOf(path)))).toEqual([]);
  });
});

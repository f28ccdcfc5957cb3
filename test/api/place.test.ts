import type { WorkflowClientInterceptor } from '@temporalio/client';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import pino from 'pino';
import { place, placeReporter } from '../../api/place';
import { closedAddress } from './running-api';

let connection: Connection;
beforeAll(async () => {
  connection = Connection.lazy({ address: await closedAddress() });
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => connection.close());

const partnerId = 'p1';
const above = (id: string, issuedAt: number) => ({ partnerId, partnerPath: [id, partnerId], issuedAt });
const placeUnder = (id: string, issuedAt: number) => ({ partnerPath: [id, partnerId], issuedAt });

/** A process of the api, whose Temporal notes what it is told; while `isDown` it does not. */
function aProcess() {
  const temporal: { told: unknown[]; isDown: boolean; hasConnection: boolean } = {
    told: [],
    isDown: false,
    hasConnection: true,
  };
  const note = async (args: readonly unknown[]) => {
    if (temporal.isDown) throw new Error('Temporal is down.');
    temporal.told.push(...args);
  };
  const noting: WorkflowClientInterceptor = {
    signal: async ({ args, workflowExecution: { workflowId } }) => {
      if (!temporal.hasConnection) throw new WorkflowNotFoundError('There is none.', workflowId, undefined);
      await note(args);
    },
    signalWithStart: async ({ signalArgs }) => {
      await note(signalArgs);
      return 'a run';
    },
  };
  const client = new Client({ connection, interceptors: { workflow: [noting] } });
  return { temporal, deps: { client, logger: pino({ level: 'silent' }), timings: {} } };
}

it.each([
  ['acts', place],
  ['reports', placeReporter],
])('a token for each call of a partner that %s costs one Signal in a quarter of an hour', async (_name, tell) => {
  const { temporal, deps } = aProcess();
  const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
  for (let second = 0; second < 900; second += 1) {
    clock.mockReturnValue(second * 1000);
    await tell(deps, above('d1', second));
  }
  expect(temporal.told).toEqual([placeUnder('d1', 0)]);
  clock.mockReturnValue(900_000);
  await tell(deps, above('d1', 900));
  expect(temporal.told).toEqual([placeUnder('d1', 0), placeUnder('d1', 900)]);
});

it('of many calls at once one tells', async () => {
  const { temporal, deps } = aProcess();
  await Promise.all([1, 2, 3].map((issuedAt) => placeReporter(deps, above('d1', issuedAt))));
  expect(temporal.told).toEqual([placeUnder('d1', 1)]);
});

it('a report starts the connection that a call at the same moment has not found', async () => {
  const { temporal, deps } = aProcess();
  temporal.hasConnection = false;
  await Promise.all([place(deps, above('d1', 1)), placeReporter(deps, above('d1', 1))]);
  expect(temporal.told).toEqual([placeUnder('d1', 1)]);
});

it('another path is told at once, but not that of an older token', async () => {
  const { temporal, deps } = aProcess();
  for (const call of [above('d1', 1), above('d2', 2), above('d1', 1), above('d2', 3)]) await place(deps, call);
  expect(temporal.told).toEqual([placeUnder('d1', 1), placeUnder('d2', 2)]);
});

it('a token that lives for long is told again: its connection may have ended', async () => {
  const { temporal, deps } = aProcess();
  const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
  await placeReporter(deps, above('d1', 1));
  clock.mockReturnValue(24 * 3_600_000);
  await placeReporter(deps, above('d1', 1));
  expect(temporal.told).toEqual([placeUnder('d1', 1), placeUnder('d1', 1)]);
});

it('what could not be told is told by the next call', async () => {
  const { temporal, deps } = aProcess();
  temporal.isDown = true;
  await place(deps, above('d1', 1));
  temporal.isDown = false;
  await place(deps, above('d1', 1));
  expect(temporal.told).toEqual([placeUnder('d1', 1)]);
});

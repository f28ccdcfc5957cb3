import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { createActivities } from '../../../activities';
import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import {
  aPartner,
  connect,
  connection,
  impatient,
  map,
  mapping,
  now,
  register,
  revoke,
  saveTicketMapping,
  secretsOf,
  takeDown,
  target,
  untilStatus,
} from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

type Fault = (call: () => Promise<unknown>) => Promise<unknown>;
type Activity = (input: unknown) => Promise<unknown>;

/** Which Activity goes wrong for which partner, and how. The name is jest's rule: a factory of `jest.mock` may use it. */
const mockFaults = new Map<string, { readonly activity: string; readonly fault: Fault }>();
const mockInfo = activityInfo;

jest.mock('../../../activities', () => {
  const actual = jest.requireActual('../../../activities');
  const faulty = ([name, run]: [string, Activity]): [string, Activity] => [
    name,
    (input) => {
      const { workflowId } = mockInfo().workflowExecution ?? { workflowId: '' };
      const [, given] = [...mockFaults].find(([partnerId]) => workflowId.includes(partnerId)) ?? [];
      return given?.activity === name ? given.fault(() => run(input)) : run(input);
    },
  ];
  const create = (...given: unknown[]) => {
    const activities: Record<string, Activity> = actual.createActivities(...given);
    return Object.fromEntries(Object.entries(activities).map(faulty));
  };
  return { ...actual, createActivities: create };
});

const faults: Readonly<Record<string, Fault>> = {
  'fails with a mistake of ours': async () => {
    throw new TypeError('Cannot read properties of undefined.');
  },
  'is done, but fails for good': async (call) => {
    await call();
    throw ApplicationFailure.nonRetryable('A part of it is broken.', 'Broken');
  },
  'answers with 3 MB': async (call) => {
    const answer = await call();
    return typeof answer === 'object' ? { ...answer, more: 'x'.repeat(3_000_000) } : 'x'.repeat(3_000_000);
  },
};

let system: System;
let names: readonly string[];
beforeAll(async () => {
  system = await startSystem({ ...impatient, simulators: 1, simulator: { customers: 200 } });
  names = Object.keys(createActivities(Object.create(null))).sort();
});
afterAll(() => system.stop());

interface Walker {
  readonly partner: Partner;
  readonly targets: readonly [object, object];
}
type Reply = Awaited<ReturnType<Partner['call']>>;

/** All that a partner does while HaloPSA is well. */
const useHalo = async ({ partner, targets }: Walker): Promise<Reply[]> => [
  await connect(system, partner, { clientSecret: 'another' }),
  await connect(system, partner),
  await saveTicketMapping(partner),
  await partner.call('POST', '/halopsa/connection/rights'),
  await partner.call('GET', '/halopsa/choices/slas'),
  await register(partner, 'o1', { observedAt: now() }),
  await map(partner, 'o1', targets[0]),
  await partner.call('POST', '/organizations/o1/halopsa/seats/preview'),
  await partner.call('POST', '/organizations/o1/halopsa/seats/start'),
  await partner.call('POST', '/halopsa/seat-sync/run', { body: {} }),
];

/** What is saved in an outage, and what is shown of before. */
const useInOutage = async ({ partner, targets }: Walker): Promise<Reply[]> => [
  await partner.call('GET', '/halopsa/choices/slas'),
  await saveTicketMapping(partner, { seatCount: 'purchased' }),
  await register(partner, 'o2', { name: 'Initech', observedAt: now() }),
  await map(partner, 'o2', targets[1]),
  await register(partner, 'o1', { observedAt: now(), seats: { used: 4, purchased: 4, active: 4 } }),
];

/** Everything is as the partner wanted it, without a further hand. */
async function expectAllWell({ partner }: Walker): Promise<void> {
  const look = async () => ({
    connection: (await connection(partner)).body.status,
    o1: (await mapping(partner, 'o1')).body.status,
    seats: (await partner.call('GET', '/organizations/o1/halopsa/seats')).body.status,
    o2: (await mapping(partner, 'o2')).body.status,
  });
  const well = { connection: 'connected', o1: 'mapped', seats: 'inSync', o2: 'mapped' };
  const seen = await eventually(look, (now) => JSON.stringify(now) === JSON.stringify(well), 90_000);
  expect(seen).toEqual(well);
}

/** Which Workflows of the partner ended by a failure. */
async function failedOf({ partner }: Walker): Promise<string[]> {
  const failed: string[] = [];
  const query = `PartnerId = '${partner.id}' AND ExecutionStatus IN ('Failed', 'TimedOut', 'Terminated')`;
  for await (const { workflowId } of system.client.workflow.list({ query })) failed.push(workflowId);
  return failed;
}

/** Which of them are not answers that a person can use: told short, to be read when there is one. */
const troublesOf = (replies: readonly Reply[]): string[] =>
  replies.flatMap(({ status, text, body }) => {
    const says = [body.detail, body.message, body.items, body.startedAt, body.organizationId].some(Boolean);
    return says && [200, 202, 409, 422, 503].includes(status) ? [] : [`${status} ${text}`];
  });

/** Each is a partner, and they go side by side. */
const AT_ONCE = 14;

async function walk(activities: readonly string[], fault: Fault): Promise<void> {
  const walkers = await Promise.all(
    activities.map(async (activity): Promise<Walker> => {
      const partner = await aPartner(system);
      mockFaults.set(partner.id, { activity, fault });
      const index = 2 * names.indexOf(activity);
      return { partner, targets: [target(system, index), target(system, index + 1)] };
    }),
  );
  const all = async (act: (walker: Walker) => Promise<Reply[]>) =>
    troublesOf((await Promise.all(walkers.map(act))).flat());
  expect(await all(useHalo)).toEqual([]);
  takeDown(system);
  expect(await all(useInOutage)).toEqual([]);
  system.simulator.control.faults.clear();
  expect(await all(async ({ partner }) => [await revoke(partner)])).toEqual([]);

  mockFaults.clear();
  await Promise.all(
    walkers.map(async (walker) => {
      const { partner } = walker;
      const ended = await untilStatus(() => connection(partner), 'disconnected');
      expect(ended).toMatchObject({ body: { status: 'disconnected' } });
      expect(await secretsOf(system, partner)).toEqual([]);
      await useHalo(walker);
      await map(partner, 'o2', walker.targets[1]);
      await expectAllWell(walker);
      expect(await failedOf(walker)).toEqual([]);
    }),
  );
}

it.each(Object.entries(faults))(
  'whichever Activity %s, the partner is answered, nothing is stuck, and a revoke erases',
  async (_, fault) => {
    for (let from = 0; from < names.length; from += AT_ONCE) await walk(names.slice(from, from + AT_ONCE), fault);
  },
  300_000,
);

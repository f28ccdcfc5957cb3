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
import type { Fault } from './faulty-activities';
import { faults } from './faulty-activities';

jest.mock('../../../activities', () => jest.requireActual('./faulty-activities').faultyActivities());

const kinds: Readonly<Record<string, Fault>> = {
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

function kindAt(index: number): readonly [string, Fault] {
  const all = Object.entries(kinds);
  const kind = all[index % all.length];
  if (kind === undefined) throw new Error('There is a way to fail.');
  return kind;
}

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...impatient, simulators: 1, simulator: { customers: 200 } });
});
afterAll(() => system.stop());

interface Walker {
  /** Which Activity goes wrong, and how. */
  readonly what: string;
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

/** Longer than the longest pause before what failed for good is called again. */
const PATIENCE_MILLISECONDS = 90_000;

/** Everything is as the partner wanted it, without a further hand. The seats come last: all else is looked at when they are there. */
async function expectAllWell({ what, partner }: Walker): Promise<void> {
  const synced = 'In sync: HaloPSA holds 3. We count 3 used seats.';
  const seats = () => partner.call('GET', '/organizations/o1/halopsa/seats');
  const { body } = await eventually(seats, ({ body: { message } }) => message === synced, PATIENCE_MILLISECONDS);
  expect({ what, seats: body.message }).toEqual({ what, seats: synced });
  for (const id of ['o1', 'o2']) {
    expect(await untilStatus(() => mapping(partner, id), 'mapped')).toMatchObject({ body: { status: 'mapped' } });
  }
  const connected = await untilStatus(() => connection(partner), 'connected');
  expect(connected).toMatchObject({ body: { status: 'connected' } });
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

/** Fewer than an api lets wait for a revoke at once. */
const REVOKES = 12;

async function expectErased({ what, partner }: Walker): Promise<void> {
  const look = () => connection(partner);
  const { body } = await eventually(look, ({ body: { status } }) => status === 'disconnected', PATIENCE_MILLISECONDS);
  expect({ what, status: body.status }).toEqual({ what, status: 'disconnected' });
  expect(await secretsOf(system, partner)).toEqual([]);
}

/** Each Activity fails in another way in each of three rounds; one of them is for every day. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 1);
const rounds = Array.from({ length: ROUNDS }, (_, round) => round);

// They wait most of the time, so each Activity has a partner, and they go side by side.
it.each(rounds)(
  'whichever Activity fails, the partner is answered, nothing is stuck, and a revoke erases (round %#)',
  async (round) => {
    const names = Object.keys(createActivities(Object.create(null)));
    const walkers = await Promise.all(
      names.map(async (activity, index): Promise<Walker> => {
        const partner = await aPartner(system);
        const [kind, fault] = kindAt(index + round);
        faults.set(partner.id, { activity, fault });
        const first = 2 * (round * names.length + index);
        return { what: `${activity} ${kind}`, partner, targets: [target(system, first), target(system, first + 1)] };
      }),
    );
    const every = async (act: (walker: Walker) => Promise<Reply[]>, some = walkers) =>
      troublesOf((await Promise.all(some.map(act))).flat());
    expect(await every(useHalo)).toEqual([]);
    takeDown(system);
    expect(await every(useInOutage)).toEqual([]);
    system.simulator.control.faults.clear();
    for (let from = 0; from < walkers.length; from += REVOKES) {
      const some = walkers.slice(from, from + REVOKES);
      expect(await every(async ({ partner }) => [await revoke(partner)], some)).toEqual([]);
    }

    faults.clear();
    await Promise.all(
      walkers.map(async (walker) => {
        await expectErased(walker);
        // So many at once that some are asked to come again.
        const isDone = (replies: readonly Reply[]) => replies.every(({ status }) => status !== 503);
        await eventually(() => useHalo(walker), isDone, PATIENCE_MILLISECONDS);
        await map(walker.partner, 'o2', walker.targets[1]);
        await expectAllWell(walker);
        expect(await failedOf(walker)).toEqual([]);
      }),
    );
  },
  300_000,
);

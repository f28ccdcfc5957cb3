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

let system: System;
let names: readonly string[];

interface Walker {
  readonly activity: string;
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

/** Everything is as the partner wanted it, without a further hand. The seats come last: all else is looked at when they are there. */
async function expectAllWell({ activity, partner }: Walker): Promise<void> {
  const synced = 'In sync: HaloPSA holds 3. We count 3 used seats.';
  const seats = () => partner.call('GET', '/organizations/o1/halopsa/seats');
  const { body } = await eventually(seats, ({ body: { message } }) => message === synced, 90_000);
  expect({ activity, seats: body.message }).toEqual({ activity, seats: synced });
  expect(await untilStatus(() => mapping(partner, 'o2'), 'mapped')).toMatchObject({ body: { status: 'mapped' } });
  expect((await mapping(partner, 'o1')).body.status).toBe('mapped');
  expect((await connection(partner)).body.status).toBe('connected');
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
      faults.set(partner.id, { activity, fault });
      const index = 2 * names.indexOf(activity);
      return { activity, partner, targets: [target(system, index), target(system, index + 1)] };
    }),
  );
  const all = async (act: (walker: Walker) => Promise<Reply[]>) =>
    troublesOf((await Promise.all(walkers.map(act))).flat());
  expect(await all(useHalo)).toEqual([]);
  takeDown(system);
  expect(await all(useInOutage)).toEqual([]);
  system.simulator.control.faults.clear();
  expect(await all(async ({ partner }) => [await revoke(partner)])).toEqual([]);

  faults.clear();
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

/** A test for one kind of fault, on a system of its own. */
export function itWithstands(fault: Fault): void {
  beforeAll(async () => {
    system = await startSystem({ ...impatient, simulators: 1, simulator: { customers: 200 } });
    names = Object.keys(createActivities(Object.create(null))).sort();
  });
  afterAll(() => system.stop());

  it('whichever Activity it is, the partner is answered, nothing is stuck, and a revoke erases', async () => {
    for (let from = 0; from < names.length; from += AT_ONCE) await walk(names.slice(from, from + AT_ONCE), fault);
  }, 300_000);
}

import fc from 'fast-check';
import type { Target } from '../../../domain/organization/state';
import { SeatsView } from '../../../domain/seats/view-schema';
import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import { eventually } from '../../api/running-api';
import { closeAll } from '../../halo/server';
import type { Partner } from '../../journeys/partner';
import { aPartner, impatient, map, now, register, revoke, saveTicketMapping, secretsOf } from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';
import type { MangledHalo, Mangling, Stage } from './mangled-halo';
import { mangling, startMangledHalo } from './mangled-halo';

/** The same cases each time; FUZZ_SEED gives others. `npm run test:fuzz` takes a thousand. */
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const CASES = Number(process.env.FUZZ_CASES ?? 40);
/** Each is a HaloPSA of its own, with one partner at a time. */
const LANES = 6;
const WANTED = 5;
const CONNECTION = '/halopsa/connection';
const MAPPING = '/organizations/o1/halopsa/mapping';
const SEATS = '/organizations/o1/halopsa/seats';

interface Lane {
  readonly simulator: Simulator;
  readonly halo: MangledHalo;
}

let system: System;
let lanes: readonly Lane[];
beforeAll(async () => {
  lanes = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const simulator = await createSimulator({ customers: 4, agentProfileBytes: 1_000, rateLimit: null });
      return { simulator, halo: await startMangledHalo(simulator.url) };
    }),
  );
  const allowedHosts = lanes.map(({ halo }) => halo.server.host);
  system = await startSystem({ ...impatient, simulators: 1, allowedHosts });
});
afterAll(async () => {
  await system.stop();
  await closeAll();
  await Promise.all(lanes.map(({ simulator }) => simulator.close()));
});

type Reply = Awaited<ReturnType<Partner['call']>>;

/** Something that a partner should not have met. */
class Trouble extends Error {}

/** The answer, if a person can do something with it. */
function usable(what: string, { status, text, body }: Reply, ...allowed: readonly number[]): Reply {
  const says = [body.detail, body.message, body.items, body.startedAt, body.organizationId].some(Boolean);
  if (says && allowed.includes(status)) return { status, text, body, headers: new Headers() };
  throw new Trouble(`${what} answers ${status}: ${text.slice(0, 300)}`);
}

/** Reads until it is answered: this machine may have too much to do, a Workflow must not be stuck. */
async function read(partner: Partner, path: string): Promise<Reply['body']> {
  const reply = await eventually(
    () => partner.call('GET', path),
    ({ status }) => status === 200,
  );
  return usable(path, reply, 200).body;
}

const anyAnswer = [200, 202, 409, 422, 503] as const;

/** One partner of one HaloPSA, which is wrong in one way, then well again. */
async function live(lane: Lane, wrong: Mangling, revokesEarly: boolean): Promise<void> {
  const living = await born(lane);
  const { partner, connect } = living;
  const { halo } = lane;
  if (wrong.stage === 'connect') halo.mangle(wrong);
  if (usable('connect', await connect(), ...anyAnswer).status !== 200) {
    halo.mangle(null);
    // A check that is under way ends as HaloPSA was when it was asked.
    await eventually(
      () => read(partner, CONNECTION),
      ({ status }) => status !== 'verifying',
    );
    usable('connect to a HaloPSA that is well', await connect(), 200);
  }
  if (wrong.stage === 'seats') usable('ticket mapping', await saveTicketMapping(partner), 200);
  halo.mangle(wrong);
  if (wrong.stage === 'ticketMapping') await chooseTickets(living);
  if (wrong.stage === 'seats') await mapAndSync(living);
  await read(partner, CONNECTION);

  if (revokesEarly) await expectRevoked(partner);
  halo.mangle(null);
  await untilWell(living, wrong.stage);
  await expectRevoked(partner);
}

async function born({ simulator, halo }: Lane): Promise<Living> {
  await simulator.reset();
  const partner = await aPartner(system);
  const { clientId, clientSecret } = simulator.credentials;
  const body = { siteUrl: halo.server.url, clientId, clientSecret };
  const licence = simulator.control.licences.list().find(({ is_active }) => is_active);
  const target = { customerId: licence?.client_id ?? 0, softwareLicenceId: licence?.id ?? 0 };
  return { partner, connect: () => partner.call('PUT', CONNECTION, { body }), target, simulator };
}

async function chooseTickets({ partner }: Living): Promise<void> {
  for (const list of ['ticket-types', 'slas', 'priorities?slaId=2'])
    usable(list, await partner.call('GET', `/halopsa/choices/${list}`), ...anyAnswer);
  usable('ticket mapping', await saveTicketMapping(partner), ...anyAnswer);
}

async function mapAndSync({ partner, target }: Living): Promise<void> {
  for (const list of ['customers', `software-licences?customerId=${target.customerId}`])
    usable(list, await partner.call('GET', `/halopsa/choices/${list}`), ...anyAnswer);
  const report = { observedAt: now(), seats: { used: WANTED, purchased: WANTED, active: WANTED } };
  usable('register', await register(partner, 'o1', report), 200);
  usable('map', await map(partner, 'o1', target), ...anyAnswer);
  usable('start', await partner.call('POST', `${SEATS}/start`), ...anyAnswer);
  usable('reconcile', await partner.call('POST', '/halopsa/seat-sync/run', { body: {} }), ...anyAnswer);
  await Promise.all([MAPPING, SEATS].map((path) => read(partner, path)));
}

async function expectRevoked(partner: Partner): Promise<void> {
  usable('revoke', await revoke(partner), 200, 202);
  const { status, message } = await eventually(
    () => read(partner, CONNECTION),
    (seen) => seen.status === 'disconnected',
  );
  if (status !== 'disconnected') throw new Trouble(`is not revoked: ${message}`);
  const left = await secretsOf(system, partner);
  if (left.length > 0) throw new Trouble(`keeps ${left.length} secrets after the revoke`);
}

interface Living {
  readonly partner: Partner;
  readonly connect: () => Promise<Reply>;
  readonly target: Target;
  readonly simulator: Simulator;
}

/** What the partner does where it is the partner's move; everything else has to come right by itself. */
async function untilWell(living: Living, stage: Stage): Promise<void> {
  for (let moves = 0; moves < 10; moves++) {
    const seen = await eventually(
      () => look(living, stage),
      ({ isWell, move }) => isWell || move !== null,
      40_000,
    );
    if (seen.isWell) return;
    if (seen.move === null) break;
    await seen.move();
  }
  throw new Trouble(`is stuck: ${(await look(living, stage)).inWords}`);
}

interface Look {
  readonly isWell: boolean;
  /** The partner's move, where it is one. */
  readonly move: (() => Promise<unknown>) | null;
  readonly inWords: string;
}

async function look(living: Living, stage: Stage): Promise<Look> {
  const { partner, connect } = living;
  const connection = await read(partner, CONNECTION);
  const { status, message } = connection;
  const inWords = `${status}: ${message}`;
  if (status !== 'connected') {
    const isUnderWay = status === 'verifying' || status === 'revoking';
    return { isWell: false, move: isUnderWay ? null : connect, inWords };
  }
  if (stage === 'connect') return { isWell: true, move: null, inWords };
  const ticketMapping = Object(connection.ticketMapping);
  if (ticketMapping.status !== 'set') {
    const isToSave = ['notSet', 'refused', 'revoked'].includes(ticketMapping.status);
    const move = isToSave ? () => saveTicketMapping(partner) : null;
    return { isWell: false, move, inWords: `${inWords} ${ticketMapping.status}: ${ticketMapping.message}` };
  }
  return stage === 'ticketMapping' ? { isWell: true, move: null, inWords } : lookAtSeats(living);
}

async function lookAtSeats({ partner, target, simulator }: Living): Promise<Look> {
  const mapped = await read(partner, MAPPING);
  if (mapped.status !== 'mapped') {
    const move = mapped.whoseMove === 'you' ? () => map(partner, 'o1', target) : null;
    return { isWell: false, move, inWords: `${mapped.status}: ${mapped.message}` };
  }
  const seats = SeatsView.parse(await read(partner, SEATS));
  const { count } = simulator.control.licences.get(target.softwareLicenceId);
  const isWell = seats.status === 'inSync' && seats.written?.count === WANTED && count === WANTED;
  const inWords = `${seats.status}: ${seats.message} HaloPSA holds ${count}.`;
  return { isWell, move: isWell ? null : moveOf(partner, seats), inWords };
}

function moveOf(partner: Partner, seats: SeatsView): Look['move'] {
  const post = (what: string, body?: object) => () => partner.call('POST', `${SEATS}/${what}`, { body });
  if (seats.canStart) return post('start');
  if (seats.canChoose) return post('choose', { choice: 'ours', theirs: seats.before });
  if (seats.canApprove) return post('approve', { count: seats.after });
  // What every night does.
  return seats.whoseMove === 'you' ? () => partner.call('POST', '/halopsa/seat-sync/run', { body: {} }) : null;
}

it(`HaloPSA may answer in ${CASES} odd ways: each is told in a sentence, ends with a revoke, and comes right when HaloPSA does`, async () => {
  const cases = fc.sample(mangling, { seed: SEED, numRuns: CASES }).entries();
  const troubles: string[] = [];
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [index, wrong] of cases) {
        await live(lane, wrong, index % 2 === 1).catch((error: unknown) => {
          troubles.push(`case ${index} ${JSON.stringify(wrong).slice(0, 200)}: ${error}`);
        });
        lane.halo.mangle(null);
      }
    }),
  );
  expect(troubles).toEqual([]);
}, 3_600_000);

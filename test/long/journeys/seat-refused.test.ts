import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import { connect, quieten } from '../../journeys/partner';
import {
  connectionOf,
  countOf,
  gateOf,
  gateWhen,
  isQuiet,
  operationsOf,
  operationsWhen,
  quick,
  report,
  requests,
  say,
  seatsWhen,
  syncedOrganizations,
  syncingPartner,
  writesTo,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const control = () => system.simulator.control;
const answer = (status: number, more: object) => control().faults.add({ effect: { kind: 'status', status }, ...more });
const write = { path: '/api/softwarelicence', method: 'POST' };
type Denial = ReturnType<System['simulator']['control']['rights']['get']>['denial'];
const mayNot = (claims: Record<string, string>, denial: Denial = 'forbidden') =>
  control().rights.change({ claims, denial });
/** What the guide asks for, and no troubles. */
function mend() {
  mayNot({ Lx: '2' });
  control().faults.clear();
}

const right = 'grant “Software Licensing: Read and Modify”';

async function stayConnected(partner: Partner): Promise<void> {
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', problem: null });
  expect(await connectionOf(partner)).toMatchObject({ status: 'connected', problem: null });
}

it.each([
  [403, { write: 1 }],
  [401, { write: 2 }],
])(
  'a write that HaloPSA refuses for one licence with %i asks the partner for the right, and everybody else is written',
  async (status, asked) => {
    const partner = await syncingPartner(system);
    const [refused = 0, other = 0] = await syncedOrganizations(system, partner, 2);
    answer(status, { ...write, record: refused });
    control().requests.clear();
    await report(partner, 'o0', 13);
    const seats = await seatsWhen(partner, 'o0', 'needsYou');
    const { name } = control().licences.get(refused);
    expect(seats).toMatchObject({
      whoseMove: 'you',
      problem: { code: 'seats.forbidden' },
      message: expect.stringContaining(`The Software Licence ${name} was not changed.`),
    });
    expect(seats.message).toContain(right);
    // Who refuses one write still says who we are: one read for that, besides the licence.
    expect(requests(system).byKind).toMatchObject({ read: 2, ...asked });
    await report(partner, 'o1', 13);
    await written(partner, 'o1', 13);
    await stayConnected(partner);
    expect([countOf(system, refused), countOf(system, other)]).toEqual([12, 13]);
    expect(await operationsWhen(partner, ({ total }) => total === 1)).toMatchObject({
      items: [{ organizationId: 'o0', status: 'needsYou', moves: ['syncSeats'] }],
    });

    mend();
    await say(partner, 'o0', 'sync');
    expect(await written(partner, 'o0', 13)).toMatchObject({ status: 'inSync', problem: null });
    expect(countOf(system, refused)).toBe(13);
  },
);

it.each([
  ['the right to change licences', () => mayNot({ Lx: '1' })],
  ['the right to read licences', () => mayNot({ Lx: '0' })],
  ['the right to read licences, with empty lists', () => mayNot({ Lx: '0' }, 'emptyList')],
  ['the right to read licences, with 401', () => mayNot({ Lx: '0' }, 'unauthorized')],
] as const)(
  '%s that was taken away is asked for, the connection stays, and a reconnect sends what waited for it',
  async (_, take) => {
    const partner = await syncingPartner(system);
    await syncedOrganizations(system, partner, 1);
    take();
    await report(partner, 'o0', 13);
    expect(await seatsWhen(partner, 'o0', 'needsYou')).toMatchObject({ message: expect.stringContaining(right) });
    await stayConnected(partner);
    expect(await operationsWhen(partner, ({ total }) => total === 1)).toMatchObject({
      items: [{ status: 'needsYou' }],
    });
    mend();
    expect(await connect(system, partner)).toMatchObject({ status: 200 });
    expect(await written(partner, 'o0', 13)).toMatchObject({ problem: null });
  },
);

const everythingRefused = {
  code: 'halo.scopeMissing',
  detail: expect.stringMatching(/View Applications.*all:standard/),
};

it.each([403, 401])(
  'acceptance 79: a HaloPSA that refuses everything with %i holds what waits within one attempt and says what to do; a reconnect sends it all',
  async (status) => {
    const partner = await syncingPartner(system);
    const licences = await syncedOrganizations(system, partner, 3);
    answer(status, { path: '/api' });
    for (const [index] of licences.entries()) await report(partner, `o${index}`, 13);
    const held = await gateWhen(
      partner,
      (gate) => gate.status === 'needsReconnect' && gate.waiting.seatSync === licences.length,
    );
    expect(held).toMatchObject({
      whoseMove: 'you',
      parked: 0,
      problem: everythingRefused,
      message: expect.stringMatching(/Reconnect HaloPSA; what waits is sent then\.$/),
    });
    const seen = await eventually(
      () => partner.call('GET', '/halopsa/connection'),
      ({ body }) => body.status === 'needsReconnect',
    );
    expect(seen.body).toMatchObject({ whoseMove: 'you', problem: everythingRefused });
    expect(licences.map((licence) => countOf(system, licence))).toEqual([12, 12, 12]);

    mend();
    control().requests.clear();
    expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected', problem: null } });
    for (const [index] of licences.entries()) {
      expect(await written(partner, `o${index}`, 13)).toMatchObject({ status: 'inSync', problem: null });
    }
    expect(licences.map((licence) => writesTo(system, licence).length)).toEqual([1, 1, 1]);
    expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', parked: 0, problem: null });
    expect(await operationsOf(partner)).toMatchObject({ items: [], total: 0 });
    expect((await gateOf(partner)).parked).toBe(0);
  },
);

import { eventually } from '../../api/running-api';
import { connect, quieten } from '../../journeys/partner';
import {
  countOf,
  gateWhen,
  isQuiet,
  operationsOf,
  quick,
  report,
  requests,
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

const licencesAnswer = (status: number, method?: 'POST') =>
  system.simulator.control.faults.add({
    path: '/api/softwarelicence',
    effect: { kind: 'status', status },
    ...(method && { method }),
  });
type Denial = ReturnType<System['simulator']['control']['rights']['get']>['denial'];
const mayNot = (claims: Record<string, string>, denial: Denial = 'forbidden') =>
  system.simulator.control.rights.change({ claims, denial });
/** What the guide asks for, and no troubles. */
function mend() {
  mayNot({ Lx: '2' });
  system.simulator.control.faults.clear();
}

const forbidden = {
  problem: { code: 'halo.forbidden', detail: expect.stringContaining('Roles, tab Permissions') },
};
const unauthorized = {
  problem: { code: 'halo.unauthorized', detail: expect.stringMatching(/View Applications.*then reconnect\.$/) },
};

// One attempt: after a refused read the list is asked whether the refusal is about all licences, and a 401 has its token renewed.
it.each([
  ['403 for a write whose right was taken away', () => mayNot({ Lx: '1' }), forbidden, { read: 1, write: 1 }],
  ['403 for a read whose right was taken away', () => mayNot({ Lx: '0' }), forbidden, { read: 2, write: 0 }],
  ['403 for a read beside empty lists', () => mayNot({ Lx: '0' }, 'emptyList'), forbidden, { read: 2, write: 0 }],
  [
    '401 for a read whose right was taken away',
    () => mayNot({ Lx: '0' }, 'unauthorized'),
    unauthorized,
    { read: 3, write: 0 },
  ],
  ['401 for a read', () => licencesAnswer(401), unauthorized, { read: 4, write: 0 }],
  ['401 for a write', () => licencesAnswer(401, 'POST'), unauthorized, { read: 1, write: 2 }],
] as const)(
  'acceptance 79: a %s holds what waits within one attempt and says what to do; a reconnect sends it all',
  async (_, refuse, { problem }, asked) => {
    const partner = await syncingPartner(system);
    const licences = await syncedOrganizations(system, partner, 3);
    refuse();
    system.simulator.control.requests.clear();
    for (const [index] of licences.entries()) await report(partner, `o${index}`, 13);
    const held = await gateWhen(
      partner,
      ({ status, waiting }) => status === 'needsReconnect' && waiting.seatSync === licences.length,
    );
    expect(held).toMatchObject({
      status: 'needsReconnect',
      whoseMove: 'you',
      waiting: { seatSync: 3 },
      parked: 0,
      problem,
      message: expect.stringMatching(/Reconnect HaloPSA; what waits is sent then\.$/),
    });
    const seen = await eventually(
      () => partner.call('GET', '/halopsa/connection'),
      ({ body }) => body.status === 'needsReconnect',
    );
    expect(seen.body).toMatchObject({ status: 'needsReconnect', whoseMove: 'you', problem });
    expect(await operationsOf(partner)).toMatchObject({ total: 3 });
    expect(requests(system).byKind).toMatchObject(asked);
    expect(licences.map((licence) => countOf(system, licence))).toEqual([12, 12, 12]);

    mend();
    system.simulator.control.requests.clear();
    expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected', problem: null } });
    for (const [index] of licences.entries()) {
      expect(await written(partner, `o${index}`, 13)).toMatchObject({ status: 'inSync', problem: null });
    }
    expect(licences.map((licence) => countOf(system, licence))).toEqual([13, 13, 13]);
    expect(licences.map((licence) => writesTo(system, licence).length)).toEqual([1, 1, 1]);
    expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', parked: 0, problem: null });
    expect(await operationsOf(partner)).toMatchObject({ items: [], total: 0 });
  },
);

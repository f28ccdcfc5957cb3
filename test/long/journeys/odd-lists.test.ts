import { quieten } from '../../journeys/partner';
import {
  previewed,
  quick,
  reconciled,
  seatsWhen,
  syncedOrganization,
  syncingPartner,
  troubleLicences,
  untilInSync,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...quick, simulator: { customers: 130, licencesPerCustomer: 3 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const incomplete = expect.objectContaining({ code: 'halo.listIncomplete' });

it.each([
  ['counts the rows of its page', { recordCount: 'page' }, null],
  ['counts nothing', { recordCount: 'absent' }, null],
  ['sends bare lists', { bare: true }, null],
  ['sends the same page for ever', { recordCount: 'page', samePage: true }, incomplete],
] as const)(
  'a hand edit far down the list is found, and nothing is called missed, in a HaloPSA that sends 50 a page and %s',
  async (_, oddity, problem) => {
    const partner = await syncingPartner(system);
    await syncedOrganization(system, partner, 'o0', { index: 0, used: 12 });
    const edited = await syncedOrganization(system, partner, 'o125', { index: 125, used: 12 });
    await untilInSync(partner, 2);
    system.simulator.control.licences.change(edited, { count: 30 });
    troubleLicences(system, { kind: 'oddAnswer', largestPage: 50, ...oddity }, { method: 'GET' });
    const none = { missed: 0, doubled: 0, unreadable: 0 };
    expect((await previewed(partner)).progress).toMatchObject({
      status: 'done',
      compared: 2,
      findings: { ...none, unchanged: 1, drift: 1 },
      problem,
    });
    expect(await reconciled(partner)).toMatchObject({ compared: 2, told: 1, findings: { ...none, drift: 1 } });
    await seatsWhen(partner, 'o125', 'drift');
  },
);

it('a licence that is gone is missed, and the others are compared once, in a HaloPSA that lists from the last to the first', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o0', { index: 0, used: 12 });
  const gone = await syncedOrganization(system, partner, 'o125', { index: 125, used: 12 });
  await untilInSync(partner, 2);
  system.simulator.control.licences.remove(gone);
  troubleLicences(system, { kind: 'oddAnswer', descending: true }, { method: 'GET' });
  expect((await previewed(partner)).progress).toMatchObject({
    status: 'done',
    compared: 2,
    findings: { unchanged: 1, missed: 1 },
    problem: null,
  });
});

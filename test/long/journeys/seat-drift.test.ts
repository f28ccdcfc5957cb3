import { quieten } from '../../journeys/partner';
import {
  countOf,
  listed,
  mappedOrganization,
  quick,
  reconciled,
  report,
  savePolicy,
  say,
  seatsWhen,
  settled,
  syncedOrganization,
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

const edit = (licence: number, count: number) => system.simulator.control.licences.change(licence, { count });

it('a count edited by hand is not overwritten by the next report, but shown with both numbers', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  edit(licence, 40);
  await report(partner, 'o1', 13);
  expect(await seatsWhen(partner, 'o1', 'drift')).toMatchObject({
    before: 40,
    after: 13,
    whoseMove: 'you',
    canChoose: true,
    message:
      'Somebody changed the licence in HaloPSA to 40; we had left it at 12. Ours is 13 used seats: choose ours or theirs.',
    history: [{ before: 40, after: 13, cause: 'report', outcome: 'drift' }, {}, {}],
  });
  expect([countOf(system, licence), writesTo(system, licence).length]).toEqual([40, 1]);
});

it('ours: writes our count over the one that the page showed, once', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  edit(licence, 14);
  await report(partner, 'o1', 13);
  await seatsWhen(partner, 'o1', 'drift');
  expect(await say(partner, 'o1', 'choose', { choice: 'ours', theirs: 40 })).toMatchObject({
    status: 409,
    body: { code: 'rejected', detail: 'HaloPSA now holds 14, and we count 13. Look at it again before you decide.' },
  });
  expect(await say(partner, 'o1', 'choose', { choice: 'ours', theirs: 14 })).toMatchObject({ status: 200 });
  expect(await written(partner, 'o1', 13)).toMatchObject({
    history: [
      { before: 14, after: 13, cause: 'drift', by: { name: 'Ada' }, outcome: 'written' },
      { outcome: 'drift' },
      {},
      {},
    ],
  });
  expect(countOf(system, licence)).toBe(13);
});

it('ours is no permission to overwrite what is edited after the page was shown', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  edit(licence, 14);
  await report(partner, 'o1', 13);
  await seatsWhen(partner, 'o1', 'drift');
  edit(licence, 15);
  await say(partner, 'o1', 'choose', { choice: 'ours', theirs: 14 });
  expect(await settled(partner, 'o1')).toMatchObject({ status: 'drift', before: 15, after: 13 });
  expect(countOf(system, licence)).toBe(15);
});

it('theirs: HaloPSA keeps its count until other seats are reported, which are written from there', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  edit(licence, 14);
  await report(partner, 'o1', 13);
  await seatsWhen(partner, 'o1', 'drift');
  expect(await say(partner, 'o1', 'choose', { choice: 'theirs', theirs: 14 })).toMatchObject({
    status: 200,
    body: {
      status: 'inSync',
      accepted: { theirs: 14, insteadOf: 13 },
      history: [{ outcome: 'keptTheirs' }, {}, {}, {}],
    },
  });
  await report(partner, 'o1', 13);
  await listed(partner, 1, ({ status, accepted }) => status === 'inSync' && accepted?.theirs === 14);
  expect(await reconciled(partner)).toMatchObject({ findings: { unchanged: 1, drift: 0 }, told: 0 });
  expect(countOf(system, licence)).toBe(14);
  await report(partner, 'o1', 16);
  expect(await written(partner, 'o1', 16)).toMatchObject({
    accepted: null,
    history: [{ before: 14, after: 16 }, {}, {}, {}, {}],
  });
});

it('an edit between our read and the next report is a drift too', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 13);
  await written(partner, 'o1', 13);
  edit(licence, 14);
  // The same seats need no look at HaloPSA; others do.
  await report(partner, 'o1', 13);
  await report(partner, 'o1', 14);
  expect(await seatsWhen(partner, 'o1', 'inSync')).toMatchObject({ wanted: 14 });
  edit(licence, 20);
  await report(partner, 'o1', 15);
  expect(await seatsWhen(partner, 'o1', 'drift')).toMatchObject({ before: 20, after: 15 });
  expect(countOf(system, licence)).toBe(20);
});

it('an edit while a held change waits is a drift when it is approved', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 60);
  await seatsWhen(partner, 'o1', 'held');
  edit(licence, 30);
  await say(partner, 'o1', 'approve', { count: 60 });
  expect(await seatsWhen(partner, 'o1', 'drift')).toMatchObject({ before: 30, after: 60 });
  expect(countOf(system, licence)).toBe(30);
});

it('always ours: overwrites without asking, as the partner chose', async () => {
  const partner = await syncingPartner(system);
  await savePolicy(partner, { drift: 'alwaysOurs' });
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  edit(licence, 14);
  await report(partner, 'o1', 13);
  expect(await written(partner, 'o1', 13)).toMatchObject({
    history: [{ before: 14, after: 13, outcome: 'written' }, {}, {}],
  });
  expect(countOf(system, licence)).toBe(13);
});

it('a licence edited before the first write is no drift: the preview has shown its count', async () => {
  const partner = await syncingPartner(system);
  const licence = await mappedOrganization(system, partner, 'o1', { index: 0, count: 10, used: 12 });
  edit(licence, 11);
  await say(partner, 'o1', 'start');
  expect(await written(partner, 'o1', 12)).toMatchObject({ history: [{ before: 11, after: 12 }, {}] });
});

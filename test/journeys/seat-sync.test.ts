import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { map, quieten, target } from './partner';
import {
  counted,
  countOf,
  gateWhen,
  isQuiet,
  mappedOrganization,
  previewOne,
  quick,
  report,
  requests,
  savePolicy,
  saveTicketMapping,
  say,
  seatsOf,
  seatsWhen,
  secondsAgo,
  settled,
  syncedOrganization,
  syncingPartner,
  writesTo,
  written,
} from './seats';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it.each([
  ['used', 12],
  ['purchased', 17],
  ['active', 10],
] as const)('writes the %s seats and records that these were meant', async (seatCount, count) => {
  const partner = await syncingPartner(system, { seatCount });
  const licence = await mappedOrganization(system, partner, 'o1', { index: 0, count: 8, used: 12 });
  await say(partner, 'o1', 'start');
  expect(await written(partner, 'o1', count)).toMatchObject({
    definition: seatCount,
    wanted: count,
    written: { count, definition: seatCount },
    history: [
      { before: 8, after: count, definition: seatCount, cause: 'start', by: { name: 'Ada' }, outcome: 'written' },
      { outcome: 'started', by: { name: 'Ada' } },
    ],
  });
  expect(countOf(system, licence)).toBe(count);
  expect(writesTo(system, licence)).toHaveLength(1);
});

it('writes nothing where no seats are to be synced', async () => {
  const partner = await syncingPartner(system, { seatCount: 'none' });
  const licence = await mappedOrganization(system, partner, 'o1', { index: 0, count: 8 });
  expect(await say(partner, 'o1', 'start')).toMatchObject({ status: 200 });
  expect(await seatsWhen(partner, 'o1', 'off')).toMatchObject({ wanted: null });
  await report(partner, 'o1', 30);
  expect(await say(partner, 'o1', 'sync')).toMatchObject({ status: 409, body: { code: 'rejected' } });
  await gateWhen(partner, isQuiet);
  expect([countOf(system, licence), writesTo(system, licence)]).toEqual([8, []]);
});

it('acceptance 41: a change of Sync Seat makes mapped organizations look again, and holds for what happens after it', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  for (const _ of [1, 2]) {
    expect(await saveTicketMapping(partner, { seatCount: 'purchased' })).toMatchObject({ status: 200 });
    expect(await written(partner, 'o1', 17)).toMatchObject({
      history: [
        { before: 12, after: 17, definition: 'purchased', cause: 'settings', outcome: 'written' },
        { after: 12, definition: 'used' },
        {},
      ],
    });
  }
  expect(countOf(system, licence)).toBe(17);
  await report(partner, 'o1', 13);
  expect(await written(partner, 'o1', 18)).toMatchObject({ history: [{ after: 18, cause: 'report' }, {}, {}, {}] });
});

it('a change of the policy makes organizations look again at what was held', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 90);
  expect(await seatsWhen(partner, 'o1', 'held')).toMatchObject({ reason: 'largeChange' });
  expect(await savePolicy(partner, { largeChange: { percent: 1000, seats: 10 } })).toMatchObject({ status: 200 });
  expect(await written(partner, 'o1', 90)).toMatchObject({
    history: [{ before: 12, after: 90, cause: 'settings' }, {}, {}, {}],
  });
  expect(countOf(system, licence)).toBe(90);
});

it('the same numbers again cost HaloPSA no request', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  system.simulator.control.requests.clear();
  for (const _ of [1, 2, 3]) expect(await report(partner, 'o1', 12)).toMatchObject({ status: 200 });
  await report(partner, 'o1', 12, { seats: { ...counted(12), purchased: 40 } });
  expect(await settled(partner, 'o1')).toMatchObject({ status: 'inSync', seats: { purchased: 40 }, history: [{}, {}] });
  expect(requests(system).total).toBe(0);
});

it('an older observation never overwrites a newer one', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 14);
  await report(partner, 'o1', 13, { observedAt: secondsAgo(60) });
  await written(partner, 'o1', 14);
  await report(partner, 'o1', 15, { observedAt: secondsAgo(30) });
  await report(partner, 'o1', 14);
  expect(await seatsOf(partner, 'o1')).toMatchObject({
    status: 'inSync',
    wanted: 14,
    history: [{ after: 14 }, {}, {}],
  });
  expect([countOf(system, licence), writesTo(system, licence).length]).toEqual([14, 2]);
});

it('acceptance 55: writes nothing after the first mapping until somebody starts it, whatever is reported', async () => {
  const partner = await syncingPartner(system);
  const licence = await mappedOrganization(system, partner, 'o1', { index: 0, count: 8, used: 12 });
  await report(partner, 'o1', 13);
  expect(await say(partner, 'o1', 'sync')).toMatchObject({ status: 409 });
  expect(await seatsOf(partner, 'o1')).toMatchObject({
    status: 'notStarted',
    whoseMove: 'you',
    canStart: true,
    history: [],
  });
  expect([countOf(system, licence), writesTo(system, licence)]).toEqual([8, []]);
  expect(await say(partner, 'o1', 'start')).toMatchObject({ status: 200 });
  expect(await written(partner, 'o1', 13)).toMatchObject({
    history: [
      { before: 8, after: 13, cause: 'start', outcome: 'written', by: { name: 'Ada' } },
      { cause: 'start', outcome: 'started', by: { name: 'Ada' } },
    ],
  });
});

it('acceptance 55: a preview that was seen starts it too, and writes nothing itself', async () => {
  const partner = await syncingPartner(system);
  const licence = await mappedOrganization(system, partner, 'o1', { index: 0, count: 8, used: 12 });
  expect(await previewOne(partner, 'o1')).toMatchObject({ finding: 'write', before: 8, after: 12, notStarted: true });
  expect(await seatsOf(partner, 'o1')).toMatchObject({
    status: 'inSync',
    written: null,
    history: [{ cause: 'preview', outcome: 'started', by: { name: 'Ada' } }],
  });
  expect(countOf(system, licence)).toBe(8);
  await report(partner, 'o1', 13);
  expect(await written(partner, 'o1', 13)).toMatchObject({ history: [{ before: 8, after: 13, cause: 'report' }, {}] });
});

it('acceptance 62: another licence gets the later writes; the old one keeps its count and is named in the history', async () => {
  const partner = await syncingPartner(system);
  const old = await syncedOrganization(system, partner, 'o1', { index: 0, count: 8, used: 12 });
  const { name } = system.simulator.control.licences.get(old);
  const next = target(system, 1);
  system.simulator.control.licences.change(next.softwareLicenceId, { count: 7 });
  expect(await map(partner, 'o1', next)).toMatchObject({ status: 200 });
  expect(await written(partner, 'o1', 12)).toMatchObject({
    history: [
      { before: 7, after: 12, cause: 'remap', outcome: 'written' },
      { before: 12, after: null, outcome: 'left', detail: expect.stringContaining(`${name} keeps its count`) },
      {},
      {},
    ],
  });
  await report(partner, 'o1', 14);
  await written(partner, 'o1', 14);
  expect([countOf(system, old), countOf(system, next.softwareLicenceId)]).toEqual([12, 14]);
});

it('gives the history as CSV, whoever may read seats', async () => {
  const partner = await syncingPartner(system);
  await mappedOrganization(system, partner, 'o1', { index: 0, count: 8, used: 12 });
  await say(partner, 'o1', 'start');
  await written(partner, 'o1', 12);
  const token = await system.api.tokens.sign({
    partner: partner.id,
    partner_path: ['d1', partner.id],
    role: 'finance',
  });
  const { status, headers, text } = await partner.call('GET', '/organizations/o1/halopsa/seats/history', { token });
  expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/csv')]);
  const [head, first, second, ...rest] = text.split('\r\n');
  expect(head).toBe('"at","before","after","seats","cause","by","outcome","detail"');
  expect(first).toMatch(/^"[^"]+",8,12,"used","start","Ada","written",""$/);
  expect(second).toMatch(/^"[^"]+","","","","start","Ada","started",""$/);
  expect(rest).toEqual(['']);
  expect(await partner.call('POST', '/organizations/o1/halopsa/seats/sync', { token, body: {} })).toMatchObject({
    status: 403,
  });
});

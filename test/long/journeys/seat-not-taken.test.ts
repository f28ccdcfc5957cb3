import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import { quieten, target } from '../../journeys/partner';
import {
  connectionOf,
  countOf,
  listed,
  quick,
  reconciled,
  report,
  requests,
  say,
  seatsOf,
  seatsWhen,
  settled,
  syncedOrganization,
  syncingPartner,
  troubleLicences,
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

async function inSync(): Promise<{ partner: Partner; licence: number }> {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  control().requests.clear();
  return { partner, licence };
}

it.each([
  ['the old count', { min: 12, max: 12 }, 12],
  ['a smaller count', { min: 0, max: 13 }, 13],
])('HaloPSA answers 201 and keeps %s: nobody reads that it is in sync', async (_, count_range, keeps) => {
  const { partner, licence } = await inSync();
  control().licences.change(licence, { count_range });
  await report(partner, 'o1', 15);
  expect(await seatsWhen(partner, 'o1', 'needsYou')).toMatchObject({
    message: expect.stringMatching(
      `^HaloPSA did not take the seat count: it keeps ${keeps}, although 15 was sent twice`,
    ),
    problem: { code: 'seats.notTaken', detail: expect.stringContaining(control().licences.get(licence).name) },
    whoseMove: 'you',
    history: [{ before: 12, after: 15, outcome: 'refused' }, {}, {}],
  });
  expect(requests(system).byKind).toMatchObject({ read: 3, write: 2 });

  // The next report and a reconcile try again, and take nothing for an edit.
  await report(partner, 'o1', 16);
  expect(await settled(partner, 'o1')).toMatchObject({
    status: 'needsYou',
    history: [{ before: keeps, after: 16 }, {}, {}, {}],
  });
  await listed(partner, 1, ({ status }) => status === 'needsYou');
  expect(await reconciled(partner)).toMatchObject({ findings: { write: 1, drift: 0 } });
  // Of each of the three attempts HaloPSA got two writes.
  const writes = await eventually(
    async () => writesTo(system, licence).length,
    (count) => count === 6,
  );
  expect(writes).toBe(6);
  expect(await settled(partner, 'o1')).toMatchObject({ status: 'needsYou' });
  expect(countOf(system, licence)).toBe(keeps);

  control().licences.change(licence, { count_range: null });
  await say(partner, 'o1', 'sync');
  expect(await written(partner, 'o1', 16)).toMatchObject({
    problem: null,
    history: [{ before: keeps, after: 16 }, {}, {}, {}, {}],
  });
  control().licences.change(licence, { count: 20 });
  await report(partner, 'o1', 17);
  expect(await seatsWhen(partner, 'o1', 'drift')).toMatchObject({ before: 20, after: 17 });
});

it.each([
  ['nothing', {}],
  ['an empty list', { status: 201, body: [] }],
  ['another licence', { status: 201, body: [{ id: 9_999, count: 15 }] }],
  ['the old count', { status: 201, body: { id: 101, count: 12 } }],
])('HaloPSA takes the count and answers %s: the licence is read back, once', async (_, answer) => {
  const { partner, licence } = await inSync();
  troubleLicences(system, { kind: 'otherReply', ...answer }, { method: 'POST' });
  await report(partner, 'o1', 15);
  expect(await written(partner, 'o1', 15)).toMatchObject({ history: [{ before: 12, after: 15 }, {}, {}] });
  expect(requests(system).byKind).toMatchObject({ read: 2, write: 1 });
  expect(countOf(system, licence)).toBe(15);
});

it('HaloPSA answers for another licence when it is asked for ours: nothing is written to that one', async () => {
  const { partner, licence } = await inSync();
  const { softwareLicenceId: other } = target(system, 1);
  const { client_id } = control().licences.get(licence);
  const body = { id: other, name: 'Other', client_id, count: 12 };
  troubleLicences(system, { kind: 'otherReply', body }, { method: 'GET' });
  await report(partner, 'o1', 15);
  await settled(partner, 'o1');
  expect(writesTo(system, other)).toEqual([]);
});

it('HaloPSA answers 200 and an error: that is a refusal in its own words', async () => {
  const { partner, licence } = await inSync();
  const refusal = { kind: 'status', status: 200, body: { error: 'This licence is locked' } } as const;
  troubleLicences(system, refusal, { method: 'POST' });
  await report(partner, 'o1', 15);
  expect(await seatsWhen(partner, 'o1', 'needsYou')).toMatchObject({
    message: 'HaloPSA did not take the seat count. HaloPSA refused what was sent: This licence is locked',
  });
  expect(writesTo(system, licence)).toHaveLength(1);
  expect(await connectionOf(partner)).toMatchObject({ status: 'connected' });
});

it('HaloPSA loses one write that it accepted: the second one is taken', async () => {
  const { partner, licence } = await inSync();
  troubleLicences(system, { kind: 'status', status: 201 }, { method: 'POST', times: 1 });
  await report(partner, 'o1', 15);
  expect(await written(partner, 'o1', 15)).toMatchObject({ history: [{ before: 12, after: 15 }, {}, {}] });
  expect(writesTo(system, licence)).toHaveLength(2);
});

it('a count that HaloPSA took, and shows as nonsense, is nobody’s edit when it can be read again', async () => {
  const { partner, licence } = await inSync();
  troubleLicences(system, { kind: 'otherReply', status: 201 }, { method: 'POST' });
  // The look before the write is as usual, reading back is not.
  troubleLicences(system, { kind: 'oddAnswer' }, { method: 'GET', times: 1 });
  troubleLicences(system, { kind: 'oddAnswer', fields: { [licence]: { count: '1,250' } } }, { method: 'GET' });
  await report(partner, 'o1', 15);
  await seatsWhen(partner, 'o1', 'needsYou');
  control().faults.clear();
  await report(partner, 'o1', 16);
  expect(await written(partner, 'o1', 16)).toMatchObject({ history: [{ before: 15, after: 16 }, {}, {}, {}] });
});

it('a licence that was set to our count by hand after a refusal is found in sync by the reconcile', async () => {
  const { partner, licence } = await inSync();
  control().licences.change(licence, { count_range: { min: 12, max: 12 } });
  await report(partner, 'o1', 15);
  await seatsWhen(partner, 'o1', 'needsYou');
  await listed(partner, 1, ({ status }) => status === 'needsYou');
  control().licences.change(licence, { count_range: null, count: 15 });
  await reconciled(partner);
  expect(await written(partner, 'o1', 15)).toMatchObject({ status: 'inSync' });
  expect((await seatsOf(partner, 'o1')).problem).toBeNull();
});

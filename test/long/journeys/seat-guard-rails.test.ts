import { quieten } from '../../journeys/partner';
import {
  countOf,
  mappedOrganization,
  now,
  quick,
  report,
  requests,
  savePolicy,
  say,
  seatsOf,
  seatsWhen,
  secondsAgo,
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

const HOUR = 3_600;

it('holds a large change; approve writes it, and says who approved', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 60);
  expect(await seatsWhen(partner, 'o1', 'held')).toMatchObject({
    reason: 'largeChange',
    before: 12,
    after: 60,
    whoseMove: 'you',
    canApprove: true,
    canDismiss: true,
    message:
      'Held: 12 → 60 used seats is a change of more than 50 % and more than 10 seats. Nothing is written until you approve or dismiss it.',
    history: [{ before: 12, after: 60, cause: 'report', outcome: 'held', detail: 'A large change.' }, {}, {}],
  });
  expect(countOf(system, licence)).toBe(12);
  expect(await say(partner, 'o1', 'approve', { count: 60 })).toMatchObject({ status: 200 });
  expect(await written(partner, 'o1', 60)).toMatchObject({
    history: [{ before: 12, after: 60, cause: 'approve', by: { name: 'Ada' }, outcome: 'written' }, {}, {}, {}],
  });
  expect(countOf(system, licence)).toBe(60);
});

it('dismiss leaves HaloPSA as it is, and is not asked again until other seats are reported', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 60);
  await seatsWhen(partner, 'o1', 'held');
  expect(await say(partner, 'o1', 'dismiss', { count: 60 })).toMatchObject({
    status: 200,
    body: {
      status: 'inSync',
      accepted: { theirs: 12, insteadOf: 60 },
      history: [{ outcome: 'dismissed', by: { name: 'Ada' } }, {}, {}, {}],
    },
  });
  system.simulator.control.requests.clear();
  await report(partner, 'o1', 60);
  await report(partner, 'o1', 60, { seats: { used: 60, purchased: 1, active: 1 } });
  expect(await settled(partner, 'o1')).toMatchObject({ status: 'inSync', accepted: { insteadOf: 60 } });
  expect(requests(system).total).toBe(0);
  await report(partner, 'o1', 61);
  expect(await seatsWhen(partner, 'o1', 'held')).toMatchObject({ before: 12, after: 61 });
  expect([countOf(system, licence), writesTo(system, licence)]).toEqual([12, []]);
});

it('asks again about what was dismissed when a person asks for a sync', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 60);
  await seatsWhen(partner, 'o1', 'held');
  await say(partner, 'o1', 'dismiss');
  await say(partner, 'o1', 'sync');
  expect(await seatsWhen(partner, 'o1', 'held')).toMatchObject({ before: 12, after: 60, accepted: null });
});

it('a newer report takes the place of a held change, and may make it harmless', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 60);
  await seatsWhen(partner, 'o1', 'held');
  await report(partner, 'o1', 70);
  expect(await settled(partner, 'o1')).toMatchObject({ status: 'held', before: 12, after: 70 });
  await report(partner, 'o1', 13);
  expect(await written(partner, 'o1', 13)).toMatchObject({ reason: null, after: null });
  expect([countOf(system, licence), writesTo(system, licence).length]).toEqual([13, 2]);
});

it('decides nothing about numbers that the page did not show', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  expect(await say(partner, 'o1', 'approve', { count: 12 })).toMatchObject({ status: 409, body: { code: 'rejected' } });
  await report(partner, 'o1', 70);
  await seatsWhen(partner, 'o1', 'held');
  const refused = { status: 409, body: { code: 'rejected', detail: expect.stringContaining('12 → 70') } };
  for (const command of ['approve', 'dismiss'])
    expect(await say(partner, 'o1', command, { count: 60 })).toMatchObject(refused);
  expect(await seatsOf(partner, 'o1')).toMatchObject({ status: 'held', after: 70 });
  expect(await say(partner, 'o1', 'choose', { choice: 'ours' })).toMatchObject({ status: 409 });
  expect(countOf(system, licence)).toBe(12);
});

it('holds a drop to 0, unless the policy says write', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, count: 4, used: 5 });
  await report(partner, 'o1', 0);
  expect(await seatsWhen(partner, 'o1', 'held')).toMatchObject({ reason: 'dropToZero', before: 5, after: 0 });
  expect(countOf(system, licence)).toBe(5);
  await savePolicy(partner, { dropToZero: 'write' });
  await written(partner, 'o1', 0);
  expect(countOf(system, licence)).toBe(0);
});

it('holds a report that is older than the set age; a fresh one of the same seats is written', async () => {
  const partner = await syncingPartner(system);
  await savePolicy(partner, { maxReportAgeHours: 1 });
  const observedAt = secondsAgo(2 * HOUR);
  const licence = await mappedOrganization(system, partner, 'o1', { index: 0, count: 10, used: 12, observedAt });
  await say(partner, 'o1', 'start');
  expect(await seatsWhen(partner, 'o1', 'held')).toMatchObject({
    reason: 'oldReport',
    before: 10,
    after: 12,
    message: expect.stringContaining('a report that is older than 1 hour.'),
    observedAt,
  });
  expect(countOf(system, licence)).toBe(10);
  await report(partner, 'o1', 12);
  await written(partner, 'o1', 12);
  expect(countOf(system, licence)).toBe(12);
});

it.each(['suspended', 'unsubscribed'] as const)('holds every change of an organization that is %s', async (status) => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 13, { status });
  expect(await seatsWhen(partner, 'o1', 'held')).toMatchObject({
    reason: 'inactiveOrganization',
    before: 12,
    after: 13,
    message: expect.stringContaining(`not active (${status})`),
  });
  await report(partner, 'o1', 13, { observedAt: now() });
  await written(partner, 'o1', 13);
  expect(countOf(system, licence)).toBe(13);
});

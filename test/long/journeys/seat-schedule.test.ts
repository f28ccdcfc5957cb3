import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import { aPartner, quieten } from '../../journeys/partner';
import {
  gateWhen,
  mappedCount,
  mappedOrganization,
  previewPage,
  quick,
  requests,
  runOf,
  runWhen,
  savePolicy,
  saveTicketMapping,
  seatsWhen,
  startRun,
  syncedOrganization,
  syncingPartner,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...quick, simulator: { customers: 130, licencesPerCustomer: 3 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const scheduleOf = ({ id }: Partner) => system.client.schedule.getHandle(`seat-reconcile:${id}`);
const pause = (partner: Partner) => partner.call('POST', '/halopsa/gate/pause');
const resume = (partner: Partner) => partner.call('POST', '/halopsa/gate/resume');

const HOUR = 3_600_000;
/** Starts of one hour are spread, one run at a time, and what is older than an hour is left to the next night. */
const usual = { jitter: HOUR / 2, policies: { overlap: 'SKIP', catchupWindow: HOUR } };

const rulesOf = async (partner: Partner) => {
  const { spec, policies } = await scheduleOf(partner).describe();
  return { jitter: spec.jitter, policies };
};

const hourAndZone = async (partner: Partner) => {
  const { spec } = await scheduleOf(partner).describe();
  return { hour: spec.calendars?.[0]?.hour, timezone: spec.timezone };
};

it('a Schedule starts the reconcile at the hour and in the time zone of the policy, and goes with the revoke', async () => {
  const partner = await syncingPartner(system);
  const first = await eventually(
    () => hourAndZone(partner).catch(() => null),
    (seen) => seen !== null,
  );
  expect(first).toMatchObject({ hour: [{ start: 2, end: 2 }], timezone: 'UTC' });
  expect(await rulesOf(partner)).toMatchObject(usual);
  await savePolicy(partner, { schedule: { hour: 23, timeZone: 'Europe/Berlin' } });
  const changed = await eventually(
    () => hourAndZone(partner),
    ({ timezone }) => timezone !== 'UTC',
  );
  expect(changed).toMatchObject({ hour: [{ start: 23, end: 23 }], timezone: 'Europe/Berlin' });
  expect(await rulesOf(partner)).toMatchObject(usual);
  await partner.call('DELETE', '/halopsa/connection');
  await expect(scheduleOf(partner).describe()).rejects.toThrow(/not found/i);
});

it('what the Schedule starts is a reconcile by nobody, which shows as the newest run', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await mappedCount(partner, 1);
  expect(await partner.call('GET', '/halopsa/seat-sync/run')).toMatchObject({
    status: 404,
    body: { detail: 'No reconcile was made yet.' },
  });
  system.simulator.control.licences.change(licence, { count: 30 });
  await scheduleOf(partner).trigger();
  expect(await seatsWhen(partner, 'o1', 'drift')).toMatchObject({ before: 30, after: 12 });
  expect(await runWhen(partner, ({ status }) => status === 'done')).toMatchObject({ by: null, findings: { drift: 1 } });
});

it('one reconcile at a time: who asks meanwhile gets the one that runs, also the nightly one', async () => {
  const partner = await syncingPartner(system);
  await mappedOrganization(system, partner, 'o1', { index: 0 });
  await pause(partner);
  const replies = await Promise.all([startRun(partner), startRun(partner), startRun(partner)]);
  expect(replies.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(new Set(replies.map(({ body }) => body.startedAt)).size).toBe(1);
  await resume(partner);
  await runWhen(partner, ({ status }) => status === 'done');

  await pause(partner);
  await scheduleOf(partner).trigger();
  const nightly = await runWhen(partner, ({ status, by }) => status === 'running' && by === null);
  expect(nightly).toMatchObject({ status: 'running', by: null });
  expect(await startRun(partner)).toMatchObject({ status: 202, body: { by: null, startedAt: nightly.startedAt } });
  expect(await startRun(partner, { startsNew: true })).toMatchObject({
    status: 409,
    body: { code: 'rejected', detail: 'A reconcile is running. Start new ones when it is done.' },
  });
  await resume(partner);
  expect(await runWhen(partner, ({ status }) => status === 'done')).toMatchObject({ by: null });
});

it('settings are frozen for a run: what is changed meanwhile holds for the next one', async () => {
  const partner = await syncingPartner(system);
  for (const index of [0, 30, 60, 90, 120]) {
    await mappedOrganization(system, partner, `o${index}`, { index, count: 10, used: 12 });
  }
  await mappedCount(partner, 5);
  await pause(partner);
  await partner.call('POST', '/halopsa/seat-sync/preview');
  await gateWhen(partner, ({ waiting }) => waiting.reconcile === 1);
  await partner.call('POST', '/halopsa/gate/try-now');
  const begun = await eventually(
    () => previewPage(partner),
    ({ progress }) => progress.steps === 1,
  );
  expect(begun).toMatchObject({ progress: { status: 'running', steps: 1, compared: 2, licences: 399 } });
  expect(await saveTicketMapping(partner, { seatCount: 'purchased' })).toMatchObject({ status: 200 });
  await resume(partner);
  const { progress, rows } = await eventually(
    () => previewPage(partner),
    (seen) => seen.progress.status === 'done',
  );
  expect(progress).toMatchObject({ compared: 5, steps: 4 });
  expect(rows.map(({ after }) => after)).toEqual([12, 12, 12, 12, 12]);
});

it('tells how far it is while it runs, and waits where HaloPSA is down', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  system.simulator.control.faults.add({ path: '/api/softwarelicence', effect: { kind: 'status', status: 503 } });
  system.simulator.control.requests.clear();
  expect(await startRun(partner)).toMatchObject({ status: 202, body: { status: 'running', by: 'Ada', steps: 0 } });
  await eventually(
    async () => requests(system).total,
    (total) => total >= 3,
  );
  expect(await runOf(partner)).toMatchObject({ status: 'running', steps: 1, compared: 0 });
  system.simulator.control.faults.clear();
  expect(await runWhen(partner, ({ status }) => status === 'done')).toMatchObject({ problem: null });
});

it('no reconcile and no dry run without a connection', async () => {
  const partner = await aPartner(system);
  expect(await startRun(partner)).toMatchObject({ status: 409, body: { code: 'rejected' } });
  expect(await partner.call('POST', '/halopsa/seat-sync/preview')).toMatchObject({ status: 409 });
});

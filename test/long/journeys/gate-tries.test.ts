import type { Partner } from '../../journeys/partner';
import { aPartner, connect, quieten } from '../../journeys/partner';
import {
  countOf,
  gateWhen,
  isQuiet,
  quick,
  report,
  requests,
  syncedOrganization,
  syncedOrganizations,
  syncingPartner,
  takeApiDown,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...quick, env: { ...quick.env, GATE_PROBE_MAX_SECONDS: '600' } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const faults = () => system.simulator.control.faults;

it('pause holds everything until resume; try now lets one thing through', async () => {
  const partner = await syncingPartner(system);
  const licences = await syncedOrganizations(system, partner, 3);
  const paused = { status: 200, body: { status: 'paused', pausedBy: 'Ada', whoseMove: 'you' } };
  expect(await partner.call('POST', '/halopsa/gate/pause')).toMatchObject(paused);
  expect(await partner.call('POST', '/halopsa/gate/pause')).toMatchObject(paused);
  system.simulator.control.requests.clear();
  for (const index of [0, 1, 2]) await report(partner, `o${index}`, 13);
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === 3);
  expect(requests(system).total).toBe(0);
  expect(await partner.call('POST', '/halopsa/gate/try-now')).toMatchObject(paused);
  expect(await gateWhen(partner, ({ waiting }) => waiting.seatSync === 2)).toMatchObject({ status: 'paused' });
  expect(licences.map((licence) => countOf(system, licence)).sort()).toEqual([12, 12, 13]);
  expect(await partner.call('POST', '/halopsa/gate/resume')).toMatchObject({
    status: 200,
    body: { status: 'open', pausedBy: null },
  });
  for (const index of [0, 1, 2]) await written(partner, `o${index}`, 13);
});

it('try now tries an outage at once, and again, until HaloPSA answers; the next try by itself stays when it was', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  faults().add({ path: '/api', effect: { kind: 'status', status: 503, retryAfterSeconds: 600 } });
  await report(partner, 'o1', 13);
  const far = await gateWhen(partner, ({ status }) => status === 'waitingForHalo');
  expect(Date.parse(far.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 500_000);
  faults().clear();
  takeApiDown(system);
  await partner.call('POST', '/halopsa/gate/try-now');
  const { nextAttemptAt } = far;
  expect(await gateWhen(partner, ({ attempts }) => attempts === 2)).toMatchObject({ nextAttemptAt });
  faults().clear();
  await partner.call('POST', '/halopsa/gate/try-now');
  expect(await written(partner, 'o1', 13)).toMatchObject({ status: 'inSync' });
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', attempts: 0, since: null });
});

it('waits as long as HaloPSA asks it to', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o0', { index: 0, used: 12 });
  system.simulator.control.requests.clear();
  faults().add({
    path: '/api/softwarelicence',
    effect: { kind: 'status', status: 503, retryAfterSeconds: 3 },
    times: 1,
  });
  await report(partner, 'o0', 13);
  await written(partner, 'o0', 13);
  const [first, second] = requests(system).recent.map(({ at }) => Date.parse(at));
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(3_000);
});

it.each([
  ['looks at a list', (partner: Partner) => partner.call('GET', '/halopsa/choices/slas')],
  ['renews the credentials', (partner: Partner) => connect(system, partner)],
])('an outage that was to last a year is over for everybody when somebody %s', async (_what, succeeds) => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  faults().add({
    path: '/api/softwarelicence',
    effect: { kind: 'status', status: 503, retryAfterSeconds: 31_536_000 },
  });
  await report(partner, 'o1', 13);
  const { nextAttemptAt } = await gateWhen(partner, ({ status }) => status === 'waitingForHalo');
  const waitMs = Date.parse(nextAttemptAt ?? '') - Date.now();
  expect(waitMs).toBeGreaterThan(500_000);
  expect(waitMs).toBeLessThanOrEqual(600_000);
  faults().clear();
  expect(await succeeds(partner)).toMatchObject({ status: 200 });
  expect(await written(partner, 'o1', 13)).toMatchObject({ status: 'inSync' });
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', attempts: 0, since: null });
});

it('an outage that is paused is tried at once when it is resumed', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  faults().add({ path: '/api', effect: { kind: 'status', status: 503, retryAfterSeconds: 600 } });
  await report(partner, 'o1', 13);
  await gateWhen(partner, ({ status }) => status === 'waitingForHalo');
  await partner.call('POST', '/halopsa/gate/pause');
  faults().clear();
  await partner.call('POST', '/halopsa/gate/resume');
  expect(await written(partner, 'o1', 13)).toMatchObject({ status: 'inSync' });
});

it('there is no gate without a connection', async () => {
  const partner = await aPartner(system);
  for (const command of ['pause', 'resume', 'try-now']) {
    expect(await partner.call('POST', `/halopsa/gate/${command}`)).toMatchObject({
      status: 409,
      body: { code: 'rejected' },
    });
  }
});

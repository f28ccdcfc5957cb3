import { ApplicationFailure } from '@temporalio/common';
import { organizationWorkflowId } from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import { quieten, untilCount } from '../../journeys/partner';
import {
  countOf,
  gateWhen,
  mappedOrganization,
  quick,
  report,
  say,
  seatsWhen,
  syncedOrganization,
  syncingPartner,
  takeApiDown,
  writesTo,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  // Nothing is tried again before the test says so.
  const env = { GATE_PROBE_FIRST_SECONDS: '300', GATE_PROBE_MAX_SECONDS: '300' };
  system = await startSystem({ ...quick, env });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const faults = () => system.simulator.control.faults;
const tryNow = (partner: Partner) => partner.call('POST', '/halopsa/gate/try-now');

/** The next write arrives in HaloPSA, and its reply does not. */
const loseReply = () =>
  faults().add({ path: '/api/softwarelicence', method: 'POST', times: 1, effect: { kind: 'lostReply' } });
const untilDown = (partner: Partner) => gateWhen(partner, ({ status }) => status === 'waitingForHalo');

async function reportedAndLost(partner: Partner, used: number): Promise<void> {
  loseReply();
  await report(partner, 'o1', used);
  await untilDown(partner);
}

it('a reply that is lost after the write leaves one line of history, the right count, and no drift', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await reportedAndLost(partner, 13);
  await tryNow(partner);
  expect(await written(partner, 'o1', 13)).toMatchObject({
    history: [{ before: 12, after: 13, cause: 'report', outcome: 'written', definition: 'used' }, {}, {}],
  });
  expect([countOf(system, licence), writesTo(system, licence).length]).toEqual([13, 2]);
  await report(partner, 'o1', 14);
  expect(await written(partner, 'o1', 14)).toMatchObject({ history: [{ before: 13, after: 14 }, {}, {}, {}] });
});

it('a first write whose reply is lost stands in the history with the count that it replaced', async () => {
  const partner = await syncingPartner(system);
  const licence = await mappedOrganization(system, partner, 'o1', { index: 0, count: 10, used: 12 });
  loseReply();
  await say(partner, 'o1', 'start');
  await untilDown(partner);
  await tryNow(partner);
  expect(await written(partner, 'o1', 12)).toMatchObject({
    history: [{ before: 10, after: 12, cause: 'start', outcome: 'written' }, { outcome: 'started' }],
  });
  expect(writesTo(system, licence)).toHaveLength(1);
});

it.each([14, 12])('what is reported after a lost reply is written and no drift: %i seats', async (used) => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await reportedAndLost(partner, 13);
  takeApiDown(system);
  await report(partner, 'o1', used);
  await tryNow(partner);
  await gateWhen(partner, ({ attempts }) => attempts > 1);
  expect(countOf(system, licence)).toBe(13);
  faults().clear();
  await tryNow(partner);
  expect(await written(partner, 'o1', used)).toMatchObject({
    history: [{ before: 13, after: used, outcome: 'written' }, { after: 12 }, {}],
  });
  expect(countOf(system, licence)).toBe(used);
});

it('a lost reply does not hide an edit by hand', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await reportedAndLost(partner, 13);
  system.simulator.control.licences.change(licence, { count: 20 });
  await tryNow(partner);
  expect(await seatsWhen(partner, 'o1', 'drift')).toMatchObject({ before: 20, after: 13 });
  expect(countOf(system, licence)).toBe(20);
});

it('a write that HaloPSA refused to take after a lost reply leaves no drift either', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await reportedAndLost(partner, 13);
  faults().add({
    path: '/api/softwarelicence',
    method: 'POST',
    times: 1,
    effect: { kind: 'status', status: 503 },
  });
  await report(partner, 'o1', 14);
  await tryNow(partner);
  await gateWhen(partner, ({ attempts }) => attempts > 1);
  await tryNow(partner);
  expect(await written(partner, 'o1', 14)).toMatchObject({ status: 'inSync' });
  expect(countOf(system, licence)).toBe(14);
});

it('a write that an operator ended is not taken for an edit in HaloPSA when it arrives after all', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  faults().add({
    path: '/api/softwarelicence',
    method: 'POST',
    times: 1,
    effect: { kind: 'latency', milliseconds: 5_000 },
  });
  await report(partner, 'o1', 13);
  await eventually(
    async () => writesTo(system, licence).length,
    (writes) => writes === 2,
  );
  await partner.call('POST', '/halopsa/gate/pause');
  const workflowId = organizationWorkflowId(partner.id, 'o1');
  const { raw } = await system.client.workflow.getHandle(workflowId).describe();
  const activityId = raw.pendingActivities?.[0]?.activityId ?? '';
  const ended = ApplicationFailure.nonRetryable('Ended by an operator.');
  await system.client.activity.fail({ workflowId, activityId }, ended);
  expect(await untilCount(system, licence, 13)).toBe(13);
  await report(partner, 'o1', 14);
  await partner.call('POST', '/halopsa/gate/resume');
  expect(await written(partner, 'o1', 14)).toMatchObject({
    status: 'inSync',
    history: [{ before: 13, after: 14 }, {}, {}],
  });
});

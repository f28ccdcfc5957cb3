import type { seatReconcile } from '../../../workflows';
import { reconcileWorkflowId, TASK_QUEUE } from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import { connect, quieten, revoke, unlink } from '../../journeys/partner';
import {
  countOf,
  gateWhen,
  mappingWhen,
  quick,
  report,
  requests,
  saveTicketMapping,
  say,
  seatsOf,
  seatsWhen,
  stays,
  syncedOrganization,
  syncingPartner,
  troubleLicences,
  writeInFlight,
  writesTo,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('acceptance 53: unlink while a write is in flight answers when it has ended; nothing is written afterwards', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  troubleLicences(system, { kind: 'latency', milliseconds: 1_500 });
  await report(partner, 'o1', 13);
  await writeInFlight(system, licence);
  await report(partner, 'o1', 14);
  expect(await unlink(partner, 'o1')).toMatchObject({ status: 200, body: { status: 'unmapped' } });
  const after = countOf(system, licence);
  expect(writesTo(system, licence).filter(({ status }) => status === null)).toEqual([]);
  const asked = requests(system).total;
  expect([await stays(() => requests(system).total), countOf(system, licence)]).toEqual([asked, after]);
});

it('acceptance 53: unlink while the write waits withdraws it', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await partner.call('POST', '/halopsa/gate/pause');
  await report(partner, 'o1', 13);
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === 1);
  expect(await unlink(partner, 'o1')).toMatchObject({ status: 200 });
  expect(await gateWhen(partner, ({ waiting }) => waiting.seatSync === 0)).toMatchObject({ status: 'paused' });
  await partner.call('POST', '/halopsa/gate/resume');
  expect(await stays(() => countOf(system, licence))).toBe(12);
});

it('acceptance 67: revoke with a write in flight answers when it has ended; HaloPSA gets no request afterwards', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  troubleLicences(system, { kind: 'latency', milliseconds: 1_500 });
  await report(partner, 'o1', 13);
  await writeInFlight(system, licence);
  expect(await revoke(partner)).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  const { total } = requests(system);
  expect(countOf(system, licence)).toBe(13);
  expect(await stays(() => requests(system).total)).toBe(total);
  expect(await seatsOf(partner, 'o1')).toMatchObject({ history: [{ after: 13, outcome: 'written' }, {}, {}] });
});

it('acceptance 67: what a person asks for when the connection is revoked comes to no further request either', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  system.simulator.control.faults.add({ path: '/api', effect: { kind: 'latency', milliseconds: 1_000 } });
  system.simulator.control.requests.clear();
  const asked = [partner.call('GET', '/halopsa/choices/slas'), say(partner, 'o1', 'preview')];
  await eventually(
    async () => requests(system).total,
    (total) => total === 2,
  );
  expect(await revoke(partner)).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  expect(await stays(() => requests(system).total)).toBe(2);
  for (const { status } of await Promise.all(asked)) expect(status).not.toBe(500);
  expect(await seatsOf(partner, 'o1')).toMatchObject({ history: [{ after: 12 }, {}] });
});

it('acceptance 67: what was held when the connection was revoked is still held when it is back', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await report(partner, 'o1', 60);
  await seatsWhen(partner, 'o1', 'held');
  await revoke(partner);
  await connect(system, partner);
  await saveTicketMapping(partner);
  await mappingWhen(partner, 'o1', 'mapped');
  expect(await seatsWhen(partner, 'o1', 'held')).toMatchObject({ before: 12, after: 60 });
  expect(countOf(system, licence)).toBe(12);
});

it('acceptance 71: what was compared when the connection was revoked was cancelled, and says by whom', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  await partner.call('POST', '/halopsa/gate/pause');
  for (const run of ['run', 'preview']) await partner.call('POST', `/halopsa/seat-sync/${run}`);
  await revoke(partner);
  const detail = expect.stringMatching(/^The connection was revoked by Ada\. /);
  const over = {
    status: 'cancelled',
    finishedAt: expect.any(String),
    problem: { code: 'connection.revoked', detail },
  };
  const seatSync = () => partner.call('GET', '/halopsa/seat-sync');
  const { body } = await eventually(seatSync, ({ body: { reconcile } }) => Object(reconcile).status === 'cancelled');
  expect(body).toMatchObject({ reconcile: over, preview: over });
  expect((await partner.call('GET', '/halopsa/seat-sync/preview')).body).toMatchObject({ progress: over });
});

it('a reconcile that begins when nothing is connected any more does not wait for the next connection', async () => {
  const partner = await syncingPartner(system);
  expect(await revoke(partner)).toMatchObject({ status: 200 });
  // As if the api had asked for it before the revoke, and Temporal had taken its time.
  const run = await system.client.workflow.start<typeof seatReconcile>('seatReconcile', {
    workflowId: reconcileWorkflowId(partner.id),
    taskQueue: TASK_QUEUE,
    args: [{ partnerId: partner.id, mode: 'reconcile', by: null }],
  });
  expect(await run.result()).toMatchObject({
    status: 'failed',
    problem: { code: 'connection.notConnected', detail: 'Connect HaloPSA first.' },
  });
});

import {
  connectionWorkflowId,
  gateWorkflowId,
  getAccessQuery,
  organizationWorkflowId,
  requestTurnsSignal,
  turnGrantedSignal,
} from '../../workflows/messages';
import { eventually } from '../api/running-api';
import { quieten, revoke, untilCount } from '../journeys/partner';
import {
  countOf,
  gateWhen,
  isQuiet,
  quick,
  report,
  requests,
  syncedOrganization,
  syncingPartner,
  written,
} from '../journeys/seats';
import type { System } from '../support/system';
import { startSystem } from '../support/system';

/** Leases far shorter than a call to HaloPSA may take. */
const leaseMs = 500;

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...quick, gate: { limits: { leaseMs } } });
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

const faults = () => system.simulator.control.faults;

it('asks again after a turn that ended badly and later than its lease', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
  faults().add({ path: '/api/SoftwareLicence', times: 1, effect: { kind: 'latency', milliseconds: 4 * leaseMs } });
  faults().add({ path: '/api/SoftwareLicence', times: 1, effect: { kind: 'status', status: 503 } });
  await report(partner, 'o1', 5);
  expect(await written(partner, 'o1', 5)).toMatchObject({ status: 'inSync' });
  expect(countOf(system, licence)).toBe(5);
});

it('does not wait for ever, when the connection is revoked, for a turn whose Workflow was terminated', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
  system.simulator.control.requests.clear();
  faults().add({ path: '/api/SoftwareLicence', effect: { kind: 'latency', milliseconds: 6_000 } });
  await report(partner, 'o1', 5);
  await eventually(
    async () => requests(system).byPath['GET /api/softwarelicence/:id'],
    (asked) => asked === 1,
  );
  const revoked = revoke(partner);
  await system.client.workflow.getHandle(organizationWorkflowId(partner.id, 'o1')).terminate('for a test');
  expect(await revoked).toMatchObject({ status: 200, body: { status: 'disconnected' } });
});

it('gives a turn back that nobody waits for, which tells nothing of HaloPSA', async () => {
  const partner = await syncingPartner(system);
  for (const [index, id] of ['o1', 'o2'].entries()) await syncedOrganization(system, partner, id, { index, used: 4 });
  faults().add({ effect: { kind: 'status', status: 503 } });
  await report(partner, 'o1', 5);
  const { since } = await gateWhen(partner, ({ status }) => status === 'waitingForHalo');
  const gate = system.client.workflow.getHandle(gateWorkflowId(partner.id));
  const key = organizationWorkflowId(partner.id, 'o2');
  await gate.signal(requestTurnsSignal, [{ key, kind: 'seatSync' }]);
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === 2);
  expect(await gateWhen(partner, ({ waiting }) => waiting.seatSync === 1)).toMatchObject({
    status: 'waitingForHalo',
    since,
  });
  faults().clear();
  expect(await written(partner, 'o1', 5)).toMatchObject({ status: 'inSync' });
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open' });
});

it('has ended the gate when a revoke answers, so that the next connection has one of its own', async () => {
  const partner = await syncingPartner(system);
  const { runId } = await system.client.workflow.getHandle(gateWorkflowId(partner.id)).describe();
  expect(await revoke(partner)).toMatchObject({ status: 200 });
  const ended = await system.client.workflow.getHandle(gateWorkflowId(partner.id), runId).describe();
  expect(ended.status.name).toBe('CANCELLED');
});

it('does not act on a turn whose lease is over when it is told of it', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
  await partner.call('POST', '/halopsa/gate/pause');
  await report(partner, 'o1', 5);
  await gateWhen(partner, ({ waiting }) => waiting.seatSync === 1);
  const access = await system.client.workflow.getHandle(connectionWorkflowId(partner.id)).query(getAccessQuery);
  if ('reason' in access) throw new Error(access.reason);
  const organization = system.client.workflow.getHandle(organizationWorkflowId(partner.id, 'o1'));
  const grant = (leaseUntil: number) => organization.signal(turnGrantedSignal, { ...access, leaseUntil });
  const activities = async () =>
    ((await organization.fetchHistory()).events ?? []).flatMap(
      ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.activityType?.name ?? [],
    );
  const before = await activities();
  await grant(Date.now() - 1);
  const since = await eventually(
    async () => (await activities()).slice(before.length),
    (names) => names.length > 0,
  );
  expect([since, countOf(system, licence)]).toEqual([['askForTurn'], 4]);
  await grant(Date.now() + 60_000);
  expect(await untilCount(system, licence, 5)).toBe(5);
});

import { z } from 'zod';
import {
  connectionWorkflowId,
  gateWorkflowId,
  organizationWorkflowId,
  reconnectNeededSignal,
  withdrawTurnSignal,
} from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import * as journey from '../../journeys/partner';
import { aPartner, quieten, takeDown } from '../../journeys/partner';
import * as seats from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';
import { continued, memoAtStart, runsOf } from '../../workflows/runs';

/** Instead of thousands of events. */
const limits = { entity: 60, gate: 80 };
/** A Workflow finishes what is under way before it continues. */
const usualSlack = 160;
/** Temporal refuses a continue-as-new, at four events each, as long as there is a message that the Workflow has not seen. */
const busySlack = 400;

let system: System;
beforeAll(async () => {
  system = await startSystem({
    timings: { ...seats.quick.timings, continueAfterEvents: limits.entity },
    env: seats.quick.env,
    gate: { continueAfterEvents: limits.gate },
  });
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

const asked = (path: string): number => seats.requests(system).byPath[path] ?? 0;
const under = (key: string) => ({ headers: { 'idempotency-key': key } });

/** Each continues as new, by what changes nothing and asks nothing of HaloPSA. */
const connectionContinues = ({ id }: Partner) =>
  continued(system.client, connectionWorkflowId(id), () =>
    system.client.workflow.getHandle(connectionWorkflowId(id)).signal(reconnectNeededSignal, {
      credentials: 'nobody',
      problem: { code: 'halo.unauthorized', detail: 'Of credentials that nobody uses.' },
    }),
  );

const organizationContinues = (partner: Partner, id: string, used: number) =>
  continued(system.client, organizationWorkflowId(partner.id, id), () => seats.report(partner, id, used));

const gateContinues = ({ id }: Partner) =>
  continued(system.client, gateWorkflowId(id), () =>
    system.client.workflow.getHandle(gateWorkflowId(id)).signal(withdrawTurnSignal, { key: 'nobody' }),
  );

/** What an operator reads of a Workflow, also when nothing has happened since it continued. */
async function detailsOf(workflowId: string): Promise<string> {
  const metadata = await system.client.workflow.getHandle(workflowId).query('__temporal_workflow_metadata');
  return z.object({ currentDetails: z.string() }).parse(metadata).currentDetails;
}

async function expectShortHistories(workflowId: string, limit: number, slack = usualSlack): Promise<void> {
  const runs = await runsOf(system.client, workflowId);
  expect(runs.length).toBeGreaterThan(1);
  expect(Math.max(...runs.map(({ events }) => events.length))).toBeLessThan(limit + slack);
}

it('a connection takes along its state, what it shows, and its operations by Idempotency-Key', async () => {
  const partner = await aPartner(system);
  const credentials = { body: journey.credentialsOf(system), ...under('k-connect') };
  const connect = () => partner.call('PUT', '/halopsa/connection', credentials);
  expect(await connect()).toMatchObject({ status: 200 });
  const gone = { body: { ...journey.ticketMapping, priorityId: 99 }, ...under('k-refused') };
  const saveGone = () => partner.call('PUT', '/halopsa/ticket-mapping', gone);
  const refused = await saveGone();
  expect(refused).toMatchObject({ status: 422, body: { fields: { priorityId: expect.any(String) } } });
  await seats.saveTicketMapping(partner);
  expect(await partner.call('DELETE', '/halopsa/ticket-mapping')).toMatchObject({ status: 200 });
  const before = (await journey.connection(partner)).body;
  const requests = seats.requests(system).total;

  await connectionContinues(partner);
  await connectionContinues(partner);
  const { gate: _, ...shown } = (await journey.connection(partner)).body;
  expect(before).toMatchObject(shown);
  expect(await connect()).toMatchObject({ status: 200, body: { status: 'connected' } });
  expect(await saveGone()).toMatchObject({ status: refused.status, body: refused.body });
  expect(await partner.call('POST', '/halopsa/ticket-mapping/undo')).toMatchObject({
    status: 200,
    body: { ticketMapping: { status: 'set' } },
  });
  expect(seats.requests(system).total).toBe(requests);
  expect(await journey.secretsOf(system, partner)).toHaveLength(1);
  const workflowId = connectionWorkflowId(partner.id);
  const [, ...later] = await runsOf(system.client, workflowId);
  for (const run of later) expect(memoAtStart(run)).toMatchObject({ status: 'connected' });
  expect(await detailsOf(workflowId)).toMatch(/^Connection of partner p-.* is \*\*connected\*\* since/);
  await expectShortHistories(workflowId, limits.entity);
});

it('an organization takes along a held change, and an approval by its Idempotency-Key', async () => {
  const partner = await seats.syncingPartner(system);
  const licence = await seats.syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
  await seats.report(partner, 'o1', 400);
  expect(await seats.seatsWhen(partner, 'o1', 'held')).toMatchObject({ status: 'held' });
  await organizationContinues(partner, 'o1', 400);
  const approve = () =>
    partner.call('POST', '/organizations/o1/halopsa/seats/approve', { body: { count: 400 }, ...under('k-approve') });
  expect(await approve()).toMatchObject({ status: 200 });
  expect(await seats.written(partner, 'o1', 400)).toMatchObject({ status: 'inSync' });
  await organizationContinues(partner, 'o1', 400);
  expect(await approve()).toMatchObject({ status: 200, body: { status: 'inSync' } });
  expect(seats.writesTo(system, licence)).toHaveLength(2);
  const workflowId = organizationWorkflowId(partner.id, 'o1');
  const [, ...later] = await runsOf(system.client, workflowId);
  for (const run of later) expect(memoAtStart(run)).toMatchObject({ status: 'mapped' });
  await expectShortHistories(workflowId, limits.entity);
});

it('what waits in an outage keeps its place: turns, a mapping to be checked, and since when', async () => {
  const partner = await seats.syncingPartner(system);
  const licence = await seats.syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
  takeDown(system);
  await seats.report(partner, 'o1', 5);
  await journey.register(partner, 'o2');
  expect(await journey.map(partner, 'o2', journey.target(system, 1))).toMatchObject({
    body: { status: 'pendingCheck' },
  });
  const waits = ({ status, waiting }: seats.Gate) =>
    status === 'waitingForHalo' && waiting.seatSync === 1 && waiting.mappingCheck === 1;
  const { since, oldestWaitingSince } = await seats.gateWhen(partner, waits);

  await gateContinues(partner);
  await organizationContinues(partner, 'o1', 6);
  await continued(system.client, organizationWorkflowId(partner.id, 'o2'), () => journey.register(partner, 'o2'));
  await gateContinues(partner);
  expect(await detailsOf(gateWorkflowId(partner.id))).toMatch(/^Gate of partner p-.* is \*\*waitingForHalo\*\*: /);
  // To the second, as a gate is packed.
  const toTheSecond = (time: string | null) => time?.slice(0, 19);
  const later = await seats.gateWhen(partner, waits);
  expect(later).toMatchObject({ since, waiting: { seatSync: 1, mappingCheck: 1 } });
  expect(toTheSecond(later.oldestWaitingSince)).toBe(toTheSecond(oldestWaitingSince));
  const down = seats.writesTo(system, licence).length;
  system.simulator.control.faults.clear();
  expect(await seats.written(partner, 'o1', 6)).toMatchObject({ status: 'inSync' });
  expect(seats.writesTo(system, licence)).toHaveLength(down + 1);
  expect(await seats.mappingWhen(partner, 'o2', 'mapped')).toMatchObject({ status: 'mapped' });
  expect(await seats.gateWhen(partner, seats.isQuiet)).toMatchObject({ status: 'open' });
  await expectShortHistories(gateWorkflowId(partner.id), limits.gate, busySlack);
});

it('a write that HaloPSA did not answer is not taken for an edit in HaloPSA', async () => {
  const partner = await seats.syncingPartner(system);
  const licence = await seats.syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
  const { faults } = system.simulator.control;
  faults.add({ path: '/api/SoftwareLicence', method: 'POST', times: 1, effect: { kind: 'lostReply' } });
  await seats.report(partner, 'o1', 5);
  await eventually(
    async () => seats.countOf(system, licence),
    (count) => count === 5,
  );
  takeDown(system);
  await organizationContinues(partner, 'o1', 6);
  expect(await seats.gateOf(partner)).toMatchObject({ status: 'waitingForHalo', waiting: { seatSync: 1 } });
  faults.clear();
  expect(await seats.written(partner, 'o1', 6)).toMatchObject({ status: 'inSync', written: { count: 6 } });
});

it('a turn in flight ends first, so that HaloPSA is asked once', async () => {
  const partner = await seats.syncingPartner(system);
  const licence = await seats.syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
  system.simulator.control.requests.clear();
  system.simulator.control.faults.add({
    path: '/api/SoftwareLicence',
    times: 1,
    effect: { kind: 'latency', milliseconds: 6_000 },
  });
  await seats.report(partner, 'o1', 5);
  await eventually(
    async () => asked('GET /api/softwarelicence/:id'),
    (times) => times === 1,
  );
  const workflowId = organizationWorkflowId(partner.id, 'o1');
  const handle = system.client.workflow.getHandle(workflowId);
  const { runId } = await handle.describe();
  const isHeld = () => seats.requests(system).recent[0]?.status === null;
  const isShort = async () => {
    const run = await handle.describe();
    return run.runId === runId && run.historyLength <= limits.entity + 10;
  };
  while (isHeld() && (await isShort())) await seats.report(partner, 'o1', 5);
  expect(await handle.describe()).toMatchObject({ runId });
  expect(isHeld()).toBe(true);
  expect(await seats.written(partner, 'o1', 5)).toMatchObject({ status: 'inSync' });
  await organizationContinues(partner, 'o1', 5);
  expect(seats.requests(system)).toMatchObject({ total: 2, byKind: { read: 1, write: 1 } });
  expect(seats.writesTo(system, licence)).toHaveLength(1);
});

it('turns that are granted while a Workflow continues are not lost: every organization ends with its newest count', async () => {
  const partner = await seats.syncingPartner(system);
  const ids = Array.from({ length: 8 }, (_, index) => `o${index}`);
  await seats.syncedOrganizations(system, partner, ids.length, 4);
  const changes = async (id: string) => {
    for (let used = 5; used <= 30; used += 1) {
      await seats.report(partner, id, used);
      await partner.call('POST', `/organizations/${id}/halopsa/seats/sync`);
    }
  };
  await seats.savePolicy(partner, { largeChange: { percent: 1000, seats: 1000 } });
  await Promise.all(ids.map(changes));
  for (const id of ids) {
    expect(await seats.written(partner, id, 30)).toMatchObject({ status: 'inSync' });
    await expectShortHistories(organizationWorkflowId(partner.id, id), limits.entity, busySlack);
  }
  expect(await seats.gateWhen(partner, seats.isQuiet)).toMatchObject({ status: 'open', parked: 0 });
  await expectShortHistories(gateWorkflowId(partner.id), limits.gate, busySlack);
});

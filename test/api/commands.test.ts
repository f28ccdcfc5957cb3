import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { connectionWorkflowId, partnerPlacedSignal, TASK_QUEUE } from '../../workflows/messages';
import { startTestServer, workflowBundle } from '../support/temporal';
import type { RunningApi } from './running-api';
import { eventually, newPartner, startApi } from './running-api';

Runtime.install({ logger: new DefaultLogger('ERROR') });

// The real Workflows on a server of their own, without Activities: commands that need no HaloPSA.
let api: RunningApi;
let client: Client;
const stops: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'halopsa-commands-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const { temporal } = await startTestServer({ folder });
  stops.push(() => temporal.stop());
  const { address } = temporal;
  client = new Client({ connection: await Connection.connect({ address }) });
  stops.push(() => client.connection.close());
  const connection = await NativeConnection.connect({ address });
  stops.push(() => connection.close());
  const worker = await Worker.create({ connection, taskQueue: TASK_QUEUE, workflowBundle: workflowBundle() });
  const ran = worker.run();
  stops.push(async () => {
    worker.shutdown();
    await ran;
  });
  api = await startApi({ address });
  stops.push(() => api.close());
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

async function partnerWithConnection() {
  const partner = await newPartner(api);
  const { id: partnerId } = partner;
  const workflowId = connectionWorkflowId(partnerId);
  await client.workflow.start('haloConnection', { workflowId, taskQueue: TASK_QUEUE, args: [{ partnerId }] });
  return partner;
}

it('acceptance 15: who still reports when its connection has nothing else to remember stays known', async () => {
  const partner = await newPartner(api);
  const { id: partnerId } = partner;
  const workflowId = connectionWorkflowId(partnerId);
  const timings = { rememberedHours: 1 / 36_000, knownDays: 1 };
  const handle = await client.workflow.signalWithStart('haloConnection', {
    workflowId,
    taskQueue: TASK_QUEUE,
    args: [{ partnerId, timings }],
    signal: partnerPlacedSignal,
    signalArgs: [{ partnerPath: ['d1', partnerId], issuedAt: 1 }],
  });
  const { events } = await eventually(
    () => handle.fetchHistory(),
    (history) => (history.events ?? []).some((event) => event.timerFiredEventAttributes),
  );
  expect(events).toContainEqual(expect.objectContaining({ timerFiredEventAttributes: expect.anything() }));
  const token = await api.tokens.sign({ partner: 'd1', partner_path: ['d1'] });
  expect(await partner.call('GET', '/halopsa/connection', { token })).toMatchObject({
    status: 200,
    body: { message: 'Not connected.' },
  });
});

it('passes a rejection on, with the sentence', async () => {
  const partner = await partnerWithConnection();
  expect(await partner.call('POST', '/halopsa/connection/rights')).toMatchObject({
    status: 409,
    body: { code: 'rejected', detail: 'Connect HaloPSA first.' },
  });
});

it('acceptance 74: takes the same key for another command as another operation', async () => {
  const partner = await partnerWithConnection();
  const headers = { 'idempotency-key': 'k-1' };
  expect(await partner.call('DELETE', '/halopsa/connection', { headers })).toMatchObject({ status: 200 });
  expect(await partner.call('POST', '/halopsa/connection/rights', { headers })).toMatchObject({ status: 409 });
});

it('acceptance 15: hides a connection from a neighbour and from a distributor of others', async () => {
  const partner = await partnerWithConnection();
  for (const claims of [
    { partner: 'n1', partner_path: ['d1', 'n1'] },
    { partner: 'd2', partner_path: ['d2'] },
  ]) {
    const token = await api.tokens.sign(claims);
    expect(await partner.call('GET', '/halopsa/connection', { token })).toMatchObject({ status: 404 });
  }
});

it('shows and unlinks a registered organization', async () => {
  const partner = await newPartner(api);
  const body = {
    name: 'Acme',
    status: 'active',
    seats: { used: 1, purchased: 1, active: 1 },
    observedAt: '2026-01-01T00:00:00.000Z',
  };
  await partner.call('PUT', '/organizations/o1', { body });
  const path = '/organizations/o1/halopsa/mapping';
  expect(await partner.call('GET', path)).toMatchObject({
    status: 200,
    body: { organizationId: 'o1', status: 'unmapped', report: body, revision: 0 },
  });
  expect(await partner.call('DELETE', path)).toMatchObject({ status: 200, body: { status: 'unmapped' } });
});

it('acceptance 54: refuses an organization that another PSA has, by its name, before HaloPSA is asked', async () => {
  const partner = await newPartner(api);
  const body = {
    name: 'Acme',
    status: 'active',
    seats: { used: 1, purchased: 1, active: 1 },
    otherPsa: 'Autotask',
    observedAt: '2026-01-01T00:00:00.000Z',
  };
  await partner.call('PUT', '/organizations/o1', { body });
  const mapping = { customerId: 1, softwareLicenceId: 2 };
  expect(await partner.call('PUT', '/organizations/o1/halopsa/mapping', { body: mapping })).toMatchObject({
    status: 409,
    body: { code: 'rejected', detail: 'Acme is already mapped to Autotask. Unlink it there first.' },
  });
});

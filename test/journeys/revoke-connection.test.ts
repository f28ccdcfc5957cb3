import { choicesWorkflowId, ENDED_MEMO, gateWorkflowId, reconcileWorkflowId } from '../../workflows/messages';
import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import {
  aPartner,
  connect,
  connectedPartner,
  connection,
  credentialsOf,
  impatient,
  map,
  mappedPartner,
  mapping,
  now,
  quieten,
  register,
  revoke,
  secretsOf,
  syncedPartner,
  takeDown,
  target,
} from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const requests = () => system.simulator.control.requests.report();
const ben = (partner: Partner) =>
  system.api.tokens.sign({ name: 'Ben', partner: partner.id, partner_path: ['d1', partner.id] });
const hang = () => system.simulator.control.faults.add({ effect: { kind: 'hang' } });
const untilAsked = (path = '') =>
  eventually(
    async () => requests().recent.findLast((request) => request.path.toLowerCase().includes(path)),
    (newest) => newest?.status === null,
  );

/** With seats in sync, a second organization that waits for HaloPSA, and HaloPSA down. */
async function busyPartner(): Promise<Partner> {
  const partner = await syncedPartner(system);
  takeDown(system);
  await register(partner, 'o2', { name: 'Initech' });
  expect((await map(partner, 'o2', target(system, 1))).body).toMatchObject({ status: 'pendingCheck' });
  return partner;
}

/** Tries whatever would have asked HaloPSA before the revoke. */
async function expectSilence(partner: Partner): Promise<void> {
  system.simulator.control.faults.clear();
  await register(partner, 'o1', { observedAt: now(), seats: { used: 8, purchased: 8, active: 8 } });
  for (const list of ['slas', 'customers']) {
    expect(await partner.call('GET', `/halopsa/choices/${list}`)).toMatchObject({ status: 409 });
  }
  expect((await partner.call('POST', '/halopsa/connection/rights')).status).toBe(409);
  expect((await partner.call('POST', '/halopsa/seat-sync/run', { body: {} })).status).toBe(409);
  expect((await partner.call('POST', '/organizations/o1/halopsa/seats/sync')).status).toBe(409);
  expect((await map(partner, 'o2', target(system, 2))).status).toBe(409);
  await eventually(
    () => mapping(partner, 'o1'),
    ({ body }) => Object(body.report).seats?.used === 8,
  );
}

it('acceptance 65, 66: ends the connection, and shows it ended on the next look', async () => {
  const partner = await connectedPartner(system);
  const { siteUrl } = system.simulator.credentials;
  const ended = {
    status: 'disconnected',
    siteUrl: null,
    clientIdEnding: null,
    rights: null,
    whoseMove: 'you',
    revoked: { by: 'Ada', siteUrl },
    message: expect.stringContaining('Ada revoked the connection'),
  };
  expect(await revoke(partner)).toMatchObject({ status: 200, body: ended });
  expect(await connection(partner)).toMatchObject({ status: 200, body: { ...ended, gate: null } });
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected', revoked: null } });
});

it('acceptance 67: erases the secret at once, and asks HaloPSA nothing after the answer', async () => {
  const partner = await busyPartner();
  expect(await secretsOf(system, partner)).toHaveLength(1);
  expect((await revoke(partner)).status).toBe(200);
  expect(await secretsOf(system, partner)).toEqual([]);
  const { total } = requests();
  await expectSilence(partner);
  expect(requests().total).toBe(total);
});

it('acceptance 68: works while HaloPSA is down', async () => {
  const partner = await busyPartner();
  const startedAt = Date.now();
  expect(await revoke(partner)).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  expect(Date.now() - startedAt).toBeLessThan(10_000);
});

it('acceptance 67, 68: works while a call to HaloPSA hangs, erases first, and asks nothing more', async () => {
  const partner = await busyPartner();
  system.simulator.control.faults.clear();
  hang();
  expect(await untilAsked()).toMatchObject({ status: null });
  const revoking = revoke(partner);
  expect(
    await eventually(
      () => secretsOf(system, partner),
      ({ length }) => length === 0,
    ),
  ).toEqual([]);
  expect(await connection(partner)).toMatchObject({ body: { message: expect.stringContaining('Ada revoked') } });
  expect((await revoking).body).toMatchObject({ status: 'disconnected' });
  const { total } = requests();
  await expectSilence(partner);
  expect(requests().total).toBe(total);
});

it('acceptance 67: ends a check of rights, which asks nothing more', async () => {
  const partner = await connectedPartner(system);
  const effect = { kind: 'latency', milliseconds: 700 } as const;
  system.simulator.control.faults.add({ effect });
  const checking = partner.call('POST', '/halopsa/connection/rights');
  await untilAsked('/agent');
  expect(await revoke(partner)).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  const { total } = requests();
  expect((await checking).body).toMatchObject({ rights: null, message: expect.stringContaining('Ada revoked') });
  expect(requests().total).toBe(total);
});

it('acceptance 68: ends a connect that HaloPSA does not answer', async () => {
  const partner = await aPartner(system);
  hang();
  const connecting = connect(system, partner);
  await untilAsked();
  expect(await revoke(partner)).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  expect(await connecting).toMatchObject({ status: 409, body: { code: 'rejected' } });
  expect(await secretsOf(system, partner)).toEqual([]);
});

it('acceptance 69: says in numbers what a revoke touches, and what stays', async () => {
  const partner = await busyPartner();
  const path = '/halopsa/connection/revocation';
  const numbers = { mappings: 2, waitingOperations: 1, openTickets: 0 };
  const seen = await eventually(
    () => partner.call('GET', path),
    ({ body }) => body.mappings === 2 && body.waitingOperations === 1,
  );
  expect(seen).toMatchObject({
    status: 200,
    body: { ...numbers, message: expect.stringContaining('stay as they are') },
  });
});

it('acceptance 71: ends what runs as cancelled, not as failed, and says who revoked', async () => {
  const partner = await mappedPartner(system);
  hang();
  const list = partner.call('GET', '/halopsa/choices/slas');
  await partner.call('POST', '/halopsa/seat-sync/run', { body: {} });
  await Promise.all([untilAsked('/sla'), untilAsked('/client')]);
  expect([200, 202]).toContain((await revoke(partner, { token: await ben(partner) })).status);
  expect(await list).toMatchObject({ status: 409, body: { detail: 'The connection was revoked by Ben.' } });
  for (const workflowId of [
    choicesWorkflowId(partner.id, { list: 'slas' }),
    reconcileWorkflowId(partner.id),
    gateWorkflowId(partner.id),
  ]) {
    const { status, memo } = await system.client.workflow.getHandle(workflowId).describe();
    expect({ workflowId, status: status.name, ended: memo?.[ENDED_MEMO] }).toEqual({
      workflowId,
      status: 'CANCELLED',
      ended: 'The connection was revoked by Ben.',
    });
  }
  const failed = `PartnerId = "${partner.id}" AND ExecutionStatus IN ("Failed", "Terminated", "TimedOut")`;
  expect((await system.client.workflow.count(failed)).count).toBe(0);
});

it('acceptance 72: to revoke twice is harmless, by the same or by two people at once', async () => {
  const partner = await connectedPartner(system);
  const token = await ben(partner);
  const replies = await Promise.all([revoke(partner), revoke(partner, { token })]);
  for (const reply of replies) expect(reply).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  const [first] = replies;
  expect(await revoke(partner)).toMatchObject({ status: 200, body: Object(first?.body) });
  expect(await revoke(partner, { token })).toMatchObject({ status: 200, body: { revoked: first?.body.revoked } });
});

it('acceptance 67: erases what a connect left that was never carried out', async () => {
  const partner = await aPartner(system);
  const { clientId, clientSecret } = credentialsOf(system);
  const lost = { partnerId: partner.id, reference: 'lost', credentials: { clientId, clientSecret } };
  await system.api.vault.put(lost);
  expect(await revoke(partner)).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  expect(await secretsOf(system, partner)).toEqual([]);
});

it('acceptance 67: a revoke that is repeated when HaloPSA is connected again is answered as it was, and touches nothing', async () => {
  const partner = await connectedPartner(system);
  const key = { 'Idempotency-Key': 'the-first-revoke' };
  const first = await revoke(partner, { headers: key });
  expect(first).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  await connect(system, partner);
  const secrets = await secretsOf(system, partner);
  expect(secrets).toHaveLength(1);
  expect(await revoke(partner, { headers: key })).toMatchObject({ status: 200, body: Object(first.body) });
  expect(await secretsOf(system, partner)).toEqual(secrets);
  expect((await connection(partner)).body).toMatchObject({ status: 'connected' });
});

it('acceptance 73: leaves other partners alone, the one above and the one below', async () => {
  const [above, partner, below, other] = [
    ...([await aPartner(system), await aPartner(system), await aPartner(system), await aPartner(system)] as const),
  ];
  const tokenOf = (...path: readonly Partner[]) =>
    system.api.tokens.sign({ partner: path.at(-1)?.id, partner_path: path.map(({ id }) => id) });
  const connected = [
    { of: above, token: await tokenOf(above) },
    { of: partner, token: await tokenOf(above, partner) },
    { of: below, token: await tokenOf(above, partner, below) },
    { of: other, token: await tokenOf(other) },
  ];
  const body = credentialsOf(system);
  for (const { of, token } of connected) {
    expect((await of.call('PUT', '/halopsa/connection', { token, body })).status).toBe(200);
  }
  expect((await revoke(partner)).status).toBe(200);
  for (const { of, token } of connected.filter((one) => one.of !== partner)) {
    expect(await of.call('GET', '/halopsa/connection', { token })).toMatchObject({
      body: { status: 'connected', gate: { status: 'open' } },
    });
    expect((await of.call('GET', '/halopsa/choices/slas', { token })).status).toBe(200);
    expect(await secretsOf(system, of)).toHaveLength(1);
  }
});

import { connectionWorkflowId } from '../../workflows/messages';
import { closedAddress, eventually, startApi } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import {
  aPartner,
  connect,
  connectedPartner,
  connection,
  credentialsOf,
  quieten,
  register,
  secretsOf,
} from './partner';

let system: System;
let closed: string;
beforeAll(async () => {
  closed = await closedAddress();
  system = await startSystem({ allowedHosts: [closed], simulators: 24 });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('acceptance 21, 23: connects, says so, and still says so on the next look', async () => {
  const partner = await aPartner(system);
  const { siteUrl, clientId } = credentialsOf(system);
  const connected = {
    status: 'connected',
    message: `Connected to ${siteUrl}.`,
    siteUrl,
    clientIdEnding: clientId.slice(-4),
    haloVersion: '2.236.133',
    connectedBy: 'Ada',
    problem: null,
  };
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: connected });
  expect(await connection(partner)).toMatchObject({ status: 200, body: connected });
});

it('acceptance 24: says at once that HaloPSA is out of order, although it asks to be left alone for an hour', async () => {
  const partner = await aPartner(system);
  const hour = { kind: 'status', status: 503, retryAfterSeconds: 3_600 } as const;
  for (const path of ['/api/authinfo', '/auth/token', '/api/agent/me']) {
    const { id } = system.simulator.control.faults.add({ path, effect: hour });
    expect(await connect(system, partner)).toMatchObject({ status: 503, body: { code: 'halo.unavailable' } });
    system.simulator.control.faults.remove(id);
  }
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected' } });
});

it('connects a HaloPSA whose version and agent are megabytes, and it can be looked at, renewed and revoked', async () => {
  const { faults } = system.simulator.control;
  const large = 'x'.repeat(3_000_000);
  const claims = Array.from({ length: 20_000 }, (_, index) => ({ type: `c${index}`, value: 'x'.repeat(100) }));
  const agent = { id: 7, name: large, claims: [...claims, { type: 'SA', value: 'true' }] };
  const usual = { kind: 'status', status: 200 } as const;
  faults.add({ path: '/api/instanceinfo', effect: { ...usual, body: { app_version: large, app_name: large } } });
  faults.add({ path: '/api/agent/me', effect: { ...usual, body: agent } });
  const partner = await connectedPartner(system);
  const { status, body } = await connection(partner);
  expect([status, body.haloVersion]).toEqual([200, `${'x'.repeat(199)}…`]);
  expect(body.rights).toMatchObject({
    agent: `${'x'.repeat(199)}…`,
    rights: [{ right: 'Tickets: Read and Modify', status: 'granted' }, {}, {}, {}, {}, {}, {}, {}],
  });
  expect((await connect(system, partner)).status).toBe(200);
  expect((await partner.call('DELETE', '/halopsa/connection')).status).toBeLessThan(300);
});

it.each([
  ['\u200b', '\ufeff'],
  ['\u00a0\n', '\r\n'],
])('connects with what was copied with invisible characters around it (%j, %j)', async (before, after) => {
  const partner = await aPartner(system);
  const { clientId, clientSecret } = credentialsOf(system);
  const copied = { clientId: `${before}${clientId}${after}`, clientSecret: `${after}${clientSecret}${before}` };
  expect(await connect(system, partner, copied)).toMatchObject({
    status: 200,
    body: { status: 'connected', clientIdEnding: clientId.slice(-4) },
  });
});

it.each([
  ['distributor', []],
  ['direct reseller', ['d1']],
  ['sub-reseller', ['d1', 'r1']],
])('acceptance 15: connects a %s', async (_type, above) => {
  const partner = await aPartner(system);
  const token = await system.api.tokens.sign({ partner: partner.id, partner_path: [...above, partner.id] });
  const { status } = await partner.call('PUT', '/halopsa/connection', { token, body: credentialsOf(system) });
  expect(status).toBe(200);
  for (const id of above) {
    const ofAbove = { token: await system.api.tokens.sign({ partner: id, partner_path: [id] }) };
    const health = await partner.call('GET', '/halopsa/connection', ofAbove);
    expect(health).toMatchObject({ status: 200, body: { status: 'connected' } });
    expect(health.body).not.toHaveProperty('siteUrl');
    expect((await partner.call('DELETE', '/halopsa/connection', ofAbove)).status).toBe(404);
  }
});

/** What somebody of another partner reads of this one's health. */
const healthFor = async (partner: Partner, reader: string) =>
  partner.call('GET', '/halopsa/connection', {
    token: await system.api.tokens.sign({ partner: reader, partner_path: [reader] }),
  });

it('acceptance 15: a partner that moved in the tree is seen from its new place only, whatever older tokens do', async () => {
  const partner = await aPartner(system);
  const below = (above: string, issuedAt: number) =>
    system.api.tokens.sign({ partner: partner.id, partner_path: [above, partner.id] }, { issuedAt });
  const [before, after] = [await below('d1', 1_700_000_000), await below('d2', 1_700_000_060)];
  await partner.call('PUT', '/halopsa/connection', { token: before, body: credentialsOf(system) });
  expect((await healthFor(partner, 'd1')).status).toBe(200);

  await partner.call('POST', '/halopsa/gate/pause', { token: after });
  await partner.call('POST', '/halopsa/gate/resume', { token: before });
  expect((await healthFor(partner, 'd1')).status).toBe(404);
  expect(await healthFor(partner, 'd2')).toMatchObject({ status: 200, body: { status: 'connected' } });
});

it('acceptance 15: a partner that reports and never connected is seen as not connected by those above it', async () => {
  const partner = await aPartner(system);
  expect((await healthFor(partner, 'd1')).status).toBe(404);
  await register(partner, 'o1');
  expect(await healthFor(partner, 'd1')).toMatchObject({
    status: 200,
    body: { message: 'Not connected.', gate: null },
  });
  expect((await healthFor(partner, 'd2')).status).toBe(404);
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected' } });
});

it('acceptance 15: shows a partner above no address and no name, also in trouble', async () => {
  const partner = await connectedPartner(system);
  await partner.call('POST', '/halopsa/gate/pause');
  system.simulator.control.faults.add({ path: '/auth/token', effect: { kind: 'status', status: 503 } });
  await connect(system, partner, { clientSecret: 'another' });
  const { text } = await healthFor(partner, 'd1');
  expect(JSON.parse(text)).toMatchObject({ status: 'connected', problem: { code: 'halo.unavailable' } });
  for (const name of [new URL(credentialsOf(system).siteUrl).host, 'Ada']) expect(text).not.toContain(name);
});

const routes = [
  ['PUT', '/halopsa/connection'],
  ['DELETE', '/halopsa/connection'],
  ['GET', '/halopsa/connection/revocation'],
  ['POST', '/halopsa/connection/rights'],
  ['GET', '/halopsa/choices/customers'],
  ['PUT', '/halopsa/ticket-mapping'],
  ['DELETE', '/halopsa/ticket-mapping'],
  ['POST', '/halopsa/ticket-mapping/undo'],
  ['PUT', '/organizations/o1'],
  ['PUT', '/organizations/o1/halopsa/mapping'],
  ['DELETE', '/organizations/o1/halopsa/mapping'],
] as const;

it.each(['finance', 'support'])('acceptance 16: refuses the role %s, and nothing changes', async (role) => {
  const partner = await connectedPartner(system);
  const token = await system.api.tokens.sign({ partner: partner.id, partner_path: [partner.id], role });
  for (const [method, path] of routes) {
    expect(await partner.call(method, path, { token })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  }
  expect((await connection(partner)).body).toMatchObject({ status: 'connected' });
});

it('acceptance 16: refuses a role that nobody knows, and hides the routes of another partner', async () => {
  const partner = await connectedPartner(system);
  const stranger = await aPartner(system);
  const unknown = await system.api.tokens.sign({ partner: partner.id, partner_path: [partner.id], role: 'reader' });
  for (const [method, path] of [...routes, ['GET', '/halopsa/connection']] as const) {
    expect((await partner.call(method, path, { token: unknown })).status).toBe(401);
    expect(await partner.call(method, path, { token: stranger.token })).toMatchObject({
      status: 404,
      body: { detail: 'There is no such partner.' },
    });
  }
  expect((await connection(partner)).body).toMatchObject({ status: 'connected' });
});

it('acceptance 19: makes every spelling of the Site URL one value', async () => {
  const partner = await aPartner(system);
  const { siteUrl } = credentialsOf(system);
  for (const typed of ['', '/', '/api', '/API', '/api/', '/auth', '/auth/'].map((ending) => siteUrl + ending)) {
    expect(await connect(system, partner, { siteUrl: `  ${typed} ` })).toMatchObject({
      status: 200,
      body: { siteUrl },
    });
  }
  expect(
    await eventually(
      () => secretsOf(system, partner),
      ({ length }) => length === 1,
    ),
  ).toHaveLength(1);
});

/** What came of several connects at once: the executions, the secrets, and what HaloPSA was asked. */
async function madeFor(partner: Awaited<ReturnType<typeof aPartner>>) {
  const query = `WorkflowId = "${connectionWorkflowId(partner.id)}"`;
  const { count } = await eventually(
    () => system.client.workflow.count(query),
    (found) => found.count > 0,
  );
  const { byKind, byPath } = system.simulator.control.requests.report();
  const secrets = await eventually(
    () => secretsOf(system, partner),
    ({ length }) => length === 1,
  );
  return { executions: count, secrets: secrets.length, tokens: byKind.token, proofs: byPath['GET /api/agent/me'] };
}

it.each([
  ['the same key twice', ['k-1', 'k-1']],
  ['two different keys', ['k-1', 'k-2']],
])('acceptance 25: makes one connection of Next Step pressed twice: %s', async (_name, keys) => {
  const partner = await aPartner(system);
  const body = credentialsOf(system);
  const slow = { kind: 'latency', milliseconds: 1_000 } as const;
  system.simulator.control.faults.add({ path: '/api/agent/me', effect: slow });
  const replies = await Promise.all(
    keys.map((key) => partner.call('PUT', '/halopsa/connection', { body, headers: { 'idempotency-key': key } })),
  );
  for (const reply of replies) expect(reply).toMatchObject({ status: 200, body: { status: 'connected' } });
  expect(await madeFor(partner)).toEqual({ executions: 1, secrets: 1, tokens: 1, proofs: 1 });
});

it('takes a secret that was corrected while the wrong one was still being checked, and tells who sent the wrong one', async () => {
  const partner = await aPartner(system);
  const slow = { kind: 'latency', milliseconds: 30_000 } as const;
  system.simulator.control.faults.add({ path: '/auth/token', times: 1, effect: slow });
  const wrong = connect(system, partner, { clientSecret: 'mistyped' });
  await eventually(
    async () => system.simulator.control.requests.report().recent,
    (recent) => recent.some(({ path, status }) => path.startsWith('/auth/token') && status === null),
  );
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected' } });
  expect(await wrong).toMatchObject({
    status: 409,
    body: { code: 'connection.replaced', detail: expect.stringMatching(/^Ada has sent newer credentials/) },
  });
  expect(await madeFor(partner)).toMatchObject({ executions: 1, secrets: 1 });
});

it('acceptance 80: says that it still checks when HaloPSA takes longer than a person waits', async () => {
  const { temporal, simulator, folder } = system;
  const hosts = [new URL(simulator.url).host];
  const hasty = await startApi({
    ...temporal,
    allowedHosts: hosts,
    folder,
    timings: { answerWithinSeconds: 1 },
  });
  const partner = await aPartner({ api: hasty });
  simulator.control.faults.add({ effect: { kind: 'latency', milliseconds: 500 } });
  const { siteUrl } = credentialsOf(system);
  expect(await connect(system, partner)).toMatchObject({
    status: 202,
    body: { status: 'verifying', message: `Checking the credentials for ${siteUrl} with HaloPSA.` },
  });
  expect(
    (
      await eventually(
        () => connection(partner),
        ({ body }) => body.status !== 'verifying',
      )
    ).body,
  ).toMatchObject({
    status: 'connected',
    message: `Connected to ${siteUrl}.`,
  });
  await quieten(system);
  await hasty.close();
});

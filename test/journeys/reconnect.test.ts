import type { Simulator } from '../../simulator';
import { createSimulator } from '../../simulator';
import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import {
  connect,
  connectedPartner,
  connection,
  credentialsOf,
  impatient,
  map,
  mappedPartner,
  mapping,
  quieten,
  register,
  revoke,
  saveTicketMapping,
  secretsOf,
  takeDown,
  target,
  untilStatus,
} from './partner';

let system: System;
let other: Simulator;
beforeAll(async () => {
  other = await createSimulator({ customers: 20, agentProfileBytes: 1_000, rateLimit: null });
  system = await startSystem({ ...impatient, allowedHosts: [new URL(other.url).host] });
});
afterAll(async () => {
  await system.stop();
  await other.close();
});
afterEach(() => quieten(system));

const requests = () => system.simulator.control.requests.report();
const slas = '/halopsa/choices/slas';
const DAY = 86_400_000;

it('acceptance 70: keeps the mappings for 30 days, and restores them after a check when the same HaloPSA is connected', async () => {
  const partner = await mappedPartner(system);
  const { mapping: before } = (await mapping(partner, 'o1')).body;
  await revoke(partner);
  const kept = (await untilStatus(() => mapping(partner, 'o1'), 'kept')).body;
  expect(kept).toMatchObject({
    mapping: before,
    message: expect.stringMatching(/^Kept for some time; it comes back when/),
  });
  expect(Math.round((Date.parse(String(kept.keptUntil)) - Date.now()) / DAY)).toBe(30);
  system.simulator.control.requests.clear();
  expect((await connect(system, partner)).status).toBe(200);
  const restored = await untilStatus(() => mapping(partner, 'o1'), 'mapped');
  expect(restored.body).toMatchObject({ status: 'mapped', mapping: before, keptUntil: null });
  expect(requests().byPath).toMatchObject({ 'GET /api/client/:id': 1, 'GET /api/softwarelicence/:id': 1 });
});

it('acceptance 70: restores nothing unchecked: a licence that is gone meanwhile needs the partner', async () => {
  const partner = await mappedPartner(system);
  await revoke(partner);
  await untilStatus(() => mapping(partner, 'o1'), 'kept');
  system.simulator.control.licences.remove(target(system).softwareLicenceId);
  await connect(system, partner);
  const seen = await untilStatus(() => mapping(partner, 'o1'), 'needsAttention');
  expect(seen.body).toMatchObject({ status: 'needsAttention', problem: { code: 'mapping.licenceGone' } });
});

it('acceptance 70: restores when HaloPSA is back, where it goes down after the connect', async () => {
  const partner = await mappedPartner(system);
  await revoke(partner);
  await untilStatus(() => mapping(partner, 'o1'), 'kept');
  system.simulator.control.faults.add({ path: '/api/client', effect: { kind: 'status', status: 503 } });
  system.simulator.control.faults.add({ path: '/api/sla', effect: { kind: 'status', status: 503 } });
  system.simulator.control.faults.add({ path: '/api/softwarelicence/', effect: { kind: 'status', status: 503 } });
  // The rights are read from lists that fail: connect says so and keeps what was kept.
  expect((await connect(system, partner)).status).toBe(503);
  expect((await mapping(partner, 'o1')).body).toMatchObject({ status: 'kept' });
  system.simulator.control.faults.clear();
  expect((await connect(system, partner)).status).toBe(200);
  expect((await untilStatus(() => mapping(partner, 'o1'), 'mapped')).body).toMatchObject({ status: 'mapped' });
});

it('acceptance 70: starts empty with another HaloPSA', async () => {
  const partner = await mappedPartner(system);
  await saveTicketMapping(partner);
  expect(await connect(system, partner, other.credentials)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('revoke that connection before') },
  });
  await revoke(partner);
  await untilStatus(() => mapping(partner, 'o1'), 'kept');
  const connected = await connect(system, partner, other.credentials);
  expect(connected).toMatchObject({ status: 200, body: { siteUrl: other.url, ticketMapping: { status: 'notSet' } } });
  const seen = await untilStatus(() => mapping(partner, 'o1'), 'unmapped');
  expect(seen.body).toMatchObject({ status: 'unmapped', mapping: null, canUnlink: false });
});

it('keeps a renewed secret out of use until HaloPSA has proved it', async () => {
  const partner = await connectedPartner(system);
  const [old] = await secretsOf(system, partner);
  // HaloPSA asks for the secret again, and the new one of the form is wrong.
  system.simulator.control.application.endTokens();
  expect(await connect(system, partner, { clientSecret: 'wrong' })).toMatchObject({
    status: 422,
    body: { code: 'halo.invalidClient' },
  });
  expect((await connection(partner)).body).toMatchObject({
    status: 'connected',
    problem: { code: 'halo.invalidClient' },
  });
  expect(
    await eventually(
      () => secretsOf(system, partner),
      ({ length }) => length === 1,
    ),
  ).toEqual([old]);
  expect((await partner.call('GET', slas)).status).toBe(200);
});

it('goes on with the old secret while a new one is being proved, and erases it then', async () => {
  const partner = await connectedPartner(system);
  const [old] = await secretsOf(system, partner);
  const held = system.simulator.control.faults.add({
    path: '/api/agent/me',
    effect: { kind: 'latency', milliseconds: 5_000 },
  });
  const renewing = connect(system, partner, credentialsOf(system));
  const verifying = await untilStatus(() => connection(partner), 'verifying');
  expect(verifying.body).toMatchObject({ status: 'verifying', haloVersion: '2.236.133' });
  expect((await partner.call('GET', slas)).status).toBe(200);
  expect((await connection(partner)).body).toMatchObject({ status: 'verifying' });
  system.simulator.control.faults.remove(held.id);
  expect(await renewing).toMatchObject({ status: 200, body: { status: 'connected', problem: null } });
  const left = await eventually(
    () => secretsOf(system, partner),
    ({ length }) => length === 1,
  );
  expect(left).not.toContain(old);
  expect((await partner.call('GET', slas)).status).toBe(200);
});

it('acceptance 40, 79: needs to be connected anew when HaloPSA refuses the secret, and goes on by itself then', async () => {
  const partner = await mappedPartner(system);
  await saveTicketMapping(partner);
  system.simulator.control.application.rotateSecret();
  system.simulator.control.application.endTokens();
  expect(await partner.call('GET', slas)).toMatchObject({ status: 422, body: { code: 'halo.invalidClient' } });
  const refused = await untilStatus(() => connection(partner), 'needsReconnect');
  expect(refused.body).toMatchObject({
    whoseMove: 'you',
    ticketMapping: { ticketMapping: { names: { ticketType: 'Backup Alert' } } },
    message: expect.stringContaining('Nothing is sent until you reconnect'),
  });
  const asked = requests().total;
  expect((await partner.call('GET', slas)).status).toBe(409);
  // What nobody asked HaloPSA about is not refused by it.
  await register(partner, 'o2');
  expect((await map(partner, 'o2', target(system, 1))).status).toBe(409);
  expect((await mapping(partner, 'o2')).body).toMatchObject({ status: 'unmapped', problem: null });
  expect(requests().total).toBe(asked);
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected', problem: null } });
  expect((await partner.call('GET', slas)).status).toBe(200);
  takeDown(system);
  expect((await mapping(partner, 'o1')).body).toMatchObject({ status: 'mapped' });
});

import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import {
  aPartner,
  connectedPartner,
  connection,
  credentialsOf,
  impatient,
  quieten,
  secretsOf,
  ticketMapping,
} from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

type Write = readonly [method: string, path: string, body?: () => object];

const connectWrite: Write = ['PUT', '/halopsa/connection', () => credentialsOf(system)];
const revokeWrite: Write = ['DELETE', '/halopsa/connection'];
const saveWrite: Write = ['PUT', '/halopsa/ticket-mapping', () => ticketMapping];
const forgetWrite: Write = ['DELETE', '/halopsa/ticket-mapping'];
const pauseWrite: Write = ['POST', '/halopsa/gate/pause'];
const resumeWrite: Write = ['POST', '/halopsa/gate/resume'];

const send = (partner: Partner, [method, path, body]: Write, key: string) =>
  partner.call(method, path, { body: body?.(), headers: { 'idempotency-key': key } });

it('acceptance 74: takes the same key for another command as another operation', async () => {
  const partner = await aPartner(system);
  for (const write of [
    connectWrite,
    saveWrite,
    forgetWrite,
    ['POST', '/halopsa/ticket-mapping/undo'],
    revokeWrite,
  ] as const) {
    expect((await send(partner, write, 'k-1')).status).toBe(200);
  }
  expect((await connection(partner)).body).toMatchObject({ status: 'disconnected', revoked: { by: 'Ada' } });
});

it('acceptance 74: refuses the same key with other credentials, and goes on with the first', async () => {
  const partner = await aPartner(system);
  expect((await send(partner, connectWrite, 'k-1')).status).toBe(200);
  for (const other of [{ clientSecret: 'another' }, { clientId: 'another' }]) {
    const reused = await send(
      partner,
      ['PUT', '/halopsa/connection', () => ({ ...credentialsOf(system), ...other })],
      'k-1',
    );
    expect(reused).toMatchObject({
      status: 422,
      body: { code: 'keyReused', detail: expect.stringContaining('Use a new one') },
    });
  }
  system.simulator.control.application.endTokens();
  expect((await partner.call('GET', '/halopsa/choices/slas')).status).toBe(200);
});

it('acceptance 67, 74: stores nothing for a repeated connect whose connection was revoked since', async () => {
  const partner = await aPartner(system);
  const first = await send(partner, connectWrite, 'k-1');
  await send(partner, revokeWrite, 'k-2');
  expect(await send(partner, connectWrite, 'k-1')).toMatchObject({ status: 200, body: first.body });
  expect(await secretsOf(system, partner)).toEqual([]);
  expect((await connection(partner)).body).toMatchObject({ status: 'disconnected' });
});

it('acceptance 74: takes the longest keys, many times: an operator finds the newest by them', async () => {
  const partner = await connectedPartner(system);
  // A gate is started a moment after the connect has answered.
  await eventually(
    () => connection(partner),
    ({ body }) => body.gate !== null,
  );
  const key = (index: number) => `${index}-`.padEnd(128, 'k');
  for (let index = 0; index < 20; index += 1) {
    expect((await send(partner, index % 2 === 0 ? pauseWrite : resumeWrite, key(index))).status).toBe(200);
  }
  expect((await connection(partner)).body).toMatchObject({ gate: { status: 'open' } });
  const query = `OperationIds = "${key(19)}:resumeGate"`;
  const found = await eventually(
    async () => (await system.client.workflow.count(query)).count,
    (count) => count === 1,
  );
  expect(found).toBe(1);
});

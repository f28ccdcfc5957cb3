import type { System } from '../support/system';
import { startSystem } from '../support/system';
import {
  aPartner,
  connect,
  connectedPartner,
  connection,
  impatient,
  map,
  mappedPartner,
  mapping,
  now,
  quieten,
  register,
  revoke,
  saveTicketMapping,
  target,
  untilCount,
} from './partner';

/*
 * Who reads, or commands, right after his own command never meets the time before it.
 */

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('starts a seat sync right after the ticket mapping was saved, and does not ask for the ticket mapping', async () => {
  const partner = await mappedPartner(system);
  await register(partner, 'o1', { observedAt: now() });
  expect(await saveTicketMapping(partner)).toMatchObject({ status: 200 });
  const seats = (await partner.call('GET', '/organizations/o1/halopsa/seats')).body;
  const started = (await partner.call('POST', '/organizations/o1/halopsa/seats/start')).body;
  expect(`${seats.message} ${started.message}`).not.toMatch(/ticket mapping/);
  expect(await untilCount(system, target(system).softwareLicenceId, 3)).toBe(3);
});

it('says that seat sync pauses right after the ticket mapping was revoked', async () => {
  const partner = await mappedPartner(system);
  await saveTicketMapping(partner);
  await partner.call('DELETE', '/halopsa/ticket-mapping');
  expect((await partner.call('POST', '/organizations/o1/halopsa/seats/start')).body).toMatchObject({
    message: expect.stringMatching(/^Seat sync pauses until the ticket mapping is chosen/),
  });
  const seats = (await partner.call('GET', '/organizations/o1/halopsa/seats')).body;
  expect(seats.message).toMatch(/^Seat sync pauses until the ticket mapping is chosen/);
});

it('knows its gate right after a connect: it can be paused, and a reconcile started', async () => {
  const partner = await aPartner(system);
  await connect(system, partner);
  expect((await connection(partner)).body).toMatchObject({ gate: { status: 'open' } });
  expect(await partner.call('POST', '/halopsa/seat-sync/run')).toMatchObject({ status: 202 });
  expect(await partner.call('POST', '/halopsa/gate/pause')).toMatchObject({ status: 200 });
});

it('keeps a mapping of this moment when the connection is revoked, and brings it back right after the reconnect', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  await map(partner, 'o1', target(system));
  expect(await revoke(partner)).toMatchObject({ status: 200 });
  expect((await mapping(partner, 'o1')).body).toMatchObject({ status: 'kept' });
  await connect(system, partner);
  expect(['pendingCheck', 'mapped']).toContain((await mapping(partner, 'o1')).body.status);
  expect(await map(partner, 'o1', target(system))).toMatchObject({ status: 200, body: { status: 'mapped' } });
});

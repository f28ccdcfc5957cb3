import { connect, connection, impatient, mappedPartner, revoke, secretsOf, untilStatus } from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...impatient, simulators: 1 });
});
afterAll(() => system.stop());

it('acceptance 70: a revoke erases the secret although the connection does not answer, and is carried out later', async () => {
  const partner = await mappedPartner(system);
  await system.stopWorker();
  expect(await revoke(partner)).toMatchObject({
    status: 202,
    body: { status: 'revoking', whoseMove: 'us', message: expect.stringContaining('Ada revoked the connection') },
  });
  expect(await secretsOf(system, partner)).toEqual([]);

  await system.startWorker();
  expect(await untilStatus(() => connection(partner), 'disconnected')).toMatchObject({
    body: { status: 'disconnected', revoked: { by: 'Ada', siteUrl: system.simulator.credentials.siteUrl } },
  });
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected' } });
});

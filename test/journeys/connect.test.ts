import { newPartner } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { connect, connectedPartner, credentialsOf } from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
afterEach(() => system.simulator.reset());

it('acceptance 21, 23: connects, says so, and still says so on the next look', async () => {
  const partner = await newPartner(system.api);
  const { siteUrl, clientId } = credentialsOf(system);
  const connected = {
    ...{ status: 'connected', message: `Connected to ${siteUrl}.`, siteUrl, clientIdEnding: clientId.slice(-4) },
    ...{ haloVersion: '2.236.133', connectedBy: 'Ada', problem: null },
  };
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: connected });
  expect(await partner.call('GET', '/halopsa/connection')).toMatchObject({ status: 200, body: connected });
});

it('acceptance 8: has every right of the guide with exactly these rights and no more', async () => {
  const partner = await connectedPartner(system);
  const { body } = await partner.call('GET', '/halopsa/connection');
  expect(
    Object(body.rights)
      .rights.map(Object)
      .filter(({ status }: { status: string }) => status !== 'granted'),
  ).toEqual([]);
});

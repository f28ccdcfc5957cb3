import { freePort } from '../../../embedded/ports';
import type { Simulator } from '../../../simulator';
import { createSimulator } from '../../../simulator';
import { eventually } from '../../api/running-api';
import { quieten } from '../../journeys/partner';
import {
  connectionOf,
  gateWhen,
  mappedOrganization,
  operationsOf,
  quick,
  report,
  requests,
  say,
  syncedOrganization,
  syncedOrganizations,
  syncingPartner,
  troubleLicences,
  writesTo,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
let port: number;
beforeAll(async () => {
  port = await freePort();
  system = await startSystem({ ...quick, allowedHosts: [`127.0.0.1:${port}`] });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const faults = () => system.simulator.control.faults;

const isDown = ({ status }: { status: string }) => status === 'waitingForHalo';

it.each([
  ['a page instead of JSON', { kind: 'htmlPage' }, 'halo.unavailable'],
  ['a connection that is reset', { kind: 'reset' }, 'halo.unreachable'],
  ['no answer at all', { kind: 'hang' }, 'halo.timeout'],
] as const)('takes %s for an outage', async (_, effect, code) => {
  const partner = await syncingPartner(system);
  await syncedOrganizations(system, partner, 1);
  troubleLicences(system, effect);
  await report(partner, 'o0', 13);
  expect(await gateWhen(partner, isDown)).toMatchObject({ status: 'waitingForHalo', problem: { code } });
  faults().clear();
  expect(await written(partner, 'o0', 13)).toMatchObject({ status: 'inSync' });
});

describe('with another HaloPSA', () => {
  let other: Simulator;
  const start = () => createSimulator({ port, customers: 5, agentProfileBytes: 1_000, rateLimit: null });
  beforeEach(async () => {
    other = await start();
  });
  afterEach(() => other.close());

  it('waits for a HaloPSA that refuses connections, until it is back', async () => {
    const partner = await syncingPartner({ ...system, simulator: other });
    const licence = await mappedOrganization({ ...system, simulator: other }, partner, 'o1', { index: 0, count: 10 });
    await other.close();
    await say(partner, 'o1', 'start');
    expect(await gateWhen(partner, isDown)).toMatchObject({ problem: { code: 'halo.unreachable' } });
    other = await start();
    await written(partner, 'o1', 12);
    expect(other.control.licences.get(licence).count).toBe(12);
  });

  it('acceptance 79: a changed secret holds what waits within one attempt; other partners go on; a reconnect sends it all', async () => {
    const partner = await syncingPartner(system);
    const licences = await syncedOrganizations(system, partner, 3);
    const elsewhere = { ...system, simulator: other };
    const neighbour = await syncingPartner(elsewhere);
    await syncedOrganization(elsewhere, neighbour, 'o1', { index: 0, used: 12 });

    const { application } = system.simulator.control;
    application.rotateSecret();
    application.endTokens();
    system.simulator.control.requests.clear();
    for (const [index] of licences.entries()) await report(partner, `o${index}`, 13);
    const held = await gateWhen(
      partner,
      ({ status, waiting }) => status === 'needsReconnect' && waiting.seatSync === 3,
    );
    expect(held).toMatchObject({
      whoseMove: 'you',
      message: expect.stringMatching(/Reconnect HaloPSA; what waits is sent then\.$/),
    });
    // Told by the gate, so a moment after it.
    const connection = await eventually(
      () => connectionOf(partner),
      ({ status }) => status === 'needsReconnect',
    );
    expect(connection).toMatchObject({
      status: 'needsReconnect',
      whoseMove: 'you',
      problem: { code: 'halo.invalidClient' },
    });
    expect(requests(system)).toMatchObject({ byKind: { read: 1, write: 0 } });
    expect(await partner.call('POST', '/halopsa/gate/try-now')).toMatchObject({ status: 409 });

    await report(neighbour, 'o1', 13);
    expect(await written(neighbour, 'o1', 13)).toMatchObject({ status: 'inSync' });
    expect(requests(system).byKind).toMatchObject({ read: 1, write: 0 });

    const { siteUrl, clientId, clientSecret } = system.simulator.credentials;
    const renewed = { siteUrl, clientId, clientSecret };
    expect(await partner.call('PUT', '/halopsa/connection', { body: renewed })).toMatchObject({
      status: 200,
      body: { status: 'connected' },
    });
    for (const [index] of licences.entries())
      expect(await written(partner, `o${index}`, 13)).toMatchObject({ status: 'inSync' });
    expect(licences.map((licence) => writesTo(system, licence).length)).toEqual([1, 1, 1]);
    expect(await operationsOf(partner)).toMatchObject({ items: [], total: 0, next: null });
  });
});

import { connectionWorkflowId } from '../../../workflows/messages';
import { closedAddress } from '../../api/running-api';
import { aPartner, connect, connection, quieten, secretsOf } from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
let closed: string;
beforeAll(async () => {
  closed = await closedAddress();
  system = await startSystem({ allowedHosts: [closed] });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const wrong = '00000000-0000-4000-8000-000000000000';

// What the partner typed, what is wrong in HaloPSA, and what the partner is told: the field, the words, the screen.
it.each([
  ['an unreachable host', () => ({ siteUrl: `http://${closed}` }), 'unreachable', 'siteUrl', 'API Details'],
  [
    'a TLS error',
    ({ simulator: { url } }: System) => ({ siteUrl: url.replace('http:', 'https:') }),
    'tlsFailed',
    'siteUrl',
    'API Details',
  ],
  [
    'a page instead of a HaloPSA',
    ({ simulator }: System) => void simulator.control.faults.add({ effect: { kind: 'htmlPage' } }),
    'notHalo',
    'siteUrl',
    'API Details',
  ],
  [
    'nothing instead of a HaloPSA',
    ({ simulator }: System) => void simulator.control.faults.add({ effect: { kind: 'status', status: 404 } }),
    'notHalo',
    'siteUrl',
    'API Details',
  ],
  ['a wrong Client ID', () => ({ clientId: wrong }), 'invalidClient', 'clientSecret', 'View Applications'],
  ['a wrong Client Secret', () => ({ clientSecret: wrong }), 'invalidClient', 'clientSecret', 'View Applications'],
  [
    'an inactive application',
    ({ simulator }: System) => void simulator.control.application.change({ active: false }),
    'inactiveApplication',
    'clientId',
    'it must be Active',
  ],
  [
    'an inactive agent',
    ({ simulator }: System) => void simulator.control.application.change({ agentActive: false }),
    'inactiveAgent',
    'clientId',
    'Teams & Agents > Agents',
  ],
  [
    'a permission that was not given',
    ({ simulator }: System) => void simulator.control.application.change({ scopes: ['read:tickets'] }),
    'invalidScope',
    'clientId',
    'tab Permissions',
  ],
  [
    'a token without permissions',
    ({ simulator }: System) => void simulator.control.application.change({ scopes: [], missingScope: 'leftOut' }),
    'scopeMissing',
    'clientId',
    'Permissions must contain all:standard',
  ],
])(
  'acceptance 24: says what is wrong, where to mend it, and stores nothing: %s',
  async (_name, arrange, code, field, screen) => {
    const partner = await aPartner(system);
    const given = arrange(system) ?? {};
    const refused = await connect(system, partner, given);
    expect(refused).toMatchObject({
      status: 422,
      body: { code: `halo.${code}`, detail: expect.stringContaining(screen) },
    });
    expect(refused.body.fields).toEqual({ [field]: refused.body.detail });
    expect((await connection(partner)).body).toMatchObject({
      status: 'disconnected',
      siteUrl: null,
      problem: { code: `halo.${code}`, detail: refused.body.detail },
    });
    expect(await secretsOf(system, partner)).toEqual([]);
    const { status } = await system.client.workflow.getHandle(connectionWorkflowId(partner.id)).describe();
    expect(status.name).toBe('RUNNING');
    await system.simulator.reset();
    expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected', problem: null } });
  },
);

it.each([
  ['answers 503', { kind: 'status', status: 503 }, 503, 'halo.unavailable', 'out of order or in maintenance'],
  ['does not answer', { kind: 'hang' }, 503, 'halo.timeout', 'Try again'],
  ['drops the connection', { kind: 'reset' }, 422, 'halo.unreachable', 'Try again'],
] as const)(
  'acceptance 26: says so in time and stores nothing while HaloPSA %s',
  async (_name, effect, status, code, words) => {
    const partner = await aPartner(system);
    system.simulator.control.faults.add({ effect });
    const startedAt = Date.now();
    const refused = await connect(system, partner);
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    expect(refused).toMatchObject({ status, body: { code, detail: expect.stringContaining(words) } });
    expect((await connection(partner)).body).toMatchObject({ status: 'disconnected', problem: { code } });
    expect(await secretsOf(system, partner)).toEqual([]);
    system.simulator.control.faults.clear();
    expect((await connect(system, partner)).status).toBe(200);
  },
);

it('acceptance 26: says so while HaloPSA refuses the connection, and stores nothing', async () => {
  const partner = await aPartner(system);
  const refused = await connect(system, partner, { siteUrl: `http://${closed}` });
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'halo.unreachable', detail: expect.stringContaining('Try again') },
  });
  expect(await secretsOf(system, partner)).toEqual([]);
});

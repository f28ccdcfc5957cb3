import { createHook } from 'node:async_hooks';
import { closedAddress } from '../../api/running-api';
import type { TestServer } from '../../halo/server';
import { closeAll, startServer } from '../../halo/server';
import {
  aPartner,
  connect,
  connectedPartner,
  connection,
  credentialsOf,
  quieten,
  secretsOf,
} from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
/** Listens where nobody may be sent: on the loopback, and not an allowed host. */
let trap: TestServer;
beforeAll(async () => {
  trap = await startServer(() => ({ body: { auth_url: trap.url, tenant_id: '' } }));
  system = await startSystem();
});
afterAll(async () => {
  await system.stop();
  await closeAll();
});
afterEach(() => quieten(system));

/** Every address that this process, worker and api included, has tried to connect to. */
function watchConnections() {
  const attempts: object[] = [];
  const init = (_id: number, type: string, _trigger: number, resource: object) => {
    if (type === 'TCPCONNECTWRAP') attempts.push(resource);
  };
  const hook = createHook({ init }).enable();
  return () => {
    hook.disable();
    return new Set(attempts.map(Object).map(({ address, port }) => `${address}:${port}`));
  };
}

it('sees every connection that is tried, encrypted or not', async () => {
  const [other, closed] = [await startServer(() => ({ body: {} })), await closedAddress()];
  const attempted = watchConnections();
  await fetch(other.url);
  await fetch(other.url.replace('http:', 'https:')).catch(() => undefined);
  await fetch(`https://${closed}`).catch(() => undefined);
  expect([...attempted()].sort()).toEqual([closed, other.host].sort());
});

const allowed = () =>
  [system.simulator.url, system.api.url, `http://${system.temporal.address}`].map((url) => new URL(url).host);

const hostileSites = (port: string) => [
  'https://127.0.0.1',
  'https://127.1',
  'https://0.0.0.0',
  'https://127.0.0.1.',
  'localhost',
  'https://localhost.',
  `http://127.0.0.1:${port}`,
  `https://127.0.0.1:${port}`,
  `http://localhost:${port}`,
  `127.0.0.1:${port}`,
  'https://10.0.0.1',
  'https://172.16.0.1',
  'https://192.168.1.1',
  'https://100.64.0.1',
  'https://198.18.0.1',
  'https://169.254.169.254',
  'https://169.254.169.254/latest/meta-data',
  'https://224.0.0.1',
  'https://255.255.255.255',
  'https://[::1]',
  'https://[::]',
  'https://[fe80::1]',
  'https://[fe80::1%25eth0]',
  'https://[fc00::1]',
  'https://[ff02::1]',
  'https://[::ffff:127.0.0.1]',
  'https://[::ffff:7f00:1]',
  'https://[0:0:0:0:0:ffff:10.0.0.1]',
  'https://[::127.0.0.1]',
  'https://[64:ff9b::7f00:1]',
  'https://[2002:7f00:1::]',
  'https://[2001:0:7f00:1::]',
  `http://[::ffff:127.0.0.1]:${port}`,
  'https://2130706433',
  'https://0177.0.0.1',
  'https://0x7f.1',
  'https://0x7f000001',
  'https://017700000001',
  'https://0',
  'https://１２７.０.０.１',
  'https://127。0。0。1',
  'https://127.0.0\n.1',
  'https://12\t7.0.0.1',
  `http://2130706433:${port}`,
  'https://x.halopsa.com@127.0.0.1',
  'https://user:secret@x.halopsa.com',
  `http://user@127.0.0.1:${port}`,
  'file:///etc/passwd',
  'ftp://x.halopsa.com',
  'gopher://127.0.0.1',
  'javascript:alert(1)',
  'data:text/html,x',
  'unix:/run/x',
  'https://',
  'https:///x',
  '//127.0.0.1',
  '\\\\127.0.0.1\\x',
  'https://x.halopsa.com:22',
  'http://x.halopsa.com',
  'x y',
  'https://x.halopsa.com?a=1',
  'https://x.halopsa.com#a',
  '%00',
  'https://%31%32%37.0.0.1',
];

it('refuses hostile Site URLs, names the field, and connects to none of them', async () => {
  const partner = await aPartner(system);
  const attempted = watchConnections();
  for (const siteUrl of hostileSites(new URL(trap.url).port)) {
    const refused = await connect(system, partner, { siteUrl });
    expect({ siteUrl, ...refused }).toMatchObject({ siteUrl, status: 422 });
    expect(refused.body.code).toMatch(/^(siteUrl|halo\.addressForbidden)$/);
    expect(refused.body.fields).toEqual({ siteUrl: refused.body.detail });
    expect(refused.text).not.toContain(credentialsOf(system).clientSecret);
  }
  expect([...attempted()].filter((address) => !allowed().includes(address))).toEqual([]);
  expect(trap.connections()).toBe(0);
  expect(await secretsOf(system, partner)).toEqual([]);
  expect((await connection(partner)).body).toMatchObject({ status: 'disconnected' });
});

it.each([
  ['/api/authinfo', 'redirected'],
  ['/auth/token', 'authServerUnusable'],
  ['/api/agent/me', 'redirected'],
])('follows no redirect of a HaloPSA to a private address: %s', async (path, code) => {
  const partner = await aPartner(system);
  const attempted = watchConnections();
  for (const location of [`${trap.url}${path}`, 'http://169.254.169.254/', 'file:///etc/passwd', '//127.0.0.1/']) {
    const { id } = system.simulator.control.faults.add({ path, effect: { kind: 'redirect', location } });
    const refused = await connect(system, partner);
    expect(refused).toMatchObject({ status: 422, body: { code: `halo.${code}` } });
    expect(refused.body.fields).toEqual({ siteUrl: refused.body.detail });
    system.simulator.control.faults.remove(id);
  }
  expect([...attempted()].filter((address) => !allowed().includes(address))).toEqual([]);
  expect(trap.connections()).toBe(0);
});

it('takes no token from an address that HaloPSA only claims to be its own', async () => {
  const partner = await aPartner(system);
  const attempted = watchConnections();
  for (const auth_url of [
    trap.url,
    'https://169.254.169.254/auth',
    'https://[::ffff:127.0.0.1]',
    'file:///x',
    'https://',
  ]) {
    const body = { auth_url, tenant_id: 't' };
    const { id } = system.simulator.control.faults.add({
      path: '/api/authinfo',
      effect: { kind: 'status', status: 200, body },
    });
    const refused = await connect(system, partner);
    expect({ auth_url, ...refused }).toMatchObject({ status: 422, body: { code: 'halo.authServerForbidden' } });
    expect(refused.body.fields).toEqual({ siteUrl: refused.body.detail });
    system.simulator.control.faults.remove(id);
  }
  expect([...attempted()].filter((address) => !allowed().includes(address))).toEqual([]);
  expect(trap.connections()).toBe(0);
});

it('outlives a host name that no server can have, as Site URL and as authorisation server', async () => {
  const partner = await aPartner(system);
  const impossible = `https://${'a'.repeat(300)}.example`;
  const typed = await connect(system, partner, { siteUrl: impossible });
  expect(typed).toMatchObject({ status: 422, body: { code: 'siteUrl' } });
  expect(typed.body.fields).toEqual({ siteUrl: expect.stringMatching(/^No server can have a name this long/) });

  const body = { auth_url: impossible, tenant_id: 't' };
  const answered = { path: '/api/authinfo', effect: { kind: 'status', status: 200, body } } as const;
  const { id } = system.simulator.control.faults.add(answered);
  const refused = await connect(system, partner);
  system.simulator.control.faults.remove(id);
  expect(refused).toMatchObject({ status: 422, body: { code: 'halo.authServerForbidden' } });
  expect(refused.body.fields).toEqual({ siteUrl: refused.body.detail });
  // The vault seals the next secret in this process: where the name had reached TLS, that ended it.
  expect((await connect(system, partner)).status).toBe(200);
});

it('stays connected when a HaloPSA in use answers nonsense', async () => {
  const partner = await connectedPartner(system);
  const { faults } = system.simulator.control;
  for (const effect of [
    { kind: 'redirect', location: trap.url },
    { kind: 'brokenJson' },
    { kind: 'htmlPage' },
    { kind: 'hugeBody', mebibytes: 16 },
    { kind: 'hugeBody', mebibytes: 64, encoding: 'gzip' },
    { kind: 'status', status: 200, body: { __proto__: { polluted: true }, length: -1 } },
    { kind: 'status', status: 200, body: 'text' },
  ] as const) {
    const { id } = faults.add({ path: '/api/sla', effect });
    const { status, body } = await partner.call('GET', '/halopsa/choices/slas');
    expect({ effect, status }).toEqual({ effect, status: expect.any(Number) });
    expect([422, 503]).toContain(status);
    expect(body.code).toMatch(/^halo\./);
    faults.remove(id);
  }
  expect(trap.connections()).toBe(0);
  expect((await connection(partner)).body).toMatchObject({ status: 'connected' });
  expect((await partner.call('GET', '/halopsa/choices/slas')).status).toBe(200);
});

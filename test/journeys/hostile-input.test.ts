import { createHook } from 'node:async_hooks';
import { eventually } from '../api/running-api';
import type { TestServer } from '../halo/server';
import { closeAll, startServer } from '../halo/server';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import {
  acme,
  aPartner,
  connect,
  connectedPartner,
  connection,
  credentialsOf,
  mapping,
  quieten,
  register,
  secretsOf,
  target,
  ticketMapping,
} from './partner';

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

const allowed = () =>
  [system.simulator.url, system.api.url, `http://${system.temporal.address}`].map((url) => new URL(url).host);

const hostileSites = (port: string) => [
  ...['https://127.0.0.1', 'https://127.1', 'https://0.0.0.0', 'https://127.0.0.1.', 'localhost', 'https://localhost.'],
  ...[`http://127.0.0.1:${port}`, `https://127.0.0.1:${port}`, `http://localhost:${port}`, `127.0.0.1:${port}`],
  ...['https://10.0.0.1', 'https://172.16.0.1', 'https://192.168.1.1', 'https://100.64.0.1', 'https://198.18.0.1'],
  ...[
    'https://169.254.169.254',
    'https://169.254.169.254/latest/meta-data',
    'https://224.0.0.1',
    'https://255.255.255.255',
  ],
  ...[
    'https://[::1]',
    'https://[::]',
    'https://[fe80::1]',
    'https://[fe80::1%25eth0]',
    'https://[fc00::1]',
    'https://[ff02::1]',
  ],
  ...[
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:7f00:1]',
    'https://[0:0:0:0:0:ffff:10.0.0.1]',
    'https://[::127.0.0.1]',
  ],
  ...[
    'https://[64:ff9b::7f00:1]',
    'https://[2002:7f00:1::]',
    'https://[2001:0:7f00:1::]',
    `http://[::ffff:127.0.0.1]:${port}`,
  ],
  ...[
    'https://2130706433',
    'https://0177.0.0.1',
    'https://0x7f.1',
    'https://0x7f000001',
    'https://017700000001',
    'https://0',
  ],
  ...[
    'https://１２７.０.０.１',
    'https://127。0。0。1',
    'https://127.0.0\n.1',
    'https://12\t7.0.0.1',
    `http://2130706433:${port}`,
  ],
  ...['https://x.halopsa.com@127.0.0.1', 'https://user:secret@x.halopsa.com', `http://user@127.0.0.1:${port}`],
  ...[
    'file:///etc/passwd',
    'ftp://x.halopsa.com',
    'gopher://127.0.0.1',
    'javascript:alert(1)',
    'data:text/html,x',
    'unix:/run/x',
  ],
  ...[
    'https://',
    'https:///x',
    '//127.0.0.1',
    '\\\\127.0.0.1\\x',
    'https://x.halopsa.com:22',
    'http://x.halopsa.com',
    'x y',
  ],
  ...['https://x.halopsa.com?a=1', 'https://x.halopsa.com#a', '%00', 'https://%31%32%37.0.0.1'],
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

it.each(['/api/authinfo', '/auth/token', '/api/agent/me'])(
  'follows no redirect of a HaloPSA to a private address: %s',
  async (path) => {
    const partner = await aPartner(system);
    const attempted = watchConnections();
    for (const location of [`${trap.url}${path}`, 'http://169.254.169.254/', 'file:///etc/passwd', '//127.0.0.1/']) {
      const { id } = system.simulator.control.faults.add({ path, effect: { kind: 'redirect', location } });
      const refused = await connect(system, partner);
      expect(refused).toMatchObject({ status: 422, body: { code: 'halo.redirected' } });
      expect(refused.body.fields).toEqual({ siteUrl: refused.body.detail });
      system.simulator.control.faults.remove(id);
    }
    expect([...attempted()].filter((address) => !allowed().includes(address))).toEqual([]);
    expect(trap.connections()).toBe(0);
  },
);

it('takes no token from an address that HaloPSA only claims to be its own', async () => {
  const partner = await aPartner(system);
  const attempted = watchConnections();
  for (const auth_url of [
    trap.url,
    'https://169.254.169.254/auth',
    'https://[::ffff:127.0.0.1]',
    'file:///x',
    'nothing',
  ]) {
    const body = { auth_url, tenant_id: 't' };
    const { id } = system.simulator.control.faults.add({
      path: '/api/authinfo',
      effect: { kind: 'status', status: 200, body },
    });
    const refused = await connect(system, partner);
    expect({ auth_url, ...refused }).toMatchObject({ status: 422, body: { code: 'halo.addressForbidden' } });
    expect(refused.body.fields).toEqual({ siteUrl: refused.body.detail });
    system.simulator.control.faults.remove(id);
  }
  expect([...attempted()].filter((address) => !allowed().includes(address))).toEqual([]);
  expect(trap.connections()).toBe(0);
});

it('stays connected when a HaloPSA in use answers nonsense', async () => {
  const partner = await connectedPartner(system);
  const { faults } = system.simulator.control;
  for (const effect of [
    { kind: 'redirect', location: trap.url },
    { kind: 'brokenJson' },
    { kind: 'htmlPage' },
    { kind: 'hugeBody', mebibytes: 16 },
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

const deep = (open: string, close: string, value: string) => open.repeat(9_000) + value + close.repeat(9_000);
const withField = (of: object, json: string) => `${JSON.stringify(of).slice(0, -1)},${json}}`;

/** A write of every form, with a body that is right and a field of it. */
const forms = (): readonly (readonly [path: string, body: object, field: string])[] => [
  ['/halopsa/connection', credentialsOf(system), 'clientId'],
  ['/halopsa/ticket-mapping', ticketMapping, 'slaId'],
  ['/organizations/o1', acme, 'name'],
  ['/organizations/o1/halopsa/mapping', target(system), 'customerId'],
];

/** What is wrong with a body, and which fields the answer has to name. */
const hostileBodies = (
  body: object,
  field: string,
): readonly (readonly [string, unknown, number, readonly string[]])[] => [
  ['an unknown field', { ...body, isAdmin: true }, 400, ['isAdmin']],
  ['a prototype', withField(body, '"__proto__":{"polluted":true}'), 400, ['__proto__']],
  ['a constructor', withField(body, '"constructor":{"prototype":{"polluted":true}}'), 400, ['constructor']],
  ['an object for a value', { ...body, [field]: { $gt: '' } }, 400, [field]],
  ['an array for a value', { ...body, [field]: [1] }, 400, [field]],
  ['a truth for a value', { ...body, [field]: true }, 400, [field]],
  ['a huge number', withField(body, `"${field}":1e400`), 400, [field]],
  ['a string of 60 KB', { ...body, [field]: 'x'.repeat(60_000) }, 400, [field]],
  ['deep arrays', withField(body, `"${field}":${deep('[', ']', '')}`), 400, [field]],
  ['deep objects', withField(body, `"${field}":${deep('{"a":', '}', '1').slice(0, 63_000 - 9_000)}`), 400, []],
  ['a string of 1 MB', { ...body, [field]: 'x'.repeat(1_000_000) }, 413, []],
  ['broken JSON', JSON.stringify(body).slice(0, -1), 400, []],
  ['an array', [body], 400, []],
  ['nothing', 'null', 400, []],
];

it('refuses hostile bodies with the fields that are wrong, and changes nothing', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  const seen = async (of: Partner) => [(await connection(of)).body, (await mapping(of, 'o1')).body];
  await eventually(
    () => connection(partner),
    ({ body }) => body.gate !== null,
  );
  const before = await seen(partner);
  for (const [path, right, field] of forms()) {
    for (const [name, body, status, fields] of hostileBodies(right, field)) {
      const refused = await partner.call('PUT', path, { body });
      expect({ path, name, status: refused.status, fields: Object.keys(Object(refused.body.fields)) }).toEqual({
        ...{ path, name, status, fields },
      });
      expect(refused.text).not.toContain('xxxx');
    }
  }
  expect(await seen(partner)).toEqual(before);
  expect(Object({}).polluted).toBeUndefined();
});

it.each([
  '"; DROP TABLE',
  "' OR 1=1 --",
  '<script>',
  '\u0000\u202e',
  '%',
  '*',
  '../..',
  '🧨'.repeat(40),
  '€'.repeat(90),
])('takes odd text for what it is: %j', async (text) => {
  const partner = await connectedPartner(system);
  const found = await partner.call('GET', `/halopsa/choices/customers?search=${encodeURIComponent(text)}`);
  expect(found).toMatchObject({ status: 200, body: { items: [] } });
  expect(await register(partner, 'o1', { name: text })).toMatchObject({ status: 200, body: { name: text } });
  expect((await mapping(partner, 'o1')).body).toMatchObject({ name: text });
  expect((await partner.call('GET', `/organizations?search=${encodeURIComponent(text)}`)).status).toBe(200);
});

it('takes the longest ids and the longest search together', async () => {
  const id = 'p'.repeat(64);
  const token = await system.api.tokens.sign({ partner: id, partner_path: [id] });
  const path = `/v1/partners/${id}/halopsa/choices/customers?page=10000&search=${encodeURIComponent('€'.repeat(90))}`;
  expect(await system.api.call('GET', path, { token })).toMatchObject({
    status: 409,
    body: { code: 'connection.notConnected' },
  });
});

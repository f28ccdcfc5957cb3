import https from 'node:https';
import { createAddressBook, forbiddenAddressCode, isGlobalUnicast } from '../../halo/address';
import { accessTo, clientFor, closeAll, startServer } from './server';

afterEach(closeAll);

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '192.0.2.1',
    '198.18.0.1',
    '203.0.113.7',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '100::1',
    '5f00::1',
    '4000::1',
    'not an address',
  ])('%s is not global unicast', (address) => {
    expect(isGlobalUnicast(address)).toBe(false);
  });

  test.each(['8.8.8.8', '93.184.216.34', '::ffff:8.8.8.8', '2606:4700::1111', '2a00:1450:4001:81b::200e'])(
    '%s is global unicast',
    (address) => {
      expect(isGlobalUnicast(address)).toBe(true);
    },
  );
});

describe('a URL', () => {
  const book = createAddressBook(['localhost:4010', '[::1]:4010', ' PSA.Internal:8443 ']);
  afterAll(() => book.close());
  const agentsFor = (url: string, site = url) => book.agentsFor(new URL(url), new URL(site));

  test.each([
    'http://example.com/',
    'https://example.com:8443/',
    'https://example.com:80/',
    'https://user@example.com/',
    'https://user:word@example.com/',
    'http://user:word@localhost:4010/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'https://127.0.0.1/',
    'https://127.0.0.1./',
    'https://127.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://0x7f.1/',
    'https://0x7f000001/',
    'https://017700000001/',
    'https://①②⑦.⓪.⓪.①/',
    'https://0/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2852039166/',
    'https://10.0.0.1/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fc00::1]/',
    'https://[fe80::1]/',
    'http://localhost:4011/',
    'http://localhost/',
  ])('%s may not be called', (url) => {
    expect(() => agentsFor(url)).toThrow(expect.objectContaining({ code: 'addressForbidden' }));
  });

  test.each([
    'https://acme.halopsa.com/api',
    'https://acme.halopsa.com:443/api',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
    'http://localhost:4010/api',
    'http://[::1]:4010/api',
    'https://psa.internal:8443/api',
  ])('%s may be called', (url) => {
    expect(agentsFor(url).httpsAgent).toBeDefined();
  });

  test.each([
    ['http://localhost:4010/auth/token', 'https://acme.halopsa.com'],
    ['https://psa.internal:8443/auth/token', 'http://localhost:4010'],
    ['http://[::1]:4010/auth/token', 'http://localhost:4010'],
  ])('%s may not be called for %s, although an operator allows its host as a site', (url, site) => {
    expect(() => agentsFor(url, site)).toThrow(expect.objectContaining({ code: 'addressForbidden' }));
  });

  it('of public https may be called for any site', () => {
    expect(agentsFor('https://auth.haloservicedesk.com/token', 'http://localhost:4010').httpsAgent).toBeDefined();
  });
});

describe('a name that no server can have', () => {
  const hosts = [`${'a'.repeat(64)}.example`, `${'a.'.repeat(127)}com`, `${'ü'.repeat(63)}.example`];
  const book = createAddressBook([`${hosts[0]}:443`]);
  afterAll(() => book.close());

  test.each(hosts)('may not be called: %s', (host) => {
    expect(() => book.agentsFor(new URL(`https://${host}/`), new URL(`https://${host}/`))).toThrow(
      expect.objectContaining({ code: 'impossibleHost', field: 'siteUrl' }),
    );
  });

  // Where it reached TLS, the first cipher afterwards aborted the process.
  it('is not asked for, and nothing is left in OpenSSL that aborts the next cipher', async () => {
    const site = `https://${'a'.repeat(250)}.example`;
    const server = await startServer(() => ({ body: { auth_url: site, app_version: '2.236.133' } }));
    const asked: string[] = [];
    const lookup = async (name: string) => {
      asked.push(name);
      return [{ address: '8.8.8.8', family: 4 }];
    };
    const halo = clientFor(server, { lookup });
    await expect(halo.discover(site)).rejects.toMatchObject({ code: 'impossibleHost' });
    const found = await halo.discover(server.url);
    await expect(halo.agent(accessTo(server, { site: found }))).rejects.toMatchObject({ code: 'authServerForbidden' });
    expect(asked).toEqual([]);
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, new Uint8Array(16));
    expect(sealed.byteLength).toBe(32);
  });
});

describe('a name', () => {
  const connect = (book: ReturnType<typeof createAddressBook>, port: string) =>
    new Promise<NodeJS.ErrnoException>((resolve) => {
      const { httpsAgent } = book.agentsFor(new URL('https://psa.example/'), new URL('https://psa.example/'));
      https.get({ agent: httpsAgent, host: 'psa.example', port }).on('error', resolve);
    });

  test.each([
    ['to loopback', ['127.0.0.1']],
    ['to loopback, mapped into IPv6', ['::ffff:127.0.0.1']],
    ['to a public address and to loopback', ['8.8.8.8', '127.0.0.1']],
    ['nowhere', []],
  ])('that leads %s is refused before a packet leaves', async (_, addresses: string[]) => {
    const server = await startServer(() => ({}));
    const book = createAddressBook([], async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
    const error = await connect(book, new URL(server.url).port);
    book.close();
    expect(error.code).toBe(forbiddenAddressCode);
    expect(server.connections()).toBe(0);
  });

  it('that leads to a private address is addressForbidden to the caller', async () => {
    const server = await startServer(() => ({}));
    const halo = clientFor(server, { lookup: async () => [{ address: '192.168.0.10', family: 4 }] });
    await expect(halo.discover('https://psa.example')).rejects.toMatchObject({ code: 'addressForbidden' });
  });
});

describe('no packet reaches a forbidden server', () => {
  it('by its own URL', async () => {
    const hidden = await startServer(() => ({ body: {} }));
    const halo = clientFor(await startServer(() => ({})));
    await expect(halo.discover(hidden.url)).rejects.toMatchObject({ code: 'addressForbidden', field: 'siteUrl' });
    expect(hidden.connections()).toBe(0);
  });

  it('by a redirect', async () => {
    const hidden = await startServer(() => ({ body: {} }));
    const server = await startServer(() => ({ status: 302, headers: { location: `${hidden.url}/api/authinfo` } }));
    await expect(clientFor(server).discover(server.url)).rejects.toMatchObject({
      code: 'redirected',
      field: 'siteUrl',
    });
    expect(hidden.connections()).toBe(0);
  });

  it('by the authorisation server that a site names', async () => {
    const hidden = await startServer(() => ({ body: { access_token: 'stolen', expires_in: 60 } }));
    const server = await startServer(() => ({ body: { auth_url: `${hidden.url}/auth`, app_version: '2.236.133' } }));
    const halo = clientFor(server);
    const site = await halo.discover(server.url);
    await expect(halo.agent(accessTo(server, { site }))).rejects.toMatchObject({ code: 'authServerForbidden' });
    expect(hidden.connections()).toBe(0);
  });

  it('by the authorisation server that a site names, although its host is allowed as a site', async () => {
    const other = await startServer(() => ({ body: { access_token: 'stolen', expires_in: 60 } }));
    const server = await startServer(() => ({ body: { auth_url: `${other.url}/_simulator/reset?`, tenant_id: '' } }));
    const halo = clientFor(server, { allowedHosts: [server.host, other.host] });
    const site = await halo.discover(server.url);
    const refused = await halo.agent(accessTo(server, { site })).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'authServerForbidden',
      message: expect.stringContaining('authorisation server'),
    });
    expect(other.connections()).toBe(0);
  });
});

import type { HttpReply } from '../../halo/http';
import { createDiscover } from '../../halo/site';
import type { Answer } from './server';
import { clientFor, closeAll, startServer } from './server';

afterEach(closeAll);

const page: Answer = { body: '<html>Welcome</html>', headers: { 'content-type': 'text/html' } };
const missing: Answer = { status: 404 };
const instance: Answer = { body: { app_version: '2.236.133', app_name: 'Acme MSP', dbid: 'x' } };

async function discover(authinfo: Answer, instanceInfo: Answer) {
  // Short only where no answer comes.
  const timeoutMs = authinfo.hang || instanceInfo.hang ? 2_000 : undefined;
  const server = await startServer(({ path }) => (path === '/api/authinfo' ? authinfo : instanceInfo));
  return { server, found: clientFor(server, { timeoutMs }).discover(server.url) };
}

describe('a HaloPSA', () => {
  const own = 'https://acme.halopsa.com/auth/token';
  test.each([
    ['its own', { auth_url: 'https://acme.halopsa.com/auth', tenant_id: '' }, own],
    ['with a slash', { auth_url: 'https://acme.halopsa.com/auth/', tenant_id: null }, own],
    ['with the path of a token', { auth_url: 'https://acme.halopsa.com/auth/token' }, own],
    ['with that and a slash', { auth_url: 'https://acme.halopsa.com/auth/Token/' }, own],
    ['without its scheme', { auth_url: 'acme.halopsa.com/auth' }, 'http://acme.halopsa.com/auth/token'],
    ['a path', { auth_url: '/login' }, 'SITE/login/token'],
    ['without a scheme', { auth_url: '//acme.halopsa.com/auth' }, 'http://acme.halopsa.com/auth/token'],
    ['none, with a tenant', { auth_url: null, tenant_id: 'acme' }, 'SITE/auth/token?tenant=acme'],
    ['with a query', { auth_url: 'https://acme.halopsa.com/auth?x=1#y', tenant_id: 7 }, `${own}?x=1&tenant=7`],
    [
      'with a tenant in it',
      { auth_url: 'https://acme.halopsa.com/auth/?tenant=acme', tenant_id: '' },
      `${own}?tenant=acme`,
    ],
    [
      'a shared one',
      { auth_url: 'https://auth.haloservicedesk.com', tenant_id: 'a&b' },
      'https://auth.haloservicedesk.com/token?tenant=a%26b',
    ],
  ])('names its authorisation server: %s', async (_, body, tokenUrl) => {
    const { server, found } = await discover({ body }, instance);
    await expect(found).resolves.toEqual({
      siteUrl: server.url,
      apiUrl: `${server.url}/api`,
      tokenUrl: tokenUrl.replace('SITE', server.url),
      version: '2.236.133',
      name: 'Acme MSP',
    });
  });

  it('behind a proxy that adds TLS is asked for tokens with TLS, whatever it calls itself', async () => {
    const answers: HttpReply = {
      status: 200,
      contentType: 'application/json',
      retryAfterMs: undefined,
      body: JSON.stringify({ auth_url: 'http://psa.example/auth', app_version: '2.236.133' }),
    };
    const discover = createDiscover({ send: async () => answers, deadlineMs: 1_000 });
    await expect(discover('https://psa.example')).resolves.toMatchObject({
      tokenUrl: 'https://psa.example/auth/token',
    });
    // Another host is none of the proxy's, and without TLS no token is asked for there.
    await expect(discover('https://acme.example')).resolves.toMatchObject({
      tokenUrl: 'http://psa.example/auth/token',
    });
  });

  test.each(['https://', 'http://[', `https://acme.halopsa.com/${'a'.repeat(3_000)}`])(
    'that names no usable authorisation server says so, not that the Site URL is wrong: %s',
    async (auth_url) => {
      const { found } = await discover({ body: { auth_url } }, instance);
      await expect(found).rejects.toMatchObject({ code: 'authServerForbidden' });
    },
  );

  it('with a version and a name of megabytes is found, with the beginning of both', async () => {
    const long = 'x'.repeat(3_000_000);
    const { found } = await discover({ body: { auth_url: '' } }, { body: { app_version: long, app_name: long } });
    const brief = `${'x'.repeat(199)}…`;
    await expect(found).resolves.toMatchObject({ version: brief, name: brief });
  });

  it('without authinfo is known by its InstanceInfo', async () => {
    const { server, found } = await discover(missing, instance);
    await expect(found).resolves.toMatchObject({ tokenUrl: `${server.url}/auth/token`, version: '2.236.133' });
  });

  test.each([
    [
      { app_version: 2.184, app_name: ['Acme'] },
      { version: '2.184', name: null },
    ],
    [
      { app_version: {}, app_name: 'Acme MSP' },
      { version: null, name: 'Acme MSP' },
    ],
  ])('without authinfo is known by what is usable of %j', async (body, known) => {
    const { found } = await discover(missing, { body });
    await expect(found).resolves.toMatchObject(known);
  });

  it('that names no server has it below the site', async () => {
    const { server, found } = await discover({ body: { auth_url: '' } }, instance);
    await expect(found).resolves.toMatchObject({ tokenUrl: `${server.url}/auth/token` });
  });

  test.each([
    ['missing', missing],
    ['a page', page],
    ['out of order', { status: 500 }],
    ['of another shape', { body: [] }],
    ['silent', { hang: true }],
  ])('whose InstanceInfo is %s has no version', async (_, instanceInfo) => {
    const { found } = await discover({ body: { auth_url: 'https://acme.halopsa.com/auth' } }, instanceInfo);
    await expect(found).resolves.toMatchObject({ version: null, name: null });
  });

  it('is found with slashes at the end of the site', async () => {
    const server = await startServer(() => ({ body: { auth_url: 'https://acme.halopsa.com/auth', app_version: '1' } }));
    await expect(clientFor(server).discover(` ${server.url}// `)).resolves.toMatchObject({ siteUrl: server.url });
  });
});

describe('acceptance 24: no HaloPSA', () => {
  test.each([
    ['a page at both', page, page, 'notHalo'],
    ['nothing at both', missing, missing, 'notHalo'],
    ['a page with 404', { ...page, status: 404 }, missing, 'notHalo'],
    ['a login wall', { status: 401 }, { status: 403 }, 'notHalo'],
    ['JSON of another shape', { body: { hello: 'world' } }, { body: ['x'] }, 'notHalo'],
    ['JSON that is none', { body: '{', headers: { 'content-type': 'application/json' } }, missing, 'notHalo'],
    ['an outage', { status: 503, headers: { 'retry-after': '7' } }, missing, 'unavailable'],
    ['an outage behind a missing authinfo', missing, { status: 500 }, 'unavailable'],
    ['a rate limit', { status: 429 }, missing, 'rateLimited'],
    ['a redirect', { status: 301, headers: { location: '/login' } }, missing, 'redirected'],
    ['no answer', { hang: true }, missing, 'timeout'],
  ])('%s', async (_, authinfo, instanceInfo, code) => {
    const { found } = await discover(authinfo, instanceInfo);
    await expect(found).rejects.toMatchObject({ code });
  });

  it('hands on how long an outage wants to be left alone', async () => {
    const { found } = await discover({ status: 503, headers: { 'retry-after': '7' } }, missing);
    await expect(found).rejects.toMatchObject({ status: 503, retryAfterMs: 7_000 });
  });
});

describe('acceptance 24: no server', () => {
  const lookupFails = (code: string) => async () => {
    throw Object.assign(new Error(`getaddrinfo ${code}`), { code });
  };

  test.each([
    ['ENOTFOUND', 'hostNotFound'],
    ['EAI_AGAIN', 'unreachable'],
  ])('a name that ends in %s is %s', async (failure, code) => {
    const halo = clientFor(await startServer(() => ({})), { lookup: lookupFails(failure) });
    await expect(halo.discover('https://nobody.example')).rejects.toMatchObject({ code });
  });

  it('a port where nobody listens is unreachable', async () => {
    const server = await startServer(() => ({}));
    await server.close();
    await expect(clientFor(server).discover(server.url)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('a server without TLS is tlsFailed', async () => {
    const server = await startServer(() => ({}));
    const halo = clientFor(server);
    await expect(halo.discover(server.url.replace('http:', 'https:'))).rejects.toMatchObject({ code: 'tlsFailed' });
  });

  test.each(['', 'acme', 'https://', 'http://acme.halopsa.com'])('%j is no address to call', async (siteUrl) => {
    const halo = clientFor(await startServer(() => ({})));
    await expect(halo.discover(siteUrl)).rejects.toMatchObject({ code: 'addressForbidden', field: 'siteUrl' });
  });
});

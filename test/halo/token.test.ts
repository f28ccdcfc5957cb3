import { accessTo, apiRequests, clientFor, closeAll, startHalo, startServer, tokenRequests } from './server';

afterEach(closeAll);

const noSlas = () => ({ body: [] });
const bearers = (server: Parameters<typeof apiRequests>[0]) =>
  apiRequests(server).map(({ headers }) => headers['authorization']);

describe('a token', () => {
  it('is requested as HaloPSA wants it', async () => {
    const server = await startHalo(noSlas);
    await clientFor(server).slas(accessTo(server));
    const [request] = tokenRequests(server);
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: expect.any(String),
      client_secret: expect.any(String),
      scope: 'all:standard',
    });
  });

  it('is shared by concurrent callers in one request', async () => {
    const server = await startHalo(noSlas);
    const halo = clientFor(server);
    await Promise.all(Array.from({ length: 20 }, () => halo.slas(accessTo(server))));
    expect(tokenRequests(server)).toHaveLength(1);
    expect(new Set(bearers(server))).toEqual(new Set(['Bearer token-1']));
  });

  it('belongs to one reference', async () => {
    const server = await startHalo(noSlas);
    const halo = clientFor(server);
    await halo.slas(accessTo(server, { reference: 'r1' }));
    await halo.slas(accessTo(server, { reference: 'r2' }));
    expect(bearers(server)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('asks for credentials only when it must be requested', async () => {
    const server = await startHalo(noSlas);
    const halo = clientFor(server);
    const credentials = jest.fn(accessTo(server).credentials);
    await halo.slas(accessTo(server, { credentials }));
    await halo.slas(accessTo(server, { credentials }));
    expect(credentials).toHaveBeenCalledTimes(1);
  });

  it('is renewed a minute before it expires, by the life that HaloPSA gave it', async () => {
    let clock = 1_000_000;
    const server = await startHalo(noSlas, 600);
    const halo = clientFor(server, { now: () => clock });
    await halo.slas(accessTo(server));
    clock += 539_999;
    await halo.slas(accessTo(server));
    clock += 1;
    await halo.slas(accessTo(server));
    expect(bearers(server)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
  });

  test.each([
    ['45 s', 45, 22_500],
    ['a second', 1, 10_000],
    ['0', 0, 240_000],
    ['less than nothing', -3600, 240_000],
    ['words', 'an hour', 240_000],
    ['a number as text', '600', 540_000],
    ['null', null, 240_000],
    ['nothing', undefined, 240_000],
    ['a century', 3_155_760_000, 3_600_000],
  ])('whose life is said to be %s is used for a share of it, and not for ever', async (_, expiresIn, usedForMs) => {
    let clock = 1_000_000;
    const server = await startServer(({ path }) => ({
      body: path === '/auth/token' ? { access_token: 'brief', expires_in: expiresIn } : [],
    }));
    const halo = clientFor(server, { now: () => clock });
    await halo.slas(accessTo(server));
    clock += usedForMs - 1;
    await halo.slas(accessTo(server));
    expect(tokenRequests(server)).toHaveLength(1);
    clock += 1;
    await halo.slas(accessTo(server));
    expect(tokenRequests(server)).toHaveLength(2);
  });

  it('is gone when its reference is forgotten, even while it is being requested', async () => {
    const server = await startHalo(noSlas);
    const halo = clientFor(server);
    const first = halo.slas(accessTo(server));
    halo.forget('r1');
    await first;
    await halo.slas(accessTo(server));
    expect(tokenRequests(server)).toHaveLength(2);
  });

  it('that could not be had is asked for again', async () => {
    let down = true;
    const server = await startServer(({ path }) =>
      down ? { status: 503 } : { body: path === '/auth/token' ? { access_token: 'late', expires_in: 3600 } : [] },
    );
    const halo = clientFor(server);
    const results = await Promise.allSettled([halo.slas(accessTo(server)), halo.slas(accessTo(server))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(tokenRequests(server)).toHaveLength(1);
    down = false;
    await expect(halo.slas(accessTo(server))).resolves.toMatchObject({ items: [] });
  });

  it('is not lost to the others when the caller who asked first gives up', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await startServer(async ({ path }) => {
      if (path === '/auth/token') await released;
      return { body: path === '/auth/token' ? { access_token: 'shared', expires_in: 3600 } : [] };
    });
    const halo = clientFor(server);
    const controller = new AbortController();
    const first = halo.slas(accessTo(server), { signal: controller.signal });
    const second = halo.slas(accessTo(server));
    controller.abort();
    await expect(first).rejects.toMatchObject({ code: 'aborted' });
    release();
    await expect(second).resolves.toMatchObject({ items: [] });
    expect(tokenRequests(server)).toHaveLength(1);
  });

  it('lets what the vault throws pass', async () => {
    const server = await startHalo(noSlas);
    const erased = new Error('erased');
    const access = accessTo(server, { credentials: () => Promise.reject(erased) });
    await expect(clientFor(server).slas(access)).rejects.toBe(erased);
  });
});

describe('a 401', () => {
  it('renews the token and repeats the call, once', async () => {
    const server = await startHalo(({ headers }) =>
      headers['authorization'] === 'Bearer token-1' ? { status: 401 } : { body: [] },
    );
    await expect(clientFor(server).slas(accessTo(server))).resolves.toMatchObject({ items: [] });
    expect(bearers(server)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('met by many at once renews once', async () => {
    const server = await startHalo(({ headers }) =>
      headers['authorization'] === 'Bearer token-1' ? { status: 401 } : { body: [] },
    );
    const halo = clientFor(server);
    await Promise.all(Array.from({ length: 10 }, () => halo.slas(accessTo(server))));
    expect(tokenRequests(server)).toHaveLength(2);
  });

  it('repeats a write as it was', async () => {
    const server = await startHalo(({ headers }) =>
      headers['authorization'] === 'Bearer token-1'
        ? { status: 401 }
        : { status: 201, body: { id: 7, name: 'Backup', count: 12 } },
    );
    await clientFor(server).writeLicenceCount(accessTo(server), { id: 7, count: 12 });
    expect(apiRequests(server).map(({ body }) => body)).toEqual(['[{"id":7,"count":12}]', '[{"id":7,"count":12}]']);
  });
});

describe('a refused token request', () => {
  test.each([
    [401, { error: 'invalid_client' }, 'invalidClient'],
    [400, { error: 'invalid_client' }, 'invalidClient'],
    [401, undefined, 'invalidClient'],
    [
      401,
      { error: 'invalid_client', error_description: 'The client application is not active.' },
      'inactiveApplication',
    ],
    [400, { error: 'unsupported_grant_type' }, 'inactiveApplication'],
    [400, { error: 'unauthorized_client' }, 'inactiveApplication'],
    [400, { error: 'invalid_grant' }, 'inactiveAgent'],
    [400, { error: 'invalid_scope' }, 'invalidScope'],
    [400, { error: 'invalid_request' }, 'inactiveApplication'],
    [400, { error: 'invalid_scope', error_description: ['of', 'another', 'shape'] }, 'invalidScope'],
    [401, { message: 'Unauthorized' }, 'invalidClient'],
    [200, { error: 'invalid_client' }, 'invalidClient'],
    [200, { error: 'out of order' }, 'unavailable'],
    [400, { error: 'temporarily_unavailable' }, 'unavailable'],
    [400, { error: 'server_error' }, 'unavailable'],
    [401, { error: 'slow_down' }, 'unavailable'],
    [400, { error: 'out of order' }, 'unavailable'],
    [400, undefined, 'unavailable'],
    [403, undefined, 'unavailable'],
    [403, 'error code: 1020', 'unavailable'],
    [403, { message: 'blocked by WAF' }, 'unavailable'],
    [423, undefined, 'unavailable'],
    [401, '<html>', 'unavailable'],
    [404, undefined, 'authServerUnusable'],
    [404, '<html>', 'authServerUnusable'],
    [403, '<html>', 'unavailable'],
    [429, 'Rate Limit Reached', 'rateLimited'],
    [408, undefined, 'unavailable'],
    [500, undefined, 'unavailable'],
    [502, '<html>', 'unavailable'],
    [200, '<html>', 'unavailable'],
    [302, undefined, 'authServerUnusable'],
    [200, { token: 'elsewhere' }, 'unexpectedReply'],
    [200, { access_token: 'two\r\nlines' }, 'unexpectedReply'],
    [200, { access_token: 'x'.repeat(1_000_000) }, 'unexpectedReply'],
  ])('%i %j is %s', async (status, body, code) => {
    const headers: Record<string, string> = body === '<html>' ? { 'content-type': 'text/html; charset=utf-8' } : {};
    const server = await startServer(() => ({ status, body, headers }));
    await expect(clientFor(server).slas(accessTo(server))).rejects.toMatchObject({ code, status });
    expect(server.received).toHaveLength(1);
  });
});

describe('an authorisation server on another host', () => {
  const elsewhere = (server: Parameters<typeof apiRequests>[0], tokenUrl: string) =>
    accessTo(server, { site: { ...accessTo(server).site, tokenUrl } });
  const lookupFails = async () => {
    throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
  };

  test.each([
    ['that is not there', 'https://auth.example/token', 'authServerUnusable'],
    ['without TLS', 'http://auth.example/token', 'authServerForbidden'],
    ['of an impossible name', `https://${'a'.repeat(300)}.example/token`, 'authServerForbidden'],
  ])('%s is what is wrong, not the Site URL', async (_, tokenUrl, code) => {
    const server = await startHalo(noSlas);
    const refused = clientFor(server, { lookup: lookupFails }).slas(elsewhere(server, tokenUrl));
    await expect(refused).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/^The Site URL is right, but .*authorisation server/),
    });
    expect(server.received).toEqual([]);
  });
});

import { createServer } from 'node:http';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import type { RequestKind } from '../../halo';
import { accessTo, apiRequests, clientFor, closeAll, open, secret, startHalo, startServer } from './server';

afterEach(closeAll);

/** A HaloPSA that gives a token, and to everything else this answer. */
function answering(headers: Record<string, string>, body: string | Buffer) {
  const json = { 'content-type': 'application/json' };
  const server = createServer((request, response) => {
    if (request.url === '/auth/token') response.writeHead(200, json).end('{"access_token":"t"}');
    else response.writeHead(200, { ...json, ...headers }).end(body);
  });
  return open(server);
}

describe('limits', () => {
  it('end a request that takes too long', async () => {
    const server = await startHalo(() => ({ hang: true }));
    await expect(clientFor(server, { timeoutMs: 100 }).slas(accessTo(server))).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  it('end an operation whose requests are each short enough', async () => {
    const server = await startHalo(() => ({ hang: true }));
    const halo = clientFor(server, { timeoutMs: 5_000, deadlineMs: 100 });
    await expect(halo.slas(accessTo(server))).rejects.toMatchObject({ code: 'timeout' });
  });

  it('end a reply that trickles', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const odd = await open(server);
    const halo = clientFor(odd, { timeoutMs: 150 });
    await expect(halo.discover(odd.url)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('end credentials that never come, for this caller and the next', async () => {
    const server = await startHalo(() => ({ body: [] }));
    const halo = clientFor(server, { timeoutMs: 2_000 });
    const stuck = accessTo(server, { credentials: () => new Promise(() => {}) });
    await expect(halo.slas(stuck)).rejects.toMatchObject({ code: 'timeout' });
    await expect(halo.slas(accessTo(server))).resolves.toMatchObject({ items: [] });
  });

  const large = JSON.stringify([{ id: 1, name: 'x'.repeat(9 * 2 ** 20) }]);
  test.each([
    ['as it is', '', large],
    ['packed', 'gzip', gzipSync(large)],
    ['packed under its old name', 'x-gzip', gzipSync(large)],
    ['deflated', 'deflate', deflateSync(large)],
    ['packed by Brotli', 'br', brotliCompressSync(large, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])('refuse a reply that is too large, %s', async (_, encoding, body) => {
    const odd = await answering({ 'content-encoding': encoding }, body);
    await expect(clientFor(odd).slas(accessTo(odd))).rejects.toMatchObject({ code: 'tooLarge' });
  });

  test.each([
    ['twice', 'gzip, gzip', gzipSync(gzipSync(large))],
    ['in two ways', 'gzip, br', brotliCompressSync(gzipSync(large))],
    ['not, but says so', 'gzip', Buffer.from('[]')],
    ['not, but says that Brotli did', 'br', Buffer.from('[]')],
    ['by nothing that there is', 'nonsense', gzipSync('[]')],
  ])('take no reply that is packed %s', async (_, encoding, body) => {
    const odd = await answering({ 'content-encoding': encoding }, body);
    await expect(clientFor(odd).slas(accessTo(odd))).rejects.toMatchObject({ code: 'unexpectedReply' });
  });

  it('take no reply whose headers are too large', async () => {
    const odd = await answering({ 'x-long': 'x'.repeat(100_000) }, '[]');
    await expect(clientFor(odd).slas(accessTo(odd))).rejects.toMatchObject({ code: 'tooLarge' });
  });

  it('refuse to send a body that is too large', async () => {
    const server = await startHalo(() => ({ status: 201, body: { id: 1 } }));
    const halo = clientFor(server, { maxBodyBytes: 2_000 });
    const ticket = { summary: 'x', details: 'x'.repeat(3_000), ticketTypeId: 1, customerId: 1 };
    await expect(halo.createTicket(accessTo(server), ticket)).rejects.toMatchObject({
      code: 'sentTooLarge',
      message: expect.stringContaining('What was to be sent'),
    });
    expect(apiRequests(server)).toEqual([]);
  });
});

describe('a caller who stops', () => {
  it('before the call sends nothing', async () => {
    const server = await startHalo(() => ({ body: [] }));
    const options = { signal: AbortSignal.abort(new Error(secret)) };
    await expect(clientFor(server).slas(accessTo(server), options)).rejects.toMatchObject({ code: 'aborted' });
    expect(server.received).toHaveLength(0);
  });

  it('during the call gets aborted at once, without the reason that may say anything', async () => {
    const controller = new AbortController();
    const server = await startHalo(() => {
      controller.abort(new Error(secret));
      return { hang: true };
    });
    const options = { signal: controller.signal };
    await expect(clientFor(server).slas(accessTo(server), options)).rejects.toMatchObject({ code: 'aborted' });
    await expect(clientFor(server).discover(server.url, options)).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('requests', () => {
  it('are counted by kind', async () => {
    const counted: RequestKind[] = [];
    const noted = { status: 201, body: { id: 1, ticket_id: 1 } };
    const server = await startHalo(({ method }) => (method === 'POST' ? noted : { body: [] }));
    const halo = clientFor(server, { countRequest: (kind) => counted.push(kind) });
    await halo.slas(accessTo(server));
    await halo.addNote(accessTo(server), { ticketId: 1, note: 'x' });
    expect(counted).toEqual(['token', 'read', 'write']);
  });

  it('share connections', async () => {
    const server = await startHalo(() => ({ body: [] }));
    const halo = clientFor(server);
    for (let call = 0; call < 5; call++) await halo.slas(accessTo(server));
    expect(server.connections()).toBe(1);
  });

  it('ignore a proxy from the environment', async () => {
    const proxy = await startServer(() => ({ body: [] }));
    const server = await startHalo(() => ({ body: [] }));
    const before = process.env['http_proxy'];
    process.env['http_proxy'] = proxy.url;
    await clientFor(server).slas(accessTo(server));
    if (before === undefined) delete process.env['http_proxy'];
    else process.env['http_proxy'] = before;
    expect(proxy.connections()).toBe(0);
  });

  it('that lose their connection are unreachable', async () => {
    const server = createServer((request) => request.socket.destroy());
    const odd = await open(server);
    const halo = clientFor(odd);
    await expect(halo.discover(odd.url)).rejects.toMatchObject({ code: 'unreachable' });
  });
});

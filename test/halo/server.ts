import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { HaloAccess, HaloClient, HaloClientOptions } from '../../halo';
import { createHaloClient } from '../../halo';

export interface Received {
  method: string;
  /** Path and query. */
  url: string;
  path: string;
  query: URLSearchParams;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** A string is sent as it is, anything else as JSON; `hang` never answers, `cutAt` ends the connection after so many bytes. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  hang?: boolean;
  cutAt?: number;
}

export interface TestServer {
  url: string;
  host: string;
  received: Received[];
  /** Also counts what never became a request. */
  connections(): number;
  close(): Promise<void>;
}

const opened: (() => unknown)[] = [];

/** Ends everything that `startServer` and `clientFor` opened; for `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const close of opened.splice(0).reverse()) await close();
}

export async function startServer(answer: (request: Received) => Answer | Promise<Answer>): Promise<TestServer> {
  const received: Received[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    const url = request.url ?? '';
    const { pathname, searchParams } = new URL(url, 'http://test');
    const body = await text(request);
    const entry = {
      method: request.method ?? '',
      url,
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body,
    };
    received.push(entry);
    const { status = 200, headers, body: reply, hang, cutAt } = await answer(entry);
    if (hang) return;
    const type = typeof reply === 'string' ? {} : { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...headers });
    const sent = typeof reply === 'string' || reply === undefined ? reply : JSON.stringify(reply);
    if (cutAt === undefined) response.end(sent);
    else response.write(Buffer.from(sent ?? '').subarray(0, cutAt), () => response.destroy());
  });
  server.on('connection', () => connections++);
  const { url, host, close } = await open(server);
  return { url, host, received, connections: () => connections, close };
}

/** Makes any server listen on loopback until `closeAll`. */
export async function open(server: Server): Promise<Pick<TestServer, 'url' | 'host' | 'close'>> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${portOf(server.address())}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  opened.push(close);
  return { url: `http://${host}`, host, close };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}

export function clientFor(server: Pick<TestServer, 'host'>, options: Partial<HaloClientOptions> = {}): HaloClient {
  const client = createHaloClient({ allowedHosts: [server.host], ...options });
  opened.push(() => client.close());
  return client;
}

export const secret = '3f0c8f6e-3c40-4f0e-8a36-2d4a2f6f7a10-9b1f3f57-6a0b-4f27-8a3c-54b1e3f7c9d2';

export function accessTo(server: Pick<TestServer, 'url'>, access: Partial<HaloAccess> = {}): HaloAccess {
  const { url } = server;
  return {
    site: { siteUrl: url, apiUrl: `${url}/api`, tokenUrl: `${url}/auth/token`, version: null, name: null },
    reference: 'r1',
    credentials: async () => ({ clientId: '7d1f0b0e-5a43-4a52-9a3c-5b9d3d5c1e77', clientSecret: secret }),
    ...access,
  };
}

/** A HaloPSA that gives tokens `token-1`, `token-2`, … and answers API requests as told; paths are below `/api/`. */
export function startHalo(api: (request: Received) => Answer | Promise<Answer>, expiresIn = 3600): Promise<TestServer> {
  let issued = 0;
  return startServer((request) => {
    if (request.path !== '/auth/token') return api({ ...request, path: request.path.replace('/api/', '') });
    issued++;
    return { body: { access_token: `token-${issued}`, token_type: 'Bearer', expires_in: expiresIn } };
  });
}

export const tokenRequests = (server: TestServer) => server.received.filter(({ path }) => path === '/auth/token');
export const apiRequests = (server: TestServer) => server.received.filter(({ path }) => path.startsWith('/api/'));

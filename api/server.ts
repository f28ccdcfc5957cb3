import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ApiError } from './problem';

export interface RunningServer {
  readonly url: string;
  /** Stops accepting, lets the requests under way finish, and ends those that take too long. */
  close(): Promise<void>;
}

/** So that slow clients cannot hold sockets for ever; a keep-alive outlives that of usual load balancers (60 s). */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
  // The api answers for itself: see http-rules.ts.
  requireHostHeader: false,
};

const FINISH_WITHIN_MILLISECONDS = 25_000;

/** @throws Error of one sentence when the port is taken, or the host is not this machine's */
export async function serve(options: {
  readonly listener: RequestListener;
  readonly host: string;
  readonly port: number;
}): Promise<RunningServer> {
  const { listener, host, port } = options;
  const server = createServer(limits, withAddress(listener));
  server.on('clientError', answerMalformed);
  server.on('checkExpectation', withAddress(listener));
  server.on('connect', (_request, socket) => refuse(socket, noProxy));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(inWords(error, options)));
    server.listen(port, host, resolve);
  });
  return { url: urlOf(server, host), close: () => close(server) };
}

/** What Node says of an address that is none of this machine's, or of a name that stands for none. */
const foreignHost: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN']);

function inWords(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  if (foreignHost.has(error.code ?? '')) {
    return new Error(`HOST: "${host}" is no address of this machine; set HOST to one, such as 127.0.0.1 or 0.0.0.0.`);
  }
  const why = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code ?? error.message})`;
  return new Error(`PORT: port ${port} ${why}; stop what uses it, or set PORT to another port.`);
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = isBound(address) ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const isBound = (address: AddressInfo | string | null): address is AddressInfo =>
  address !== null && typeof address === 'object';

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose request has just ended would otherwise stay for the length of its keep-alive.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MILLISECONDS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

const malformed: Readonly<Record<string, ApiError>> = {
  HPE_HEADER_OVERFLOW: new ApiError(431, 'tooLarge', 'The address and headers are larger than 16 KB.'),
  ERR_HTTP_REQUEST_TIMEOUT: new ApiError(408, 'timeout', 'The request took too long to arrive.'),
};

/** What is not HTTP, or too much or too slow of it, never becomes a request: the same form of answer, by hand. */
function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  refuse(socket, malformed[error.code ?? ''] ?? new ApiError(400, 'invalid', 'This is not a valid HTTP request.'));
}

/** What names no address, Express would answer as a page. */
const withAddress =
  (listener: RequestListener): RequestListener =>
  (request, response) =>
    isAddress(request.url) ? listener(request, response) : refuse(request.socket, noAddress);

const isAddress = (url = ''): boolean => /^[/*]/.test(url) || (/^https?:\/\//i.test(url) && URL.canParse(url));

const noAddress = new ApiError(400, 'invalid', 'This is not a valid address.');
const noProxy = new ApiError(405, 'methodNotAllowed', 'This is no proxy.');

function refuse(socket: Duplex, problem: ApiError): void {
  const body = problem.body();
  const head = [`HTTP/1.1 ${body.status} ${body.title}`, 'Content-Type: application/problem+json', 'Connection: close'];
  socket.end(`${head.join('\r\n')}\r\n\r\n${JSON.stringify(body)}`);
}

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { HttpLogger } from 'pino-http';
import { pinoHttp } from 'pino-http';
import { described } from '../process/log';

/** One line per request: method, path without its query (it may hold names), status, time. Health checks say nothing. */
export const createHttpLog = (logger: Logger): HttpLogger =>
  pinoHttp({
    logger,
    wrapSerializers: false,
    serializers: {
      req: ({ id, method, url }: IncomingMessage) => ({ id, method, path: url?.split('?')[0] }),
      res: ({ statusCode }: ServerResponse) => ({ statusCode }),
      err: described,
    },
    genReqId: requestId,
    autoLogging: { ignore: ({ url }) => url === '/healthz' || url === '/readyz' },
    customLogLevel: (_request, { statusCode }) => {
      if (statusCode < 500) return 'info';
      return statusCode === 500 ? 'error' : 'warn';
    },
  });

function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

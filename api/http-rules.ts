import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { ApiError } from './problem';

/**
 * What Node would answer without a body, or let through: a server that is started with `requireHostHeader: false` and hands on
 * what has an Expect header leaves both to this. @throws ApiError 400, 417
 */
export const followHttpRules: RequestHandler = (request, _response, next) => {
  if (!namesOneHost(request))
    throw new ApiError(400, 'invalid', 'Send one Host header: the name of this server, and its port.');
  const { expect } = request.headers;
  if (expect !== undefined && expect.toLowerCase() !== '100-continue') {
    throw new ApiError(417, 'expectationFailed', 'Send no Expect header, or "100-continue".');
  }
  next();
};

/** A name or an address, and perhaps a port (RFC 9110, 7.2); names with an underscore are in use. */
const host = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/** HTTP/1.0 knows no Host header. Node keeps the first of several, so they are counted as they came. */
function namesOneHost({ httpVersion, headers, rawHeaders }: IncomingMessage): boolean {
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (count === 0) return httpVersion === '1.0';
  return count === 1 && host.test(headers.host ?? '');
}

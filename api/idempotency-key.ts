import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './problem';

const HEADER = 'Idempotency-Key';

/**
 * The key that makes a repeated request the same operation, told back so that a caller who sent none can repeat too.
 * @throws ApiError 400
 */
export function idempotencyKeyOf(request: IncomingMessage, response: ServerResponse): string {
  if (request.method === 'GET' || request.method === 'HEAD') return randomUUID();
  const key = request.headers['idempotency-key'] ?? randomUUID();
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(key)) {
    const problem = 'Use 1 to 128 visible ASCII characters.';
    throw new ApiError(400, 'invalid', `Check ${HEADER}.`, { fields: { [HEADER]: problem } });
  }
  response.setHeader(HEADER, key);
  return key;
}

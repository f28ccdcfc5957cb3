import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { operationId } from '../workflows/messages';
import { ApiError } from './problem';

const HEADER = 'Idempotency-Key';

/**
 * The key that makes a repeated request the same operation. The answer names it, so that a caller who sent none can repeat too.
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

/**
 * The id of what is done under a key. Temporal answers an Update whose id it has seen with what that Update answered, so what is
 * said is in the id too: a corrected request under the same key is another operation, and is done.
 */
export function operationIdOf({ name }: { readonly name: string }, idempotencyKey: string, said: unknown): string {
  return operationId(idempotencyKey, name, createHash('sha256').update(JSON.stringify(said)).digest('hex'));
}

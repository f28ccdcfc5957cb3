import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliCompress, createDeflate, createGzip } from 'node:zlib';
import type { Response } from 'express';
import type { Reply } from '../wire/reply';
import { page, send } from '../wire/reply';
import type { Trouble } from './faults';
import type { OddAnswer } from './odd-answers';
import type { RateLimit } from './rate-limit';
import { limitReached } from './rate-limit';

/** Sends what a fault asks for instead of the usual answer. */

const SIGN_IN_PAGE = '<!DOCTYPE html><html><head><title>HaloPSA</title></head><body><h1>Sign in</h1></body></html>';
const MEBIBYTE = 'x'.repeat(2 ** 20);

function otherReply({ status, body }: Extract<Trouble, { kind: 'otherReply' }>): Reply {
  return body === undefined ? { status } : { status, body: { json: body } };
}

function statusReply(trouble: Extract<Trouble, { kind: 'status' }>, limit: RateLimit): Reply {
  const { status, retryAfterSeconds, body } = trouble;
  const headers = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  if (body !== undefined) return { status, headers, body: { json: body } };
  if (status === 429) return { status, headers, body: { text: limitReached(limit) } };
  if (status === 502 || status === 503)
    return { status, headers, body: { html: `<html><body><h1>${status}</h1></body></html>` } };
  return { status, headers };
}

function* hugeJson(mebibytes: number): Generator<string> {
  yield '{"record_count":1,"padding":"';
  for (let sent = 0; sent < mebibytes; sent += 1) yield MEBIBYTE;
  yield '"}';
}

const packers = { gzip: createGzip, deflate: createDeflate, br: createBrotliCompress } as const;

function sendHuge({ mebibytes, encoding }: Extract<Trouble, { kind: 'hugeBody' }>, response: Response): void {
  response.type('application/json');
  if (encoding !== undefined) response.set('Content-Encoding', encoding);
  const pack = encoding === undefined ? new PassThrough() : packers[encoding]();
  // The caller is expected to close the connection early, so the error is ignored.
  pipeline(Readable.from(hugeJson(mebibytes)), pack, response).catch(() => undefined);
}

const effective: readonly Trouble['kind'][] = ['lostReply', 'otherReply', 'oddAnswer'];
export const takesEffect = ({ kind }: Trouble): boolean => effective.includes(kind);

/** What `takesEffect` the exchange has already carried out; here it is only answered. `limit` is what a 429 speaks of. */
export function actOut(trouble: Exclude<Trouble, OddAnswer>, limit: RateLimit, response: Response): void {
  switch (trouble.kind) {
    case 'status':
      send(statusReply(trouble, limit), response);
      return;
    case 'otherReply':
      send(otherReply(trouble), response);
      return;
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'lostReply':
      response.socket?.destroy();
      return;
    case 'htmlPage':
      send(page(200, SIGN_IN_PAGE), response);
      return;
    case 'brokenJson':
      response.type('application/json').end('{"record_count":2,"clients":[{"id":12,"na');
      return;
    case 'manyRows':
      response.json(Array.from({ length: trouble.rows }, (_, index) => ({ id: index + 1, name: `Row ${index + 1}` })));
      return;
    case 'redirect':
      response.redirect(302, trouble.location);
      return;
    case 'hugeBody':
      sendHuge(trouble, response);
  }
}

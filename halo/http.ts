import axios from 'axios';
import type { AddressBook } from './address';
import { forbiddenAddressCode } from './address';
import { reasonOf, within } from './deadline';
import { HaloError } from './errors';
import type { HaloErrorCode } from './meanings';
import type { Waits } from './retry-after';
import { retryAfterMs } from './retry-after';

export type RequestKind = 'token' | 'read' | 'write';

export interface HttpRequest {
  kind: RequestKind;
  url: string;
  /** Whose HaloPSA it is. Only this host may be called although it is not public https, where the operator allows it. */
  siteUrl: string;
  headers: Record<string, string>;
  /** Sent with POST; without it the request is a GET. */
  body?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Any answer, whatever its status. */
export interface HttpReply {
  status: number;
  contentType: string;
  /** How long it asks to wait, as far as we do. */
  retryAfterMs: number | undefined;
  body: string;
}

export interface HttpOptions {
  addresses: AddressBook;
  timeoutMs: number;
  maxBodyBytes: number;
  countRequest: (kind: RequestKind) => void;
  waits: Waits;
  now: () => number;
}

export type SendHttp = (request: HttpRequest) => Promise<HttpReply>;

/** One guarded request, never repeated. Throws HaloError when there is no answer: address, network, TLS, time, size. */
export function createHttp(options: HttpOptions): SendHttp {
  const { addresses, timeoutMs, maxBodyBytes, countRequest, waits, now } = options;
  const client = axios.create({
    maxRedirects: 0,
    proxy: false,
    maxContentLength: maxBodyBytes,
    maxBodyLength: maxBodyBytes,
    responseType: 'text',
    transformRequest: (body) => body,
    transformResponse: (body) => body,
    validateStatus: () => true,
  });
  return async ({ kind, url, siteUrl, headers, body, signal: parent }) => {
    const target = parseUrl(url);
    const agents = addresses.agentsFor(target, parseUrl(siteUrl));
    return within(timeoutMs, parent, async (signal) => {
      countRequest(kind);
      const method = body === undefined ? 'GET' : 'POST';
      try {
        const reply = await client.request<unknown>({
          url: target.href,
          method,
          headers,
          data: body,
          signal,
          ...agents,
        });
        return {
          status: reply.status,
          contentType: headerOf(reply.headers['content-type']) ?? '',
          retryAfterMs: retryAfterMs(headerOf(reply.headers['retry-after']), {
            longest: waits[reply.status === 429 ? 'rateLimitedMs' : 'outageMs'],
            now: now(),
          }),
          body: typeof reply.data === 'string' ? reply.data : '',
        };
      } catch (error) {
        throw signal.aborted ? reasonOf(signal) : new HaloError(codeOf(error));
      }
    });
  };
}

export function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new HaloError('addressForbidden');
  }
}

function headerOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

// First match wins. Codes are Node's, OpenSSL's and Brotli's (`ERR__ERROR_`); axios has none of its own for a body that is too large.
const networkFailures: readonly [RegExp, HaloErrorCode][] = [
  [new RegExp(forbiddenAddressCode), 'addressForbidden'],
  [/maxContentLength|HPE_HEADER_OVERFLOW/, 'tooLarge'],
  [/maxBodyLength/, 'sentTooLarge'],
  [/ENOTFOUND|ENODATA|EBADNAME/, 'hostNotFound'],
  [/ETIMEDOUT|ETIMEOUT/, 'timeout'],
  [/CERT|TLS|SSL|EPROTO|UNABLE_TO_|HOSTNAME_MISMATCH/, 'tlsFailed'],
  [/HPE_|Z_|ERR__ERROR_/, 'unexpectedReply'],
];

function codeOf(error: unknown): HaloErrorCode {
  if (!axios.isAxiosError(error)) return 'unreachable';
  const trace = `${error.code} ${error.code === 'ERR_BAD_RESPONSE' || error.code === 'ERR_BAD_REQUEST' ? error.message : ''}`;
  return networkFailures.find(([pattern]) => pattern.test(trace))?.[1] ?? 'unreachable';
}

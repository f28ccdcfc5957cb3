import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { initial, notConnected } from '../domain/connection/machine';
import type { PartnerId } from '../domain/schema';
import { VaultError } from '../vault';

/** The body of every answer that is not a success (RFC 9457); `fields` names the input that it is about. */
export const Problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable, for programs.'),
    detail: z.string().describe('A sentence for a person.'),
    fields: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'Problem' });
type Problem = z.infer<typeof Problem>;

interface ApiErrorOptions {
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** The one error of this module: an answer that is not a success. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    { fields, headers = {}, cause }: ApiErrorOptions = {},
  ) {
    super(detail, { cause });
    this.fields = fields;
    this.headers = headers;
  }

  body(): Problem {
    return {
      type: 'about:blank',
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(this.fields === undefined ? {} : { fields: { ...this.fields } }),
    };
  }
}

export const RETRY_SOON = { 'Retry-After': '5' };

/** The same words for a partner that does not exist and for one that is none of the caller's business. */
export const noSuchPartner = (): ApiError => new ApiError(404, 'notFound', 'There is no such partner.');

const FIELDS_NAMED = 20;
const NAME_SHOWN = 100;

/** Turns what zod found in `{ params, query, body }` into an answer that names each field by its path. */
export function invalid(error: z.ZodError): ApiError {
  const named = error.issues.flatMap(namesOf).slice(0, FIELDS_NAMED);
  const fields = Object.fromEntries(named.filter(([name]) => name !== ''));
  const names = Object.keys(fields);
  const detail = names.length === 0 ? 'Send a JSON object.' : `Check ${names.join(', ')}.`;
  return new ApiError(400, 'invalid', detail, { fields });
}

function namesOf(issue: z.core.$ZodIssue): [string, string][] {
  const [, ...inside] = issue.path.map(String);
  const path = (...last: string[]) => [...inside, ...last].join('.').slice(0, NAME_SHOWN);
  if (issue.code !== 'unrecognized_keys') return [[path(), issue.message]];
  return issue.keys.map((key) => [path(key), 'There is no such field.']);
}

/** What Express and its body parser throw, by `type` (else by `status`); the parser's own sentences would quote the body. */
const bodyErrors: Readonly<Record<string, [status: number, code: string, detail: string]>> = {
  'entity.parse.failed': [400, 'invalid', 'The body is not valid JSON.'],
  'entity.too.large': [413, 'tooLarge', 'The body is larger than 64 KB.'],
  'charset.unsupported': [415, 'unsupportedMediaType', 'Send the body in UTF-8.'],
  'encoding.unsupported': [415, 'unsupportedMediaType', 'Send the body without compression.'],
};

const HttpError = z.object({ status: z.int().min(400).max(499), type: z.string().optional() });

/** Any error as an answer. What nobody foresaw says nothing but the id under which it stands in the log. */
export function toApiError(error: unknown, requestId: string): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof VaultError) return fromVault(error, requestId);
  const { data: http } = HttpError.safeParse(error);
  if (http === undefined) return unexpected(error, requestId);
  const [status, code, detail] = bodyErrors[http.type ?? ''] ?? [http.status, 'invalid', 'The request is malformed.'];
  return new ApiError(status, code, detail, { cause: error });
}

function fromVault(error: VaultError, requestId: string): ApiError {
  switch (error.code) {
    case 'conflict':
      return new ApiError(422, 'keyReused', 'This Idempotency-Key belongs to another request. Use a new one.');
    case 'unavailable':
      return new ApiError(503, 'unavailable', 'Secrets cannot be stored at the moment. Nothing was changed.', {
        headers: RETRY_SOON,
        cause: error,
      });
    case 'missing':
    case 'unknownKey':
    case 'corrupt':
    case 'badKeys':
    case 'badName':
      return unexpected(error, requestId);
  }
}

const unexpected = (cause: unknown, requestId: string): ApiError =>
  new ApiError(500, 'unexpected', `Something went wrong on our side. Tell us this number: ${requestId}.`, { cause });

/** @throws ApiError 409: only connect may start a connection, and a connection its gate */
export function nothingConnected(partnerId: PartnerId): never {
  throw new ApiError(409, 'rejected', notConnected(initial(partnerId)));
}

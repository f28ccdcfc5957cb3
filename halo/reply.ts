import type { z } from 'zod';
import { isObject, recordsIn } from './envelopes';
import { HaloError } from './errors';
import type { HttpReply } from './http';
import type { HaloErrorCode } from './meanings';
import { businessText, saysError } from './rejection';

const codeByStatus: Readonly<Record<number, HaloErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  408: 'unavailable',
  410: 'notFound',
  413: 'sentTooLarge',
  429: 'rateLimited',
};

export function isSuccess({ status }: HttpReply): boolean {
  return status >= 200 && status < 300;
}

/** HaloPSA's API never answers with HTML. A login, maintenance or firewall page does, with any status. */
export function isPage({ contentType }: HttpReply): boolean {
  return /\bhtml\b/i.test(contentType);
}

export function isJson({ contentType }: HttpReply): boolean {
  return /[/+]json\b/i.test(contentType);
}

/** The parsed body, or undefined when it is not JSON: the content type decides first, then parsing does. */
export function jsonOf(reply: HttpReply): unknown {
  if (!isJson(reply)) return undefined;
  try {
    return JSON.parse(reply.body);
  } catch {
    return undefined;
  }
}

/** Why an answer of the API is not a success; an HTML page with status 400, 403 or 404 says nothing about the record. */
export function failureOf(reply: HttpReply): HaloError {
  const { status, retryAfterMs } = reply;
  const context = { status, retryAfterMs };
  if (status < 400) return new HaloError(status >= 300 ? 'redirected' : 'unavailable', context);
  if (status >= 500) return new HaloError('unavailable', context);
  if (isPage(reply) && status !== 401 && status !== 429) return new HaloError('unavailable', context);
  const code = codeByStatus[status] ?? 'rejected';
  return new HaloError(code, code === 'rejected' ? { ...context, detail: businessText(jsonOf(reply)) } : context);
}

/**
 * The body of a successful answer, in our words.
 * @throws HaloError as `failureOf`; `rejected` when it says an error; `unavailable` when its type is not JSON's, `unexpectedReply`
 * when it is broken; `misfit` when it has another shape.
 */
export function parseReply<Schema extends z.ZodType>(
  reply: HttpReply,
  schema: Schema,
  about: string,
  misfit: HaloErrorCode = 'unexpectedReply',
): z.output<Schema> {
  if (!isSuccess(reply) || !isJson(reply)) throw failureOf(reply);
  const { status } = reply;
  const body = jsonOf(reply);
  refuseError(body, status);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  // Only the path is reported, because zod's message may quote the value, which may be anything.
  const where = parsed.error.issues[0]?.path.join('.') || 'the whole reply';
  const code = body === undefined ? 'unexpectedReply' : misfit;
  throw new HaloError(code, { status, detail: `${about}: ${where}` });
}

/** HaloPSA may answer with 200 and an error (halopsa-api.md 6): that is a refusal in its own words. */
export function refuseErrors(reply: HttpReply): HttpReply {
  if (isSuccess(reply)) refuseError(jsonOf(reply), reply.status);
  return reply;
}

function refuseError(body: unknown, status: number): void {
  if (saysError(body)) throw new HaloError('rejected', { status, detail: businessText(body) });
}

/** One record was sent. At a million of anything a schema would think for half a minute, and every partner would wait for it. */
const MOST_SHOWN = 100;

/**
 * The records that the answer to a write shows, in our words. Left out are those that prove nothing, because they have another shape
 * or nothing but fields of what was sent, and those after the first hundred.
 */
export function shownIn<Schema extends z.ZodType>(reply: HttpReply, schema: Schema, sent: object): z.output<Schema>[] {
  if (!isSuccess(reply)) throw failureOf(reply);
  if (isPage(reply)) throw new HaloError('unavailable', { status: reply.status });
  const records = recordsIn(jsonOf(reply)).slice(0, MOST_SHOWN);
  const isEcho = (record: unknown) => isObject(record) && Object.keys(record).every((field) => field in sent);
  return records.flatMap((record) => {
    if (isEcho(record)) return [];
    const parsed = schema.safeParse(record);
    return parsed.success ? [parsed.data] : [];
  });
}

import fc from 'fast-check';
import { z } from 'zod';
import * as wire from '../../../halo/wire';
import type { Answer, TestServer } from '../../halo/server';
import { startServer } from '../../halo/server';

/*
 * A HaloPSA whose answers are mangled on their way: a field of one kind of answer, or the whole of it.
 */

/** What a schema reads of HaloPSA's answer, before it renames it. */
function fieldsOf(schema: z.ZodType): readonly string[] {
  const read = schema instanceof z.ZodPipe ? schema.in : schema;
  return read instanceof z.ZodObject ? Object.keys(read.shape) : [];
}

const envelope = ['record_count', 'page_no', 'page_size'];

/** What a partner does when HaloPSA gives the answer. */
export type Stage = 'connect' | 'ticketMapping' | 'seats';

/** What is asked of HaloPSA, when, and which fields of the answer we read. */
const answers: Readonly<
  Record<string, { readonly stage: Stage; readonly asks: RegExp; readonly fields: readonly string[] }>
> = {
  authInfo: { stage: 'connect', asks: /^GET .*\/authinfo/i, fields: fieldsOf(wire.AuthInfo) },
  instanceInfo: { stage: 'connect', asks: /^GET .*\/instanceinfo/i, fields: fieldsOf(wire.InstanceInfo) },
  token: { stage: 'connect', asks: /^POST \/auth\/token/i, fields: fieldsOf(wire.TokenReply) },
  agent: { stage: 'connect', asks: /^GET .*\/agent\/me/i, fields: fieldsOf(wire.HaloAgent) },
  ticketTypes: { stage: 'ticketMapping', asks: /^GET .*\/tickettype/i, fields: fieldsOf(wire.TicketType) },
  slas: { stage: 'ticketMapping', asks: /^GET .*\/sla\b/i, fields: fieldsOf(wire.Sla) },
  priorities: { stage: 'ticketMapping', asks: /^GET .*\/priority/i, fields: fieldsOf(wire.Priority) },
  customers: {
    stage: 'seats',
    asks: /^GET .*\/client\?/i,
    fields: [...fieldsOf(wire.Customer), ...envelope, 'clients'],
  },
  customer: { stage: 'seats', asks: /^GET .*\/client\/\d/i, fields: fieldsOf(wire.Customer) },
  licences: {
    stage: 'seats',
    asks: /^GET .*\/softwarelicence\?/i,
    fields: [...fieldsOf(wire.SoftwareLicence), ...envelope, 'licences'],
  },
  licence: { stage: 'seats', asks: /^GET .*\/softwarelicence\/\d/i, fields: fieldsOf(wire.SoftwareLicence) },
  written: { stage: 'seats', asks: /^POST .*\/softwarelicence/i, fields: fieldsOf(wire.SoftwareLicence) },
};

type Change =
  | { readonly kind: 'without'; readonly field: string }
  | { readonly kind: 'with'; readonly field: string; readonly value: unknown }
  | { readonly kind: 'body'; readonly value: unknown }
  | { readonly kind: 'status'; readonly status: number; readonly page: boolean }
  | { readonly kind: 'cut'; readonly share: number }
  | { readonly kind: 'doubled' }
  | { readonly kind: 'rowsTwice' }
  | { readonly kind: 'late'; readonly milliseconds: number };

/** One way in which HaloPSA is wrong. */
export interface Mangling {
  /** A key of `answers`. */
  readonly answer: string;
  readonly stage: Stage;
  readonly change: Change;
  /** In a list: whether all its rows are so, or only the one at an end. */
  readonly rows: 'all' | 'first' | 'last';
}

const long = 'x'.repeat(1_000_000);
const oddValue = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', '12', '1,250', 'many', 0, -1, 1.5, 1e308, 9e15, true, 'true', 1, [], {}, [
    null,
  ]),
  fc.constantFrom(long, '\u202eABC\u200b', '<script>alert(1)</script>', '\u0000', '1899-12-30T00:00:00', [long]),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.jsonValue({ maxDepth: 2 }),
);

function changeOf(fields: readonly string[]): fc.Arbitrary<Change> {
  const field = fc.constantFrom(...fields);
  return fc.oneof(
    { weight: 16, arbitrary: field.map((name): Change => ({ kind: 'without', field: name })) },
    {
      weight: 48,
      arbitrary: fc.tuple(field, oddValue).map(([name, value]): Change => ({ kind: 'with', field: name, value })),
    },
    { weight: 8, arbitrary: oddValue.map((value): Change => ({ kind: 'body', value })) },
    {
      weight: 8,
      arbitrary: fc
        .record({
          status: fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500, 503),
          page: fc.boolean(),
        })
        .map((given): Change => ({ kind: 'status', ...given })),
    },
    {
      weight: 4,
      arbitrary: fc.double({ min: 0, max: 1, noNaN: true }).map((share): Change => ({ kind: 'cut', share })),
    },
    { weight: 4, arbitrary: fc.constantFrom<Change>({ kind: 'doubled' }, { kind: 'rowsTwice' }) },
    { weight: 1, arbitrary: fc.constantFrom<Change>({ kind: 'late', milliseconds: 9_000 }) },
  );
}

/** Every kind of answer as often as the others. */
export const mangling: fc.Arbitrary<Mangling> = fc.oneof(
  ...Object.entries(answers).map(([answer, { stage, fields }]) =>
    fc.record({
      answer: fc.constant(answer),
      stage: fc.constant(stage),
      change: changeOf(fields),
      rows: fc.constantFrom('all', 'first', 'last'),
    }),
  ),
);

export interface MangledHalo {
  readonly server: TestServer;
  /** From now on; null for a HaloPSA that is well. */
  mangle(given: Mangling | null): void;
}

/** Stands before a HaloPSA, under an address of its own. */
export async function startMangledHalo(upstream: string): Promise<MangledHalo> {
  let current: Mangling | null = null;
  const server: TestServer = await startServer(async ({ method, url, headers, body }) => {
    const reply = await fetch(`${upstream}${url}`, {
      method,
      headers: {
        ...(headers.authorization === undefined ? {} : { authorization: String(headers.authorization) }),
        ...(headers['content-type'] === undefined ? {} : { 'content-type': String(headers['content-type']) }),
      },
      ...(method === 'GET' ? {} : { body }),
    });
    const text = (await reply.text()).replaceAll(upstream, server.url);
    const answer = {
      status: reply.status,
      headers: { 'content-type': reply.headers.get('content-type') ?? '' },
      body: text,
    };
    const isMeant = current !== null && answers[current.answer]?.asks.test(`${method} ${url}`) === true;
    return isMeant && current !== null ? mangled(answer, current) : answer;
  });
  return {
    server,
    mangle: (given) => {
      current = given;
    },
  };
}

const html = '<!DOCTYPE html><title>Halo</title><h1>Sign in</h1>';

async function mangled(answer: Answer & { readonly body: string }, given: Mangling): Promise<Answer> {
  const { change } = given;
  const json = (value: unknown): Answer => ({ ...answer, body: value === undefined ? '' : JSON.stringify(value) });
  switch (change.kind) {
    case 'without':
    case 'with':
      return json(withField(parsed(answer.body), given, change));
    case 'body':
      return json(change.value);
    case 'status':
      return change.page
        ? { status: change.status, headers: { 'content-type': 'text/html' }, body: html }
        : { ...answer, status: change.status };
    case 'cut':
      return { ...answer, cutAt: Math.floor(change.share * Buffer.byteLength(answer.body)) };
    case 'doubled':
      return { ...answer, body: answer.body + answer.body };
    case 'rowsTwice':
      return json(withRows(parsed(answer.body), (rows) => [...rows, ...rows]));
    case 'late':
      await new Promise((resolve) => setTimeout(resolve, change.milliseconds));
      return answer;
  }
}

function withField(body: unknown, { rows: meant }: Mangling, change: Extract<Change, { field: string }>): unknown {
  const changed = (record: unknown): unknown => {
    if (typeof record !== 'object' || record === null) return record;
    const others = Object.entries(record).filter(([name]) => name !== change.field);
    return Object.fromEntries(change.kind === 'with' ? [...others, [change.field, change.value]] : others);
  };
  const changedIn = (rows: readonly unknown[]) => {
    const end = meant === 'first' ? 0 : rows.length - 1;
    return rows.map((row, index) => (meant === 'all' || index === end ? changed(row) : row));
  };
  const ofEnvelope = typeof body === 'object' && body !== null && !Array.isArray(body) && change.field in body;
  return ofEnvelope ? changed(body) : withRows(body, changedIn, changed);
}

function withRows(
  body: unknown,
  change: (rows: readonly unknown[]) => unknown[],
  otherwise = (it: unknown) => it,
): unknown {
  if (Array.isArray(body)) return change(body);
  if (typeof body !== 'object' || body === null) return body;
  const [key, rows] = Object.entries(body).find(([, value]) => Array.isArray(value)) ?? [];
  return key === undefined || !Array.isArray(rows) ? otherwise(body) : { ...body, [key]: change(rows) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

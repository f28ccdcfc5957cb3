import { z } from 'zod';
import { within } from './deadline';
import type { ReceivedList } from './envelopes';
import { listOf } from './envelopes';
import { HaloError } from './errors';
import type { HttpReply, SendHttp } from './http';
import type { Page, Part, WholeList } from './pages';
import { onceEach, pageOf, wholeList } from './pages';
import { parseReply, refuseErrors, shownIn } from './reply';
import type { Tokens } from './token';
import type { CallOptions, HaloAccess, PageQuery } from './types';

/** Undefined leaves a parameter out. */
export type Query = Record<string, string | number | boolean | undefined>;

interface ListRequest<Row extends z.ZodType> {
  path: string;
  row: Row;
  /** The key of the rows in the envelope. A list without an envelope has no key. */
  key?: string;
  query?: Query;
  /** Checked again for every row. */
  matches?: (row: z.output<Row>) => boolean;
}

interface PageRequest<Row extends z.ZodType> extends ListRequest<Row>, PageQuery {}

type RowWithId = z.ZodType<{ id: number }>;

type Body = Record<string, string | number | boolean | undefined>;

interface ReadRequest<Schema extends z.ZodType> {
  path: string;
  schema: Schema;
  query?: Query;
  /** Whether a refusal means the token: then it is renewed after a 403 too, before that is said. */
  provesToken?: boolean;
}

/** Authorised requests to one HaloPSA's API: with a token, within the deadline, parsed. */
export interface Calls {
  /** One record. Throws HaloError `oddRecord`, naming the field, for one that cannot be read. */
  read<Schema extends z.ZodType>(
    access: HaloAccess,
    request: ReadRequest<Schema>,
    options?: CallOptions,
  ): Promise<z.output<Schema>>;
  list<Row extends RowWithId>(
    access: HaloAccess,
    request: ListRequest<Row>,
    options?: CallOptions,
  ): Promise<WholeList<z.output<Row>>>;
  page<Row extends RowWithId>(
    access: HaloAccess,
    request: PageRequest<Row>,
    options?: CallOptions,
  ): Promise<Page<z.output<Row>>>;
  /** Changes a record, and gives what the answer shows of records: nothing, or an old value, where HaloPSA does not prove the write. */
  write<Schema extends z.ZodType>(
    access: HaloAccess,
    request: { path: string; record: Body; schema: Schema },
    options?: CallOptions,
  ): Promise<z.output<Schema>[]>;
  create<Schema extends z.ZodType>(
    access: HaloAccess,
    request: { path: string; record: Body; schema: Schema },
    options?: CallOptions,
  ): Promise<z.output<Schema>>;
}

interface CallsOptions {
  send: SendHttp;
  tokens: Tokens;
  deadlineMs: number;
}

// The largest page that is documented for Tickets; other lists have been read with larger ones (halopsa-api.md 2.1).
const usualPage = 100;

export function createCalls({ send, tokens, deadlineMs }: CallsOptions): Calls {
  /** A 401 may be an expired token, so the token is renewed and the request repeated: once, then a 401 is a 401 (5.1). */
  function authorized(
    access: HaloAccess,
    { url, body, renewsAt = [401] }: { url: string; body?: string; renewsAt?: readonly number[] },
    options: CallOptions = {},
  ) {
    return within(options.deadlineMs ?? deadlineMs, options.signal, async (signal): Promise<HttpReply> => {
      const attempt = async (token: string) => {
        await access.permit?.();
        return send({ ...requestOf(url, token, body), siteUrl: access.site.siteUrl, signal });
      };
      const token = await tokens.current(access);
      const reply = await attempt(token);
      return renewsAt.includes(reply.status) ? attempt(await tokens.renewed(access, token)) : reply;
    });
  }

  async function get<Schema extends z.ZodType>(
    access: HaloAccess,
    { path, query, schema, provesToken = false }: ReadRequest<Schema>,
    options: CallOptions | undefined,
  ): Promise<z.output<Schema>> {
    const renewsAt = provesToken ? [401, 403] : [401];
    const reply = await authorized(access, { url: urlOf(access, path, query), renewsAt }, options);
    return parseReply(reply, schema, path, 'oddList');
  }

  // HaloPSA wants an array. With one element the shape of the answer is known, and an error belongs to that element (halopsa-api.md 4).
  const post = async (access: HaloAccess, path: string, record: Body, options: CallOptions | undefined) =>
    refuseErrors(await authorized(access, { url: urlOf(access, path), body: JSON.stringify([record]) }, options));

  return {
    async read(access, { schema, ...request }, options) {
      return recordOf(await get(access, { ...request, schema: Json }, options), schema);
    },
    async list(access, { path, row, key = path, query, matches = all }, options) {
      const schema = listOf(row, key);
      const list = await wholeList(async (part) =>
        withIds(await get(access, { path, query: { ...query, ...(part && paging(part)) }, schema }, options)),
      );
      return { ...list, items: onceEach(list.items.filter(matches)) };
    },
    async page(access, { path, row, key = path, query, matches = all, ...part }, options) {
      const { page = 1, pageSize = usualPage, before } = part;
      const request = { path, query: { ...query, ...paging({ page, pageSize }) }, schema: listOf(row, key) };
      return pageOf(withIds(await get(access, request, options)), { page, pageSize, before }, matches);
    },
    async write(access, { path, record, schema }, options) {
      return shownIn(await post(access, path, record, options), schema, record);
    },
    async create(access, { path, record, schema }, options) {
      return parseReply(await post(access, path, record, options), schema, path);
    },
  };
}

const all = () => true;

/** An id of 0 or below says "none" (halopsa-api.md 2.3): such a row cannot be used. */
const withIds = <Row extends { id: number }>(list: ReceivedList<Row>): ReceivedList<Row> => ({
  ...list,
  rows: list.rows.filter(({ id }) => id > 0),
});

/** Anything that is JSON at all. */
const Json = z.unknown().refine((body) => body !== undefined);

// HaloPSA spells it `pageinate`. Without it `page_no` and `page_size` do nothing (halopsa-api.md 2.1).
const paging = ({ page, pageSize }: Part): Query => ({
  pageinate: true,
  page_no: page,
  page_size: pageSize,
  order: 'id',
});

function recordOf<Schema extends z.ZodType>(body: unknown, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new HaloError('oddRecord', { detail: parsed.error.issues[0]?.path.join('.') || undefined });
}

function requestOf(url: string, token: string, body: string | undefined) {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  if (body === undefined) return { kind: 'read' as const, url, headers };
  return { kind: 'write' as const, url, headers: { ...headers, 'content-type': 'application/json' }, body };
}

const urlOf = ({ site }: HaloAccess, path: string, query?: Query) => `${site.apiUrl}/${path}${search(query)}`;

function search(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}

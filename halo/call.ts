import type { z } from 'zod';
import { within } from './deadline';
import { HaloError } from './errors';
import type { HttpReply, SendHttp } from './http';
import type { Page } from './pages';
import { nextPageOf } from './pages';
import { failureOf, isPage, isSuccess, parseReply } from './reply';
import type { Tokens } from './token';
import type { CallOptions, HaloAccess, PageQuery } from './types';
import { listOf } from './wire';

/** Undefined leaves a parameter out. */
export type Query = Record<string, string | number | boolean | undefined>;

export interface ListRequest<Row extends z.ZodType> {
  path: string;
  row: Row;
  /** The key of the rows in the envelope. A list without an envelope has no key. */
  key?: string;
  query?: Query;
}

export interface PageRequest<Row extends z.ZodType> extends ListRequest<Row>, PageQuery {
  /** Checked again for every row. */
  matches?: (row: z.output<Row>) => boolean;
}

type Body = Record<string, string | number | boolean | undefined>;

/** Authorised requests to one HaloPSA's API: with a token, within the deadline, parsed. */
export interface Calls {
  read<Schema extends z.ZodType>(
    access: HaloAccess,
    request: { path: string; schema: Schema; query?: Query },
    options?: CallOptions,
  ): Promise<z.output<Schema>>;
  list<Row extends z.ZodType>(
    access: HaloAccess,
    request: ListRequest<Row>,
    options?: CallOptions,
  ): Promise<z.output<Row>[]>;
  page<Row extends z.ZodType>(
    access: HaloAccess,
    request: PageRequest<Row>,
    options?: CallOptions,
  ): Promise<Page<z.output<Row>>>;
  /** A write whose answer is not needed: any body of a successful answer is accepted. */
  write(access: HaloAccess, request: { path: string; record: Body }, options?: CallOptions): Promise<void>;
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
  function authorized(access: HaloAccess, url: string, body: string | undefined, options: CallOptions = {}) {
    return within(options.deadlineMs ?? deadlineMs, options.signal, async (signal): Promise<HttpReply> => {
      const attempt = async (token: string) => {
        await access.permit?.();
        return send({ ...requestOf(url, token, body), siteUrl: access.site.siteUrl, signal });
      };
      const token = await tokens.current(access);
      const reply = await attempt(token);
      return reply.status === 401 ? attempt(await tokens.renewed(access, token)) : reply;
    });
  }

  const get = (access: HaloAccess, path: string, query: Query | undefined, options: CallOptions | undefined) =>
    authorized(access, `${access.site.apiUrl}/${path}${search(query)}`, undefined, options);

  // HaloPSA wants an array. With one element the shape of the answer is known, and an error belongs to that element (halopsa-api.md 4).
  const post = (access: HaloAccess, path: string, record: Body, options: CallOptions | undefined) =>
    authorized(access, `${access.site.apiUrl}/${path}`, JSON.stringify([record]), options);

  return {
    async read(access, { path, schema, query }, options) {
      return parseReply(await get(access, path, query, options), schema, path);
    },
    async list(access, { path, row, key = path, query }, options) {
      const reply = await get(access, path, query, options);
      return parseReply(reply, listOf(row, key), path).rows;
    },
    async page(access, { path, row, key = path, query, page = 1, pageSize = usualPage, matches = all }, options) {
      // HaloPSA spells it `pageinate`. Without it `page_no` and `page_size` do nothing (halopsa-api.md 2.1).
      const paged = { ...query, pageinate: true, page_no: page, page_size: pageSize, order: 'id' };
      const reply = await get(access, path, paged, options);
      const list = parseReply(reply, listOf(row, key), path);
      const received = list.rows.length;
      const position = { page, pageSize: list.pageSize || pageSize, received, total: list.total };
      return { items: list.rows.filter(matches), total: list.total, nextPage: nextPageOf(position), received };
    },
    async write(access, { path, record }, options) {
      const reply = await post(access, path, record, options);
      if (!isSuccess(reply)) throw failureOf(reply);
      if (isPage(reply)) throw new HaloError('unavailable', { status: reply.status });
    },
    async create(access, { path, record, schema }, options) {
      return parseReply(await post(access, path, record, options), schema, path);
    },
  };
}

const all = () => true;

function requestOf(url: string, token: string, body: string | undefined) {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  if (body === undefined) return { kind: 'read' as const, url, headers };
  return { kind: 'write' as const, url, headers: { ...headers, 'content-type': 'application/json' }, body };
}

function search(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size === 0 ? '' : `?${parameters}`;
}

import { z } from 'zod';
import type { Clock } from '../store/clock';

/** Counts the requests to this HaloPSA and keeps the newest ones. It keeps no header and no body, because they hold secrets; of a body it keeps only the record ids. */
export type RequestKind = 'token' | 'read' | 'write';
export type RequestEntry = {
  at: string;
  kind: RequestKind;
  method: string;
  path: string;
  query: string;
  /** Ids of the records that the body names. */
  records: readonly number[];
  /** Null when no answer was sent, or none has been sent yet. */
  status: number | null;
};
export type RequestReport = {
  total: number;
  byKind: Record<RequestKind, number>;
  /** By method and path, ids as `:id`, for example `GET /api/client/:id`. */
  byPath: Record<string, number>;
  /** How many writes named each record, by path and id. Refused writes count too. For example `/api/softwarelicence 101`. */
  writesByRecord: Record<string, number>;
  /** The largest number of requests that were open at the same time. */
  mostAtOnce: number;
  /** The newest 1,000, oldest first. */
  recent: readonly RequestEntry[];
};
export type RequestLog = {
  open(request: { method: string; path: string; query: string; body: unknown }): RequestEntry;
  /** Call it when the answer was sent or the caller closed the connection. */
  close(): void;
  report(): RequestReport;
  clear(): void;
};

const KEPT = 1000;
const SECRET = /((?:secret|token|password|api-?key)[^=&]*=)[^&]*/gi;
const GENERAL_ID = /\/(?:\d+|[\da-f]{8}-[\da-f-]{27})(?=\/|$)/g;

const Records = z.array(z.object({ id: z.int() }));

const recordsIn = (body: unknown): readonly number[] => Records.safeParse(body).data?.map(({ id }) => id) ?? [];

const kindOf = (method: string, path: string): RequestKind => {
  if (path.startsWith('/auth/token')) return 'token';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
};

const increment = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

export function createRequestLog(clock: Clock): RequestLog {
  const nothing = (): Record<RequestKind, number> => ({ token: 0, read: 0, write: 0 });
  let byKind = nothing();
  let byPath = new Map<string, number>();
  let writesByRecord = new Map<string, number>();
  let recent: RequestEntry[] = [];
  let underWay = 0;
  let mostAtOnce = 0;

  return {
    open: ({ method, path, query, body }) => {
      const lower = path.toLowerCase();
      const key = `${method} ${lower.replace(GENERAL_ID, '/:id')}`;
      const kind = kindOf(method, lower);
      byKind[kind] += 1;
      increment(byPath, key);
      const at = new Date(clock.now()).toISOString();
      const described = { at, kind, method, path, query: query.replace(SECRET, '$1…') };
      const entry: RequestEntry = { ...described, records: recordsIn(body), status: null };
      if (kind === 'write') for (const id of entry.records) increment(writesByRecord, `${lower} ${id}`);
      underWay += 1;
      mostAtOnce = Math.max(mostAtOnce, underWay);
      recent.push(entry);
      // Removing one entry at a time would move the whole list at every request, so half of it is removed at once.
      if (recent.length >= 2 * KEPT) recent = recent.slice(-KEPT);
      return entry;
    },
    close: () => {
      underWay -= 1;
    },
    report: () => ({
      total: byKind.token + byKind.read + byKind.write,
      byKind: { ...byKind },
      byPath: Object.fromEntries(byPath),
      writesByRecord: Object.fromEntries(writesByRecord),
      mostAtOnce,
      recent: recent.slice(-KEPT).map((entry) => ({ ...entry })),
    }),
    clear: () => {
      byKind = nothing();
      byPath = new Map();
      writesByRecord = new Map();
      recent = [];
      mostAtOnce = underWay;
    },
  };
}

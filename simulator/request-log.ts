import type { Clock } from './clock';

/** What was asked of this HaloPSA, in numbers and the newest one by one. Never a header or a body: those hold secrets. */
export type RequestKind = 'token' | 'read' | 'write';
export type RequestEntry = {
  at: string;
  kind: RequestKind;
  method: string;
  path: string;
  query: string;
  /** null: no answer was given, or not yet. */
  status: number | null;
};
export type RequestReport = {
  total: number;
  byKind: Record<RequestKind, number>;
  /** By method and path, ids as `:id`, for example `GET /api/client/:id`. */
  byPath: Record<string, number>;
  /** The newest 1,000, oldest first. */
  recent: readonly RequestEntry[];
};
export type RequestLog = {
  open(request: { method: string; path: string; query: string }): RequestEntry;
  report(): RequestReport;
  clear(): void;
};

const KEPT = 1000;
const SECRET = /((?:secret|token|password|api-?key)[^=&]*=)[^&]*/gi;
const GENERAL_ID = /\/(?:\d+|[\da-f]{8}-[\da-f-]{27})(?=\/|$)/g;

const kindOf = (method: string, path: string): RequestKind => {
  if (path.startsWith('/auth/token')) return 'token';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
};

export function createRequestLog(clock: Clock): RequestLog {
  const nothing = (): Record<RequestKind, number> => ({ token: 0, read: 0, write: 0 });
  let byKind = nothing();
  let byPath = new Map<string, number>();
  let recent: RequestEntry[] = [];

  return {
    open: ({ method, path, query }) => {
      const lower = path.toLowerCase();
      const key = `${method} ${lower.replace(GENERAL_ID, '/:id')}`;
      const kind = kindOf(method, lower);
      byKind[kind] += 1;
      byPath.set(key, (byPath.get(key) ?? 0) + 1);
      const at = new Date(clock.now()).toISOString();
      const entry: RequestEntry = { at, kind, method, path, query: query.replace(SECRET, '$1…'), status: null };
      recent.push(entry);
      // Cut in halves rather than one by one, which would move the whole list at every request.
      if (recent.length >= 2 * KEPT) recent = recent.slice(-KEPT);
      return entry;
    },
    report: () => ({
      total: byKind.token + byKind.read + byKind.write,
      byKind: { ...byKind },
      byPath: Object.fromEntries(byPath),
      recent: recent.slice(-KEPT).map((entry) => ({ ...entry })),
    }),
    clear: () => {
      byKind = nothing();
      byPath = new Map();
      recent = [];
    },
  };
}

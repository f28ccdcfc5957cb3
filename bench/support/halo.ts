import { z } from 'zod';

/** The simulated HaloPSA from outside, by its control under `/_simulator/`. */

const Entry = z.object({ at: z.string(), kind: z.enum(['token', 'read', 'write']), path: z.string() });
const Report = z.object({
  total: z.int(),
  byKind: z.object({ token: z.int(), read: z.int(), write: z.int() }),
  byPath: z.record(z.string(), z.int()),
  writesByRecord: z.record(z.string(), z.int()),
  recent: z.array(Entry),
});

const Licence = z.object({ id: z.int(), client_id: z.int(), count: z.number(), is_active: z.boolean() });
type Licence = z.infer<typeof Licence>;

/** Requests by what they were for. */
export interface Requests {
  readonly total: number;
  readonly tokens: number;
  /** Of the list of licences. */
  readonly pages: number;
  /** Of one licence. */
  readonly reads: number;
  readonly writes: number;
  readonly others: number;
}

export interface Halo {
  licences(): Promise<readonly Licence[]>;
  setCount(licenceId: number, count: number): Promise<void>;
  requests(): Promise<Requests>;
  /** The newest ones, at most 1,000: when each came (milliseconds since 1970), and what it was. */
  recent(): Promise<readonly { readonly at: number; readonly kind: z.infer<typeof Entry>['kind'] }[]>;
  /** How often each licence that was written at all was written. */
  writesPerLicence(): Promise<readonly number[]>;
  forgetRequests(): Promise<void>;
  limit(limit: { readonly requests: number; readonly windowSeconds: number }): Promise<void>;
  answerWith(trouble: { readonly kind: 'status'; readonly status: number } | { readonly kind: 'hang' }): Promise<void>;
  recover(): Promise<void>;
}

export function createHalo(url: string, signal: AbortSignal): Halo {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    signal.throwIfAborted();
    const response = await fetch(`${url}/_simulator${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The simulator answers ${method} ${path} with ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    licences: async () => z.array(Licence).parse(await ask('GET', '/licences')),
    setCount: async (id, count) => void (await ask('PATCH', `/licences/${id}`, { count })),
    requests: async () => requestsIn(Report.parse(await ask('GET', '/requests'))),
    recent: async () => {
      const { recent } = Report.parse(await ask('GET', '/requests'));
      return recent.map(({ at, kind }) => ({ at: Date.parse(at), kind }));
    },
    writesPerLicence: async () => Object.values(Report.parse(await ask('GET', '/requests')).writesByRecord),
    forgetRequests: async () => void (await ask('DELETE', '/requests')),
    limit: async (limit) => void (await ask('PUT', '/rate-limit', limit)),
    answerWith: async (effect) => void (await ask('POST', '/faults', { effect })),
    recover: async () => void (await ask('DELETE', '/faults')),
  };
}

function requestsIn({ total, byKind, byPath }: z.infer<typeof Report>): Requests {
  const of = (key: string) => byPath[key] ?? 0;
  const named = {
    tokens: byKind.token,
    pages: of('GET /api/softwarelicence'),
    reads: of('GET /api/softwarelicence/:id'),
    writes: of('POST /api/softwarelicence'),
  };
  const others = total - named.tokens - named.pages - named.reads - named.writes;
  return { total, ...named, others };
}

import { z } from 'zod';
import { OddAnswer } from './odd-answers';

/** Faults that the control adds. A fault applies to the matching requests: to all of them, or to the next n. */

const Effect = z.discriminatedUnion('kind', [
  /** Any status. 429 has HaloPSA's text, 502 and 503 a page, the rest nothing unless `body` (JSON) is given. */
  z.object({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    retryAfterSeconds: z.int().optional(),
    body: z.json().optional(),
  }),
  /** Delays the usual answer. The delay is added to any other matching fault. */
  z.object({ kind: z.literal('latency'), milliseconds: z.int().nonnegative() }),
  /** The request never gets an answer. */
  z.object({ kind: z.literal('hang') }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('htmlPage') }),
  z.object({ kind: z.literal('brokenJson') }),
  /** With an encoding it is packed into a thousandth of that. */
  z.object({
    kind: z.literal('hugeBody'),
    mebibytes: z.int().positive().default(64),
    encoding: z.enum(['gzip', 'deflate', 'br']).optional(),
  }),
  /** A list without an end: so many rows at once, whatever page was asked for. */
  z.object({ kind: z.literal('manyRows'), rows: z.int().positive().max(100_000).default(30_000) }),
  z.object({ kind: z.literal('redirect'), location: z.string() }),
  /** The request takes effect, then the connection ends without an answer. */
  z.object({ kind: z.literal('lostReply') }),
  OddAnswer,
  /** The request takes effect, then another answer is given: nothing, or JSON that says something else. */
  z.object({
    kind: z.literal('otherReply'),
    status: z.int().min(200).max(599).default(200),
    body: z.json().optional(),
  }),
]);

export type FaultInput = z.input<typeof FaultInput>;
export const FaultInput = z.object({
  /** Path prefix, in any case, for example `/api/tickets` or `/auth/token`; absent means every path. */
  path: z.string().startsWith('/').optional(),
  method: z.string().toUpperCase().optional(),
  /** Only writes whose body names the record of this id. */
  record: z.int().optional(),
  /** How many matching requests the fault applies to. When absent, it applies until it is removed. */
  times: z.int().positive().optional(),
  /** Makes the fault come and go: it applies to the first `down` matching requests, not to the next `up`, and so on. */
  flapping: z.strictObject({ down: z.int().positive(), up: z.int().positive() }).optional(),
  effect: Effect,
});
export type Fault = z.output<typeof FaultInput> & { id: number };
export type Trouble = Exclude<z.output<typeof Effect>, { kind: 'latency' }>;

type Asked = { method: string; path: string; records: readonly number[] };

export type Faults = {
  add(input: FaultInput): Fault;
  list(): Fault[];
  remove(id: number): boolean;
  clear(): void;
  /** Applies the faults that match this request, and counts it for each: all the latencies, and the first of the other faults. */
  take(request: Asked): { milliseconds: number; trouble: Trouble | undefined };
};

export function createFaults(): Faults {
  let standing: Fault[] = [];
  let lastId = 0;
  const matches = new WeakMap<Fault, number>();

  const isUp = (fault: Fault): boolean => {
    if (fault.flapping === undefined) return false;
    const { down, up } = fault.flapping;
    const before = matches.get(fault) ?? 0;
    matches.set(fault, before + 1);
    return before % (down + up) >= down;
  };

  const use = (fault: Fault): void => {
    if (fault.times === undefined) return;
    fault.times -= 1;
    if (fault.times === 0) standing = standing.filter((other) => other !== fault);
  };
  const take: Faults['take'] = ({ method, path, records }) => {
    let milliseconds = 0;
    let trouble: Trouble | undefined;
    const lower = path.toLowerCase();
    for (const fault of standing) {
      if (fault.method !== undefined && fault.method !== method) continue;
      if (!lower.startsWith(fault.path?.toLowerCase() ?? '')) continue;
      if (fault.record !== undefined && !records.includes(fault.record)) continue;
      const { effect } = fault;
      if (effect.kind !== 'latency' && trouble) continue;
      if (isUp(fault)) continue;
      if (effect.kind === 'latency') milliseconds += effect.milliseconds;
      else trouble = effect;
      use(fault);
    }
    return { milliseconds, trouble };
  };

  return {
    add: (input) => {
      lastId += 1;
      const fault = { ...FaultInput.parse(input), id: lastId };
      standing.push(fault);
      return { ...fault };
    },
    list: () => standing.map((fault) => ({ ...fault })),
    remove: (id) => {
      const before = standing.length;
      standing = standing.filter((fault) => fault.id !== id);
      return standing.length < before;
    },
    clear: () => {
      standing = [];
    },
    take,
  };
}

import { z } from 'zod';
import { id } from './values';

/*
 * What HaloPSA's records come in: lists bare or in an envelope, records bare, in an array or wrapped (halopsa-api.md 2.2).
 */

const recordCount = id.nullish().catch(null);

/** Of a list that HaloPSA sent: the rows that can be read, and how many it sent and says that there are. */
export interface ReceivedList<Row> {
  rows: Row[];
  received: number;
  /** What HaloPSA says; of all rows, or only of those that it sent. Null where it says nothing. */
  total: number | null;
}

/**
 * A list in either shape of halopsa-api.md 2.2: bare, or in an envelope under `key`. Null stands for empty.
 * An object with neither the key nor a count is not an empty list, so it does not fit.
 */
export function listOf<Row extends z.ZodType>(row: Row, key: string) {
  const bare = z.union([z.null(), z.array(z.unknown())]).transform((items) => ({ items: items ?? [], total: null }));
  const wrapped = z
    .object({ record_count: recordCount, [key]: z.unknown().optional() })
    .refine((body) => key in body || body.record_count === 0)
    .transform((body) => ({ items: body[key] ?? [], total: body.record_count || null }));
  return z
    .union([bare, wrapped])
    .pipe(z.object({ items: z.array(z.unknown()), total: z.number().nullable() }))
    .transform(
      ({ items, total }): ReceivedList<z.output<Row>> => ({
        rows: readable(row, items),
        received: items.length,
        total,
      }),
    );
}

/** At a million of anything a schema would think for half a minute. */
const MOST_ROWS = 50_000;

function readable<Row extends z.ZodType>(row: Row, items: readonly unknown[]): z.output<Row>[] {
  return items.slice(0, MOST_ROWS).flatMap((item) => {
    const parsed = row.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The record of this id, as `oneOf` reads it: HaloPSA may answer with another one. */
export function recordWithId<Record extends z.ZodType<{ id: number }>>(record: Record, asked: number) {
  return oneOf(record).refine(({ id }) => id === asked, { path: ['id'] });
}

/** One record: bare, as the only element of an array, or wrapped under any one key (halopsa-api.md 2.2, 4). */
export function oneOf<Record extends z.ZodType>(record: Record) {
  return z
    .unknown()
    .transform((body) => recordsIn(body)[0])
    .pipe(record);
}

/** The records of a reply: bare, in an array, or either of them under any one key. */
export function recordsIn(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (!isObject(body) || 'id' in body) return [body];
  const inner = Object.values(body).find(isObject);
  return Array.isArray(inner) ? inner : [inner ?? body];
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

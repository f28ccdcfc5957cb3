import { z } from 'zod';
import type { Reply } from '../wire/reply';
import { ok } from '../wire/reply';

/** A HaloPSA that answers, and not as it is documented: lists that are cut down, count wrongly or never end, and odd rows. */
export type OddAnswer = z.output<typeof OddAnswer>;
export const OddAnswer = z.strictObject({
  kind: z.literal('oddAnswer'),
  /** So many rows a page at most, whatever is asked for; the envelope repeats the size that was asked for. */
  largestPage: z.int().positive().exactOptional(),
  /** Rows come from the last one to the first, whatever order is asked for. */
  descending: z.boolean().exactOptional(),
  /** Every page is the first one. */
  samePage: z.boolean().exactOptional(),
  /** Parameters that it does not know, for example `can_create_only`. */
  ignores: z.array(z.string().toLowerCase()).exactOptional(),
  /** What `record_count` counts: the rows on this page, or it is 0 or not there. */
  recordCount: z.enum(['page', 'zero', 'absent']).exactOptional(),
  /** Lists come without their envelope. */
  bare: z.boolean().exactOptional(),
  /** A list without pages has so many rows: those that there are, again and again under new ids. */
  filledTo: z.int().positive().exactOptional(),
  /** Fields of the records with these ids. */
  fields: z.record(z.string(), z.record(z.string(), z.json())).exactOptional(),
});

const Envelope = z.looseObject({ record_count: z.int() });

/** The question as such a HaloPSA takes it. */
export function asTaken(url: string, { largestPage, descending, samePage, ignores = [] }: OddAnswer): string {
  const [path = '', search = ''] = url.split('?', 2);
  const query = new URLSearchParams(search);
  for (const name of [...query.keys()]) if (ignores.includes(name.toLowerCase())) query.delete(name);
  const size = query.has('pageinate') ? 'page_size' : 'count';
  if (largestPage !== undefined) query.set(size, String(Math.min(largestPage, Number(query.get(size) ?? largestPage))));
  if (descending) query.set('orderdesc', 'true');
  if (samePage && query.has('page_no')) query.set('page_no', '1');
  return `${path}?${query}`;
}

/** The usual reply to that question, made odd. */
export function madeOdd(reply: Reply, odd: OddAnswer, asked: string): Reply {
  if (reply.status !== 200 || reply.body === undefined || !('json' in reply.body)) return reply;
  const { json } = reply.body;
  if (Array.isArray(json))
    return ok(
      pageOf(
        filled(
          json.map((row) => edited(row, odd)),
          odd,
        ),
        odd,
        asked,
      ),
    );
  const envelope = Envelope.safeParse(json).data;
  return ok(envelope === undefined ? edited(json, odd) : wrappedOddly(envelope, odd, asked));
}

function wrappedOddly({ record_count, ...rest }: z.output<typeof Envelope>, odd: OddAnswer, asked: string): unknown {
  const [name = '', list = []] = Object.entries(rest).find(([, value]) => Array.isArray(value)) ?? [];
  const rows = [list].flat().map((row) => edited(row, odd));
  if (odd.bare) return rows;
  const counts = { page: rows.length, zero: 0, absent: undefined };
  const asSize = new URLSearchParams(asked.split('?', 2)[1]).get('page_size');
  return {
    ...rest,
    ...(asSize !== null && { page_size: Number(asSize) }),
    record_count: odd.recordCount === undefined ? record_count : counts[odd.recordCount],
    [name]: rows,
  };
}

/** HaloPSA does not page a bare list; one that cuts it down gives the rest in pages. */
function pageOf(
  rows: readonly unknown[],
  { largestPage = rows.length, samePage }: OddAnswer,
  asked: string,
): unknown[] {
  const page = samePage ? 1 : Number(new URLSearchParams(asked.split('?', 2)[1]).get('page_no') ?? 1);
  return rows.slice((page - 1) * largestPage, page * largestPage);
}

const filled = (rows: readonly unknown[], { filledTo = rows.length }: OddAnswer): readonly unknown[] =>
  Array.from({ length: filledTo }, (_, index) => {
    const row = rows[index % rows.length];
    return index < rows.length ? row : { ...Object(row), id: 100_000 + index };
  });

const edited = (row: unknown, { fields = {} }: OddAnswer): unknown => ({
  ...Object(row),
  ...fields[String(Object(row).id)],
});

import type { Query } from './query';
import type { Reply } from './reply';
import { ok } from './reply';

const DEFAULT_COUNT = 50;
const LARGEST_PAGE = 1000;

type Sortable = Readonly<Record<string, unknown>>;

/** A collator would take most of the time of an answer, so this compares with `<`. */
const compare = (left: string | number, right: string | number): number => (left < right ? -1 : Number(left > right));

/** Rows come in the order of their ids, which is the order they are stored in. */
function sorted<Row extends Sortable>(rows: readonly Row[], query: Query): readonly Row[] {
  const field = query.text('order')?.toLowerCase() ?? 'id';
  const down = query.flag('orderdesc');
  if (field === 'id') return down ? rows.toReversed() : rows;
  const keyOf = (value: unknown): string | number => (typeof value === 'number' ? value : String(value).toLowerCase());
  return rows
    .map((row) => ({ row, key: keyOf(row[field]) }))
    .sort((left, right) => compare(left.key, right.key) * (down ? -1 : 1))
    .map(({ row }) => row);
}

type Wrapped<Row> = {
  /** The key of the rows in the envelope, for example `licences`. */
  name: string;
  rows: readonly Row[];
  present: (row: Row) => unknown;
  query: Query;
  largestPage?: number;
  emptyIsNull: boolean;
};

/** The wrapped list (halopsa-api.md 2.2): with `pageinate=true` it answers one page, otherwise the first `count` rows. Both sizes are 50 when not given. */
export function wrapped<Row extends Sortable>(list: Wrapped<Row>): Reply {
  const { query, largestPage = LARGEST_PAGE } = list;
  const paged = query.flag('pageinate');
  const requestedSize = query.int(paged ? 'page_size' : 'count') ?? DEFAULT_COUNT;
  const size = Math.min(Math.max(requestedSize, 1), largestPage);
  const number = paged ? Math.max(query.int('page_no') ?? 1, 1) : 1;

  const rows = sorted(list.rows, query)
    .slice((number - 1) * size, number * size)
    .map(list.present);
  // After the last page the count is 0 too; one known client stops at that (halopsa-api.md 2.1).
  const total = rows.length === 0 ? 0 : list.rows.length;
  return ok({
    ...(paged && { page_no: number, page_size: size }),
    record_count: total,
    [list.name]: rows.length === 0 && list.emptyIsNull ? null : rows,
  });
}

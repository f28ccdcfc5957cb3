import type { ListedOrganization, Order } from './list-schema';

type Value = string | number | null;

/** Where a row stands in an order: a page goes on from it, also where the row is gone or is elsewhere by now. */
export interface Place {
  readonly value: Value;
  readonly name: string;
  readonly organizationId: string;
}

type Compare<Of> = (a: Of, b: Of) => number;
type Present = NonNullable<Value>;

const collator = new Intl.Collator('en', { numeric: true });
const asText: Compare<Present> = (a, b) => collator.compare(String(a), String(b));
const plainly: Compare<Present> = (a, b) => Number(a > b) - Number(a < b);

interface Rule {
  readonly compare: Compare<Present>;
  valueOf(row: ListedOrganization): Value;
}

const rules: Readonly<Record<Order['sort'], Rule>> = {
  name: { compare: asText, valueOf: ({ name }) => name },
  customer: { compare: asText, valueOf: ({ customerName }) => customerName },
  seats: { compare: plainly, valueOf: ({ report }) => report.seats.used },
  changed: { compare: plainly, valueOf: ({ changedAt }) => changedAt },
};

export const placeOf = (row: ListedOrganization, { sort }: Order): Place => ({
  value: rules[sort].valueOf(row),
  name: row.name,
  organizationId: row.organizationId,
});

export const byName: Compare<Omit<Place, 'value'>> = (a, b) =>
  collator.compare(a.name, b.name) || plainly(a.organizationId, b.organizationId);

/** Who has no value comes last in both directions. */
export function comparing({ sort, direction }: Order): Compare<Place> {
  const { compare } = rules[sort];
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null) || byName(a, b);
    return sign * compare(a.value, b.value) || byName(a, b);
  };
}

/** The rows of now in an order in which most of them stood before: those are not compared with each other again. */
export function reordered(
  before: readonly ListedOrganization[],
  now: readonly ListedOrganization[],
  order: Order,
): readonly ListedOrganization[] {
  const [were, are] = [new Set(before), new Set(now)];
  const compare = comparing(order);
  return inserted(
    before.filter((row) => are.has(row)),
    now.filter((row) => !were.has(row)),
    (a, b) => compare(placeOf(a, order), placeOf(b, order)),
  );
}

/** Puts others between rows that stand in order. */
export function inserted<Row>(inOrder: readonly Row[], others: readonly Row[], compare: Compare<Row>): readonly Row[] {
  const parts: (readonly Row[])[] = [];
  let from = 0;
  for (const other of others.toSorted(compare)) {
    const to = firstAfter(inOrder, (row) => compare(row, other) <= 0, from);
    parts.push(inOrder.slice(from, to), [other]);
    from = to;
  }
  return [...parts, inOrder.slice(from)].flat();
}

/** Where the rows after a place begin. */
export function indexAfter(ordered: readonly ListedOrganization[], order: Order, place: Place): number {
  const compare = comparing(order);
  return firstAfter(ordered, (row) => compare(placeOf(row, order), place) <= 0);
}

/** The index of the first row that is not before a place, by halving what is left. */
function firstAfter<Row>(rows: readonly Row[], isBefore: (row: Row) => boolean, start = 0): number {
  let [from, to] = [start, rows.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (rows.slice(middle, middle + 1).every(isBefore)) from = middle + 1;
    else to = middle;
  }
  return from;
}

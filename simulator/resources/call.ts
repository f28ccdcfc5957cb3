import type { Caller } from '../login/rights';
import type { World } from '../tenant/world';
import type { Query } from '../wire/query';
import type { Reply } from '../wire/reply';
import { notFound } from '../wire/reply';

/** One authorised request, as the resources see it. */
export type Call = Caller & {
  readonly world: World;
  readonly query: Query;
  /** The last part of the path; empty for a list. */
  readonly id: string;
  readonly body: unknown;
};

export type Handler = (call: Call) => Reply;

/** The id as a number; a wrong kind of id is a 404 (halopsa-api.md 5.1). */
export function numericId(call: Call): number {
  if (!/^\d{1,15}$/.test(call.id)) throw notFound();
  return Number(call.id);
}

/** Returns the rows that meet all conditions. It reads `rows` lazily, so a list of one customer reads only that customer's rows. */
export function where<Row>(rows: Iterable<Row>, ...conditions: readonly ((row: Row) => boolean)[]): Row[] {
  const found: Row[] = [];
  for (const row of rows) if (conditions.every((holds) => holds(row))) found.push(row);
  return found;
}

/** Returns a condition that is true when a text contains `search`, in upper or lower case. Without `search` it is always true. */
export function containing(search: string | undefined): (...texts: readonly string[]) => boolean {
  const wanted = search?.toLowerCase();
  return (...texts) => wanted === undefined || texts.some((text) => text.toLowerCase().includes(wanted));
}

/** One page of a list. */
export interface Page<Item> {
  /** Only the rows that match the query, checked here because HaloPSA ignores filters that it does not know (halopsa-api.md 6.11). */
  items: Item[];
  /** How many rows HaloPSA has for the question, on all pages. */
  total: number;
  nextPage: number | null;
  /** How many rows HaloPSA sent on this page, before `items` was filtered. */
  received: number;
}

/** What one reply says about its place in the list. */
export interface Position {
  page: number;
  pageSize: number;
  received: number;
  total: number;
}

/**
 * From one page alone: whether another one follows. A full page, or a sum that does not come out, asks for the next one,
 * so a page size that HaloPSA cut down silently costs a request but never a row.
 */
export function nextPageOf({ page, pageSize, received, total }: Position): number | null {
  const seen = (page - 1) * pageSize + received;
  const complete = page === 1 ? seen >= total : seen === total;
  return received === 0 || complete ? null : page + 1;
}

/**
 * Every page of a list, in order. Ends when the rows received reach the total or a page is empty (halopsa-api.md 2.1).
 *
 * @example for await (const page of walkPages((page) => halo.customers(access, { page }))) …
 */
export async function* walkPages<Item>(read: (page: number) => Promise<Page<Item>>): AsyncGenerator<Page<Item>> {
  let received = 0;
  for (let number = 1; ; number++) {
    const page = await read(number);
    yield page;
    received += page.received;
    if (page.received === 0 || received >= page.total) return;
  }
}

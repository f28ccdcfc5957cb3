import type { ReceivedList } from './envelopes';

/** One page of a list. */
export interface Page<Item> {
  /**
   * Only the rows that can be read and match the query, each once; checked here because HaloPSA ignores filters that it does
   * not know (halopsa-api.md 6.11).
   */
  items: Item[];
  /** Of every row on the page that can be read, each once, before `items` was filtered. */
  ids: number[];
  /** How many rows HaloPSA sent, whether or not they can be read. */
  received: number;
  /** How many of them cannot be read. */
  unreadable: number;
  /** Whether it has more rows than were asked for. When such a page comes again, HaloPSA does not page this list. */
  isLarger: boolean;
  /** What HaloPSA says: how many rows there are on all pages, or only on this one. Null where it says nothing. */
  total: number | null;
  follows: Follows;
}

/** Whether another page follows. `maybe` is settled by reading it. */
export type Follows = 'yes' | 'no' | 'maybe';

/** What one reply says about its place in the list. */
export interface Position {
  page: number;
  pageSize: number;
  /** How many rows came on the pages before, where that is known. */
  before?: number | undefined;
  received: number;
  total: number | null;
}

/** Nobody has seen a HaloPSA whose pages are smaller than this, so a page with fewer rows is the last one. */
const SMALLEST_PAGE = 10;

/**
 * From one page alone: whether another one follows. HaloPSAs cut pages down without saying so, and some give the number of
 * rows on the page for the number of all rows. So a total counts only where it is more than what came with it.
 */
export function followsAfter({
  page,
  pageSize,
  before = page === 1 ? 0 : undefined,
  received,
  total,
}: Position): Follows {
  if (received === 0) return 'no';
  if (total !== null && total > received) {
    if (before !== undefined) return before + received < total ? 'yes' : 'no';
    if (page * pageSize < total) return 'yes';
    // The pages before were as large as was asked for only if this one is.
    return received === pageSize ? 'no' : 'maybe';
  }
  return received < SMALLEST_PAGE ? 'no' : 'maybe';
}

/** What HaloPSA sent for one page. */
export function pageOf<Row extends { id: number }>(
  { rows, received, total }: ReceivedList<Row>,
  asked: Pick<Position, 'page' | 'pageSize' | 'before'>,
  matches: (row: Row) => boolean,
): Page<Row> {
  return {
    items: onceEach(rows.filter(matches)),
    ids: [...new Set(rows.map(({ id }) => id))],
    received,
    unreadable: received - rows.length,
    isLarger: received > asked.pageSize,
    total,
    follows: followsAfter({ ...asked, received, total }),
  };
}

/** No list is followed further. With pages of 50 rows these are 50,000. */
export const MOST_PAGES = 1_000;
/** How many pages in a row may bring nothing new before a list is given up. */
export const MOST_REPEATS = 3;
/** How many pages are read at once to find one row that matches: a search may be ignored. */
const MOST_AT_ONCE = 5;
/** A list that HaloPSA gives whole is read on no further, because somebody waits. */
const MOST_PARTS = 40;

/** One page for a person to choose from. */
export interface ChoicePage<Item> {
  items: Item[];
  nextPage: number | null;
  /** False when HaloPSA sends the same rows again and again: there may be more. */
  isComplete: boolean;
  /** How many rows could not be read at all. */
  unreadable: number;
}

/**
 * A page, with its end settled: where the reply leaves doubt, the pages after it are looked at. Rows that were on the page
 * before are left out.
 */
export async function choicePage<Item extends { id: number }>(
  read: (page: number) => Promise<Page<Item>>,
  number: number,
): Promise<ChoicePage<Item>> {
  const seen = new Set(number > 1 ? (await read(number - 1)).ids : []);
  const found: ChoicePage<Item> = { items: [], nextPage: null, isComplete: true, unreadable: 0 };
  let repeats = 0;
  for (let at = number; at < number + MOST_AT_ONCE && at <= MOST_PAGES; at += 1) {
    const page = await read(at);
    const isNew = page.ids.some((id) => !seen.has(id));
    const isRepeat = !isNew && page.ids.length > 0;
    if (isNew && found.items.length > 0) return { ...found, nextPage: at };
    found.items.push(...page.items.filter(({ id }) => !seen.has(id)));
    found.unreadable += isRepeat ? 0 : page.unreadable;
    for (const id of page.ids) seen.add(id);
    // What a page that comes again says of its place means nothing.
    if (page.received === 0 || (isRepeat ? page.isLarger : page.follows === 'no')) return found;
    repeats = isNew ? 0 : repeats + 1;
    if (repeats === MOST_REPEATS) return { ...found, isComplete: false };
    if (page.follows === 'yes' && found.items.length > 0) return { ...found, nextPage: at + 1 };
  }
  const next = number + MOST_AT_ONCE;
  return next > MOST_PAGES ? { ...found, isComplete: false } : { ...found, nextPage: next };
}

/** A list that HaloPSA gives whole. */
export interface WholeList<Item> {
  items: Item[];
  /** False when HaloPSA says that there are more, and does not send them. */
  isComplete: boolean;
  /** How many rows could not be read at all. */
  unreadable: number;
}

/** Which page of which size, for a list that is read in parts. */
export interface Part {
  page: number;
  pageSize: number;
}

/**
 * Reads a list at once, and where HaloPSA may have cut it down, in pages of that size too: from the first one, because what was cut
 * down may have another order than the pages.
 */
export async function wholeList<Item>(read: (part?: Part) => Promise<ReceivedList<Item>>): Promise<WholeList<Item>> {
  const first = await read();
  const items = new Map(first.rows.map((row) => [JSON.stringify(row), row]));
  const paged = new Set<string>();
  const told = first.total ?? 0;
  let unreadable = first.received - first.rows.length;
  let unreadableInPages = 0;
  let tries = isCut(first) ? MOST_REPEATS : 0;
  for (let page = 1; tries > 0; page += 1) {
    if (page > MOST_PARTS) return { items: [...items.values()], isComplete: false, unreadable };
    const { rows, received } = await read({ page, pageSize: first.received });
    const before = paged.size;
    for (const row of rows) {
      const key = JSON.stringify(row);
      items.set(key, row);
      paged.add(key);
    }
    const isNew = paged.size > before;
    // The same again: HaloPSA does not page this list, and has sent all that it sends.
    if (received === 0 || (!isNew && received === first.received)) break;
    unreadableInPages += isNew ? received - rows.length : 0;
    unreadable = Math.max(unreadable, unreadableInPages);
    tries = isNew ? MOST_REPEATS : tries - 1;
  }
  return { items: [...items.values()], isComplete: items.size + unreadable >= told, unreadable };
}

/** Nobody has seen a HaloPSA that cuts a list down to more rows than this. */
const LARGEST_CUT = 1_000;

/** HaloPSA cuts a list down to a round number of rows. */
const isCut = ({ received, total }: ReceivedList<unknown>): boolean =>
  (total ?? 0) > received || (received > 0 && received <= LARGEST_CUT && (received % 10 === 0 || received % 25 === 0));

/** The rows, each id once: as it stands first. */
export function onceEach<Row extends { id: number }>(rows: readonly Row[]): Row[] {
  const firsts = new Map<number, Row>();
  for (const row of rows) if (!firsts.has(row.id)) firsts.set(row.id, row);
  return [...firsts.values()];
}

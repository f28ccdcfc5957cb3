import type { Problem } from '../schema';
import type { Cursor, LicenceRange, Walked } from './cursor';

/** One page of HaloPSA's list, as it came. */
export interface ListedPage {
  /** Of every licence on it that can be read. */
  readonly ids: readonly number[];
  /** How many rows it had. */
  readonly received: number;
  /** How many there are on all pages, or only on this one, as HaloPSA says. */
  readonly total: number | null;
  readonly follows: 'yes' | 'no' | 'maybe';
}

export interface Limits {
  /** No list is followed further. */
  readonly pages: number;
  /** How many pages in a row may bring nothing new. */
  readonly repeats: number;
}

export interface Walk {
  /** The licences that were on no page before. */
  readonly ids: ReadonlySet<number>;
  /** The mapped licences that the page answers for: inside of it, what is not on the page is not there. */
  readonly covers: LicenceRange;
  readonly next: Cursor | null;
  /** Whether nothing but the page after it shows that the list is over. */
  readonly isDoubtful: boolean;
  readonly problem: Problem | null;
}

const start: Walked = { rows: 0, told: null, repeats: 0, isOrdered: true, page: '' };

export const LIST_INCOMPLETE: Problem = {
  code: 'halo.listIncomplete',
  detail:
    'HaloPSA does not give its list of Software Licences to the end: pages come again, or rows are missing. What is not on it was asked for one by one. Tell our support your HaloPSA version.',
};

const ROW_UNREADABLE: Problem = {
  code: 'halo.rowUnreadable',
  detail:
    'In HaloPSA’s list of Software Licences, a row has no usable “id”. Organizations whose licence did not show near it were left as they are.',
};

/**
 * What one page says. Pages come in the order of ids, so each answers for a range. A HaloPSA that ignores the order still tells
 * what it shows; what it does not show is then left to the organizations. A list without an end answers for nothing but its rows.
 */
export function walk(cursor: Cursor, page: ListedPage, limits: Limits): Walk {
  const before = cursor.walked ?? start;
  const fresh = freshOf(cursor, page);
  const isWhole = cursor.page === 1 && page.follows === 'no';
  const unreadable = page.received - page.ids.length;
  const isRepeat = page.ids.length > 0 && fresh.length === 0;
  const walked: Walked = {
    rows: before.rows + (isRepeat ? 0 : fresh.length + unreadable),
    told: page.total !== null && page.total > page.received ? Math.max(before.told ?? 0, page.total) : before.told,
    repeats: isRepeat ? before.repeats + 1 : 0,
    isOrdered: before.isOrdered && (isWhole || fresh.every((id, index) => index === 0 || id > (fresh[index - 1] ?? 0))),
    page: printOf(page),
  };
  const { afterId, comparedTo = afterId } = cursor;
  const upTo = fresh.reduce((one, other) => Math.max(one, other), afterId);
  const answersForRange = walked.isOrdered && unreadable === 0;
  // What a page that comes again says of its place means nothing.
  const isOver = page.follows === 'no' && !isRepeat;
  const isLost =
    walked.repeats >= limits.repeats || (isOver ? walked.rows < (walked.told ?? 0) : cursor.page >= limits.pages);
  const covers = (end: number | null): LicenceRange =>
    answersForRange ? { after: comparedTo, upTo: end } : { ids: fresh };
  const problem = unreadable > 0 ? ROW_UNREADABLE : null;
  const found = { ids: new Set(fresh), problem, isDoubtful: page.follows === 'maybe' && walked.isOrdered };
  if (isLost) {
    const next: Cursor | null = walked.isOrdered ? { by: 'organization', page: cursor.page, afterId: upTo } : null;
    return { ...found, covers: covers(upTo), next, isDoubtful: false, problem: LIST_INCOMPLETE };
  }
  if (isOver) return { ...found, covers: covers(null), next: null };
  const next: Cursor = { by: 'page', page: cursor.page + 1, afterId: upTo, walked };
  return { ...found, covers: covers(upTo), next };
}

/** While the order of ids holds, what is not above the last id has been compared already. */
function freshOf(
  { afterId, walked: { isOrdered, page: before } = start }: Cursor,
  page: ListedPage,
): readonly number[] {
  if (isOrdered) return page.ids.filter((id) => id > afterId);
  return before === printOf(page) ? [] : page.ids;
}

/** By what a page is known when it comes again. */
export const printOf = ({ ids }: Pick<ListedPage, 'ids'>): string => `${ids.length}: ${ids[0]} to ${ids.at(-1)}`;

import type { Problem } from '../schema';
import type { Cursor, LicenceRange, Walked } from './cursor';

/** One page of HaloPSA's list, as it came. */
export interface ListedPage {
  /** Of every licence on it that can be read, each once. */
  readonly ids: readonly number[];
  /** How many rows it had. */
  readonly received: number;
  /** How many of them cannot be read. */
  readonly unreadable: number;
  /** Whether it has more rows than were asked for. When such a page comes again, the list has no pages. */
  readonly isLarger: boolean;
  /** How many there are on all pages, or only on this one, as HaloPSA says. */
  readonly total: number | null;
  readonly follows: 'yes' | 'no' | 'maybe';
}

export interface Limits {
  /** No list is followed further. */
  readonly pages: number;
  /** How many pages in a row may bring nothing new. */
  readonly repeats: number;
  /** How many licences are compared at once. Of a range, who asks sees to that: licences may be mapped that are not on the page. */
  readonly atOnce: number;
}

export interface Walk {
  /** The licences on it that are to be compared. */
  readonly ids: ReadonlySet<number>;
  /** How many licences HaloPSA has: as it says, or as many as it has shown so far. */
  readonly total: number;
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
    'In HaloPSA’s list of Software Licences, a row has no usable “id”. What did not show on the list was asked for one by one. Tell our support your HaloPSA version.',
};

/**
 * What one page says. Pages come in the order of ids, so each answers for a range. From where that order ends, or a row cannot be read,
 * pages answer for nothing but their rows; so does a list without an end. What no page has answered for is asked for one by one.
 */
export function walk(cursor: Cursor, page: ListedPage, limits: Limits): Walk {
  const before = cursor.walked ?? start;
  const fresh = freshOf(cursor, page);
  const isWhole = cursor.page === 1 && page.follows === 'no';
  const isRepeat = isSame(before, page) || (page.ids.length > 0 && fresh.length === 0);
  const isGrowing = isWhole || fresh.every((id, index) => index === 0 || id > (fresh[index - 1] ?? 0));
  const walked: Walked = {
    rows: before.rows + (isRepeat ? 0 : fresh.length + page.unreadable),
    told: page.total !== null && page.total > page.received ? Math.max(before.told ?? 0, page.total) : before.told,
    repeats: isRepeat ? before.repeats + 1 : 0,
    isOrdered: before.isOrdered && isGrowing && page.unreadable === 0,
    page: printOf(page),
  };
  const { isOrdered } = walked;
  const { afterId, comparedTo = afterId } = cursor;
  const shown = isOrdered ? fresh : fresh.filter((id) => id > comparedTo);
  const upTo = isOrdered ? fresh.reduce((one, other) => Math.max(one, other), afterId) : afterId;
  // What a page that comes again says of its place means nothing.
  const isOver = isRepeat ? page.isLarger : page.follows === 'no';
  const isLost =
    walked.repeats >= limits.repeats || (isOver ? walked.rows < (walked.told ?? 0) : cursor.page >= limits.pages);
  const covers = (end: number | null): LicenceRange => (isOrdered ? { after: comparedTo, upTo: end } : { ids: shown });
  const found = {
    ids: new Set(shown),
    total: walked.told ?? walked.rows,
    isDoubtful: page.follows === 'maybe' && isOrdered && !isLost,
    problem: page.unreadable > 0 ? ROW_UNREADABLE : null,
  };
  if (!isOrdered && shown.length > limits.atOnce) {
    const ids = shown.toSorted((one, other) => one - other).slice(0, limits.atOnce);
    return { ...found, ids: new Set(ids), covers: { ids }, next: { ...cursor, comparedTo: ids.at(-1) ?? comparedTo } };
  }
  const rest: Cursor = { by: 'organization', page: cursor.page, afterId: upTo };
  if (isLost) return { ...found, covers: covers(upTo), next: rest, problem: LIST_INCOMPLETE };
  if (isOver) return { ...found, covers: covers(null), next: isOrdered ? null : rest };
  return { ...found, covers: covers(upTo), next: { ...rest, by: 'page', page: cursor.page + 1, walked } };
}

/** The licences that came on no page before: none that a range has answered for, or that was compared. */
function freshOf({ afterId, comparedTo = afterId, compared = [], walked = start }: Cursor, page: ListedPage) {
  if (isSame(walked, page)) return [];
  // Up to `comparedTo` they were compared as this page's.
  const before = new Set(compared.filter((id) => id > comparedTo));
  return page.ids.filter((id) => id > afterId && !before.has(id));
}

const isSame = (before: Walked, page: ListedPage): boolean => page.received > 0 && before.page === printOf(page);

/** By what a page is known when it comes again. */
export const printOf = ({ ids }: Pick<ListedPage, 'ids'>): string => `${ids.length}: ${ids[0]} to ${ids.at(-1)}`;

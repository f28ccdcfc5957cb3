/** Software Licences by id: those above `after` and up to `upTo`, null being no end; or certain ones. */
export type LicenceRange =
  | { readonly after: number; readonly upTo: number | null }
  | { readonly ids: readonly number[] };

/**
 * Where a reconcile has come to: the next page of inactive customers, then of licences, or the next organization when these are
 * fewer than pages.
 */
export interface Cursor {
  readonly by: 'customer' | 'page' | 'organization';
  readonly page: number;
  /** Every licence of the pages before has at most this id. */
  readonly afterId: number;
  /** Of this page, licences up to this id were compared: there are too many for one step. */
  readonly comparedTo?: number;
  /** Of the licences above `afterId`, those that have been compared already; absent where there are none. */
  readonly compared?: readonly number[];
  /** Of the pages before; absent on the first one. */
  readonly walked?: Walked;
  /** By what the page of customers before is known when it comes again; absent on the first one. */
  readonly pageBefore?: string;
}

/** What the pages of a list have come to so far. */
export interface Walked {
  /** Each row counted once, as far as it is known from the pages before. */
  readonly rows: number;
  /** How many there are, as HaloPSA says. */
  readonly told: number | null;
  /** How many pages in a row have brought nothing new. */
  readonly repeats: number;
  /** Whether every row had an id, and ids have only grown. */
  readonly isOrdered: boolean;
  /** By what the last page is known when it comes again. */
  readonly page: string;
}

export const firstPage: Cursor = { by: 'page', page: 1, afterId: 0 };

/** A dry run asks about licences only. */
export const firstCursor = (mode: 'reconcile' | 'preview'): Cursor =>
  mode === 'preview' ? firstPage : { ...firstPage, by: 'customer' };

/** The next cursor, which knows what has been compared of the licences above it. */
export function knowing(next: Cursor, compared: readonly number[]): Cursor {
  const above = compared.filter((id) => id > next.afterId);
  return above.length === 0 ? next : { ...next, compared: above };
}

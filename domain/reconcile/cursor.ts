/** Software Licences by id: those above `after` and up to `upTo`, null being no end; or certain ones. */
export type LicenceRange =
  | { readonly after: number; readonly upTo: number | null }
  | { readonly ids: readonly number[] };

/** Where a reconcile has come to: the next page of HaloPSA's list, or the next organization when these are fewer. */
export interface Cursor {
  readonly by: 'page' | 'organization';
  readonly page: number;
  /** Every licence of the pages before has at most this id. */
  readonly afterId: number;
  /** Of this page, organizations up to this licence id were compared: there are too many for one step. */
  readonly comparedTo?: number;
}

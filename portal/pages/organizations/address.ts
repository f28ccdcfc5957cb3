import { useSearchParams } from 'react-router';

/** What may be open beside the list: each stands in the address with the organization that it is about. */
export type Sheet = 'new' | 'integrations' | 'seats';

const sheets: readonly Sheet[] = ['new', 'integrations', 'seats'];

export const isAtSheet =
  (sheet: Sheet) =>
  ({ search }: { readonly search: string }): boolean =>
    new URLSearchParams(search).has(sheet);

/** The open sheet, and the way to open and close one. Back closes it too. */
export function useSheet() {
  const [params, setParams] = useSearchParams();
  const change = (sheet?: Sheet, organizationId = '', options = {}) =>
    setParams((now) => {
      const next = new URLSearchParams(now);
      for (const one of sheets) next.delete(one);
      if (sheet !== undefined) next.set(sheet, organizationId);
      return next;
    }, options);
  return {
    isOpen: (sheet: Sheet) => params.has(sheet),
    /** The organization that a sheet is about. */
    of: (sheet: Sheet) => params.get(sheet) ?? '',
    open: (sheet: Sheet, organizationId?: string) => change(sheet, organizationId),
    /** In the place of the one that is open. */
    goOn: (sheet: Sheet, organizationId: string) => change(sheet, organizationId, { replace: true }),
    close: () => change(undefined, undefined, { replace: true }),
  };
}

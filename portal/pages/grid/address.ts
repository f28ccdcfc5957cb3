import { useMemo } from 'react';
import type { NavigateOptions } from 'react-router';
import { useNavigate, useSearchParams } from 'react-router';
import type { OrganizationsRequest } from '../../api/grid-queries';

export const views = ['all', 'needsYou', 'notMapped', 'mapped', 'notStarted', 'waiting'] as const;
export const sorts = ['name', 'customer', 'seats', 'changed'] as const;
const directions = ['asc', 'desc'] as const;
const sheets = ['preview', 'run', 'policy'] as const;

export type View = (typeof views)[number];
export type Sheet = (typeof sheets)[number];

const usual = { view: 'all', search: '', sort: 'name', direction: 'asc', sheet: '', at: '0', row: '' } as const;
type Parts = Partial<Record<keyof typeof usual, string>>;

/** What the grid shows stands in the address: Back, Reload and a pasted link bring it back. */
export function useAddress() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [view, search, sort, direction] = [
    oneOf(views, params.get('view')) ?? usual.view,
    params.get('search') ?? usual.search,
    oneOf(sorts, params.get('sort')) ?? usual.sort,
    oneOf(directions, params.get('direction')) ?? usual.direction,
  ];
  const request = useMemo<OrganizationsRequest>(
    () => ({ view, search, sort, direction }),
    [view, search, sort, direction],
  );
  const go = async (parts: Parts, how: NavigateOptions = {}) => {
    // As it is now: a search may have come into it since this was drawn.
    const now = new URLSearchParams(window.location.search);
    return navigate({ search: `${withParts(now, parts)}` }, how);
  };
  return {
    request,
    sheet: oneOf(sheets, params.get('sheet')) ?? null,
    /** The first row that is seen. */
    at: Number.parseInt(params.get('at') ?? usual.at, 10) || 0,
    /** The organization that was opened last. */
    row: params.get('row'),
    /** Other rows, from above. */
    show: (parts: Parts) => go({ ...parts, at: usual.at, row: usual.row }),
    open: (next: Sheet | '') => go({ sheet: next }, { preventScrollReset: true }),
    /** Where somebody is now; Back does not lead through it. */
    note: (parts: Parts) => go(parts, { replace: true, preventScrollReset: true }),
  };
}

export type Address = ReturnType<typeof useAddress>;

function withParts(now: URLSearchParams, parts: Parts): URLSearchParams {
  const next = new URLSearchParams(now);
  for (const [name, value] of Object.entries({ ...usual, ...Object.fromEntries(now), ...parts })) {
    if (isUsual(name, value)) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

const isUsual = (name: string, value: string): boolean =>
  Object.entries(usual).some(([part, standard]) => part === name && standard === value);

const oneOf = <Value extends string>(values: readonly Value[], said: string | null): Value | undefined =>
  values.find((value) => value === said);

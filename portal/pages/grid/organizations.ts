import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Organizations } from '../../api/generated';
import type { OrganizationsRequest } from '../../api/grid-queries';
import { CHANGES, changedOrganizationsQuery, organizationPagesQuery } from '../../api/grid-queries';
import { useLive } from '../../live/look';
import { usePartnerId } from '../../session/signed-in';
import { patched } from './patch';

/** The organizations that the grid shows. What changes is put in its place; what is new waits for a click. */
export function useOrganizations(request: OrganizationsRequest) {
  const partnerId = usePartnerId();
  const pages = useInfiniteQuery(organizationPagesQuery(partnerId, request));
  const { data, hasNextPage, isPlaceholderData } = pages;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const inView = useChanged(request);
  const all = useChanged({ ...request, view: 'all' });
  usePatches(request, all.data, pages.refetch);

  const [first] = data?.pages ?? [];
  const counts = all.data?.views ?? first?.views;
  const isWhole = !hasNextPage && !isPlaceholderData;
  return {
    pages,
    rows,
    counts,
    note: first?.note ?? null,
    /** How many there are with those that are not loaded; null where nobody has counted. */
    total: hasNextPage ? totalOf(request, first) : rows.length,
    news: isWhole ? newIn(rows, inView.data) : grownBy(request, first, counts),
  };
}

export type OrganizationList = ReturnType<typeof useOrganizations>;

const totalOf = ({ view, search }: OrganizationsRequest, first: Organizations | undefined): number | null =>
  search === '' ? (first?.views[view] ?? null) : null;

function newIn(rows: Organizations['items'], changed: Organizations | undefined): number {
  const shown = new Set(rows.map(({ organizationId }) => organizationId));
  return changed?.items.filter(({ organizationId }) => !shown.has(organizationId)).length ?? 0;
}

function grownBy(
  { view, search }: OrganizationsRequest,
  first: Organizations | undefined,
  counts: Organizations['views'] | undefined,
): number {
  if (search !== '') return 0;
  return Math.max(0, (counts?.[view] ?? 0) - (first?.views[view] ?? 0));
}

/** What has changed last, read again whenever the frame has looked how things stand. */
function useChanged(request: Pick<OrganizationsRequest, 'view' | 'search'>) {
  const { dataUpdatedAt: lookedAt } = useLive();
  const query = useQuery(changedOrganizationsQuery(usePartnerId(), request));
  const { refetch } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each look of the frame is a reason to look here
  useEffect(() => void refetch({ cancelRefetch: false }), [lookedAt, refetch]);
  return query;
}

/** Where more has changed between two looks than one answer tells, all is read again. */
function usePatches(request: OrganizationsRequest, changed: Organizations | undefined, readAgain: () => unknown): void {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const seenUntil = useRef<string>(undefined);
  useEffect(() => {
    if (changed === undefined) return;
    const { queryKey } = organizationPagesQuery(partnerId, request);
    queries.setQueryData(queryKey, (data) => (data === undefined ? undefined : patched(data, changed.items)));
    const last = changed.items[CHANGES - 1];
    if (last !== undefined && seenUntil.current !== undefined && last.changedAt > seenUntil.current) readAgain();
    seenUntil.current = changed.items[0]?.changedAt;
  }, [changed, request, partnerId, queries, readAgain]);
}

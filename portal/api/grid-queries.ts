import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { ReconcileProgress } from './generated';
import { followed } from './query-client';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface OrganizationsRequest {
  readonly view: 'all' | 'needsYou' | 'notMapped' | 'mapped' | 'notStarted' | 'waiting';
  readonly search: string;
  readonly sort: 'name' | 'customer' | 'seats' | 'changed';
  readonly direction: 'asc' | 'desc';
}

const FIRST_PAGE = '';
/** The first page is to be there at once, the others seldom. */
const pageSizes = { first: '100', others: '500' } as const;

/** The rows of the grid, page by page. While they are looked at, they are not read again by themselves: what changes is put into them. */
export const organizationPagesQuery = (partnerId: string, request: OrganizationsRequest) =>
  infiniteQueryOptions({
    queryKey: ['organizations', partnerId, 'pages', request],
    queryFn: ({ pageParam, signal }) => {
      const page =
        pageParam === FIRST_PAGE ? { limit: pageSizes.first } : { limit: pageSizes.others, cursor: pageParam };
      return api.listOrganizations(partnerId, { ...request, ...page }, { signal });
    },
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 30 * MINUTE,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const CHANGES = 100;

/** What of a view and a search has changed last. */
export const changedOrganizationsQuery = (
  partnerId: string,
  { view, search }: Pick<OrganizationsRequest, 'view' | 'search'>,
) =>
  queryOptions({
    queryKey: ['organizations', partnerId, 'changed', view, search],
    queryFn: ({ signal }) => {
      const order = { sort: 'changed', direction: 'desc' } as const;
      return api.listOrganizations(partnerId, { view, search, ...order, limit: String(CHANGES) }, { signal });
    },
    gcTime: 30 * MINUTE,
  });

/** How far the newest preview and the newest reconcile are. */
export const seatSyncQuery = (partnerId: string) =>
  queryOptions({
    queryKey: ['seat-sync', partnerId],
    queryFn: ({ signal }) => api.readSeatSync(partnerId, { signal }),
    refetchInterval: ({ state: { data } }) =>
      isRunning(data?.preview) || isRunning(data?.reconcile) ? 1 * SECOND : false,
    ...followed,
  });

export const isRunning = (progress: ReconcileProgress | null | undefined): boolean => progress?.status === 'running';

/** What the newest preview would change; `startedAt` tells one preview from another. */
export const previewRowsQuery = (partnerId: string, startedAt: string) =>
  infiniteQueryOptions({
    queryKey: ['seat-preview', partnerId, startedAt],
    queryFn: ({ pageParam, signal }) =>
      api.readSeatPreview(partnerId, { view: 'changes', cursor: pageParam }, { signal }),
    initialPageParam: '0',
    getNextPageParam: ({ next }) => next,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const seatPolicyQuery = (partnerId: string) =>
  queryOptions({
    queryKey: ['seat-policy', partnerId],
    queryFn: ({ signal }) => api.readSeatPolicy(partnerId, { signal }),
    // Nobody is told that another one has changed them.
    staleTime: 0,
  });

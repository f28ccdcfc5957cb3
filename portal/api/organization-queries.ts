import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';

/** What moves by itself is looked at until it has come to rest, so often; what waits for a person, when the frame says that something has changed. */
const lookAgain = { us: 2_000, halo: 5_000, you: false, nobody: false } as const;

const whileMoving = (shown: { readonly whoseMove: keyof typeof lookAgain } | undefined) =>
  shown === undefined ? false : lookAgain[shown.whoseMove];

export interface ListRequest {
  readonly search: string;
  /** The cursor of the page; null for the first one. */
  readonly after: string | null;
}

export const organizationListKey = (partnerId: string) => ['organizations', partnerId, 'list'];

export const organizationsQuery = (partnerId: string, { search, after }: ListRequest) =>
  queryOptions({
    queryKey: [...organizationListKey(partnerId), search, after],
    queryFn: ({ signal }) =>
      api.listOrganizations(partnerId, { search, ...(after !== null && { cursor: after }) }, { signal }),
    placeholderData: keepPreviousData,
  });

export const mappingQuery = (partnerId: string, organizationId: string) =>
  queryOptions({
    queryKey: ['mapping', partnerId, organizationId],
    queryFn: ({ signal }) => api.readMapping(partnerId, organizationId, { signal }),
    refetchInterval: ({ state }) => whileMoving(state.data),
  });

export const seatsQuery = (partnerId: string, organizationId: string) =>
  queryOptions({
    queryKey: ['seats', partnerId, organizationId],
    queryFn: ({ signal }) => api.readSeats(partnerId, organizationId, { signal }),
    refetchInterval: ({ state }) => whileMoving(state.data),
  });

/** The Customers in HaloPSA, page by page. */
export const customersQuery = (partnerId: string, search: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', partnerId, search],
    queryFn: ({ signal, pageParam }) => api.listCustomers(partnerId, { search, page: String(pageParam) }, { signal }),
    initialPageParam: 1,
    getNextPageParam: ({ nextPage }) => nextPage,
    placeholderData: keepPreviousData,
  });

/** The Software Licences of a Customer, page by page. */
export const licencesQuery = (partnerId: string, customerId: number) =>
  infiniteQueryOptions({
    queryKey: ['licences', partnerId, customerId],
    queryFn: ({ signal, pageParam }) =>
      api.listSoftwareLicences(partnerId, { customerId: String(customerId), page: String(pageParam) }, { signal }),
    initialPageParam: 1,
    getNextPageParam: ({ nextPage }) => nextPage,
  });

/** Puts the answer of a command in the place of what was read before it, or is just being read. */
export function putAnswer<Answer>(queries: QueryClient, queryKey: QueryKey, answer: Answer): void {
  void queries.cancelQueries({ queryKey, exact: true });
  queries.setQueryData(queryKey, answer);
}

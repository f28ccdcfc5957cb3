import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { OrganizationMapping } from './generated';
import { followed } from './query-client';

/** What moves by itself is looked at until it has come to rest, so often; what waits for a person, when the frame says that something has changed. */
const lookAgain = { us: 2_000, halo: 5_000, you: false, nobody: false } as const;

/** All that is shown together. */
function whileMoving(...shown: readonly { readonly whoseMove: keyof typeof lookAgain }[]): number | false {
  const waits = shown.map(({ whoseMove }) => lookAgain[whoseMove]).filter((wait) => wait !== false);
  return waits.length > 0 && Math.min(...waits);
}

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
    ...followed,
  });

/** The api takes no longer search; a longer name is looked for by its beginning. */
const longestSearch = { organization: 100, customer: 90 } as const;

/** All organizations that have the name in theirs, as far as one page goes; never as they were read before. */
export const organizationsNamedQuery = (partnerId: string, name: string) =>
  queryOptions({
    queryKey: ['organizations', partnerId, 'named', name],
    queryFn: ({ signal }) => {
      const search = name.slice(0, longestSearch.organization);
      return api.listOrganizations(partnerId, { search, limit: '500' }, { signal });
    },
    staleTime: 0,
  });

export const mappingQuery = (partnerId: string, organizationId: string) =>
  queryOptions({
    queryKey: ['mapping', partnerId, organizationId],
    queryFn: ({ signal }) => api.readMapping(partnerId, organizationId, { signal }),
    refetchInterval: ({ state: { data } }) => data !== undefined && whileMoving(data, data.sync),
    ...followed,
  });

export const seatsQuery = (partnerId: string, organizationId: string) =>
  queryOptions({
    queryKey: ['seats', partnerId, organizationId],
    queryFn: ({ signal }) => api.readSeats(partnerId, organizationId, { signal }),
    refetchInterval: ({ state: { data } }) => data !== undefined && whileMoving(data),
    ...followed,
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

/** Of all Customers. */
export const licencesKey = (partnerId: string) => ['licences', partnerId];

/** The Customers that may be called so. HaloPSA is asked once. */
export const customersNamedQuery = (partnerId: string, name: string) => ({
  ...customersQuery(partnerId, name.trim().slice(0, longestSearch.customer)),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** The Software Licences of a Customer, page by page, with who has which. */
export const licencesQuery = (partnerId: string, customerId: number) =>
  infiniteQueryOptions({
    queryKey: [...licencesKey(partnerId), customerId],
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

/** Shows what a change of a mapping has answered; what else it has changed is read anew. */
export function putMapping(queries: QueryClient, partnerId: string, answer: OrganizationMapping): void {
  const { organizationId } = answer;
  putAnswer(queries, mappingQuery(partnerId, organizationId).queryKey, answer);
  void queries.invalidateQueries({ queryKey: seatsQuery(partnerId, organizationId).queryKey });
  void queries.invalidateQueries({ queryKey: organizationListKey(partnerId) });
  // Who has which is news for the other organizations: HaloPSA is not asked before one of them is opened.
  void queries.invalidateQueries({ queryKey: licencesKey(partnerId), refetchType: 'none' });
}

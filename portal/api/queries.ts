import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { followed } from './query-client';

/** What the pages read, by partner. A command of one's own puts its answer under the same key. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.readSession({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const signInQuery = queryOptions({
  queryKey: ['sign-in'],
  queryFn: ({ signal }) => api.readSignIn({ signal }),
});

export const liveQuery = (partnerId: string) =>
  queryOptions({ queryKey: ['live', partnerId], queryFn: ({ signal }) => api.readLive(partnerId, { signal }) });

export const connectionQuery = (partnerId: string) =>
  queryOptions({
    queryKey: ['connection', partnerId],
    queryFn: ({ signal }) => api.readConnection(partnerId, { signal }),
    ...followed,
  });

/** Of the palette: the first few organizations that a search finds. */
export const foundOrganizationsQuery = (partnerId: string, search: string) =>
  queryOptions({
    queryKey: ['organizations', partnerId, 'found', search],
    queryFn: ({ signal }) => api.listOrganizations(partnerId, { search, limit: '10' }, { signal }),
  });

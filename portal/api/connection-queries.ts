import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

/** Lists of HaloPSA: a person who waits for them is told of a trouble at once, and tries again himself. */
const choices = (partnerId: string, list: string, ...of: readonly number[]) => ({
  queryKey: ['choices', partnerId, list, ...of],
  staleTime: 60_000,
  retry: false,
});

export const ticketTypesQuery = (partnerId: string) =>
  queryOptions({
    ...choices(partnerId, 'ticket-types'),
    queryFn: ({ signal }) => api.listTicketTypes(partnerId, { signal }),
  });

export const slasQuery = (partnerId: string) =>
  queryOptions({ ...choices(partnerId, 'slas'), queryFn: ({ signal }) => api.listSlas(partnerId, { signal }) });

export const prioritiesQuery = (partnerId: string, slaId: number) =>
  queryOptions({
    ...choices(partnerId, 'priorities', slaId),
    queryFn: ({ signal }) => api.listPriorities(partnerId, { slaId: String(slaId) }, { signal }),
  });

/** What a revoke would touch, as it is at the moment of asking. */
export const revocationQuery = (partnerId: string) =>
  queryOptions({
    queryKey: ['revocation', partnerId],
    queryFn: ({ signal }) => api.previewRevocation(partnerId, { signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** What would be used of an address that is being typed. */
export const siteUrlQuery = (partnerId: string, siteUrl: string) =>
  queryOptions({
    queryKey: ['site-url', partnerId, siteUrl],
    queryFn: ({ signal }) => api.checkSiteUrl(partnerId, { siteUrl }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** The organization that shows best what a number of seats is: the one that has most of them. */
export const exampleOrganizationQuery = (partnerId: string) =>
  queryOptions({
    queryKey: ['organizations', partnerId, 'example'],
    queryFn: ({ signal }) =>
      api.listOrganizations(partnerId, { sort: 'seats', direction: 'desc', limit: '1' }, { signal }),
  });

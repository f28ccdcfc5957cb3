import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';

export const OPERATIONS_A_PAGE = 100;

/** A page of what is on its way to HaloPSA; the first one is 1. */
export const operationsQuery = (partnerId: string, page: number) =>
  queryOptions({
    queryKey: ['operations', partnerId, page],
    queryFn: ({ signal }) => {
      const cursor = String((page - 1) * OPERATIONS_A_PAGE);
      return api.listOperations(partnerId, { cursor }, { signal });
    },
    placeholderData: keepPreviousData,
  });

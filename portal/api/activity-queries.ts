import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { OperationCounts } from './generated';

export const OPERATIONS_A_PAGE = 100;

export interface OperationsRequest {
  readonly view: keyof OperationCounts;
  /** The first one is 1. */
  readonly page: number;
}

/** A page of what is on its way to HaloPSA. */
export const operationsQuery = (partnerId: string, { view, page }: OperationsRequest) =>
  queryOptions({
    queryKey: ['operations', partnerId, view, page],
    queryFn: ({ signal }) => {
      const cursor = String((page - 1) * OPERATIONS_A_PAGE);
      return api.listOperations(partnerId, { view, cursor }, { signal });
    },
    placeholderData: keepPreviousData,
  });

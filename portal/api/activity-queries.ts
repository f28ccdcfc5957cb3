import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { OperationCounts, Operations } from './generated';
import { followed } from './query-client';

export const OPERATIONS_A_PAGE = 100;

export interface OperationsRequest {
  readonly view: keyof OperationCounts;
  /** The first one is 1. */
  readonly page: number;
}

/** A page of what is on its way to HaloPSA, and which one it is: until another one has come, this one is shown in its place. */
export type OperationsPage = Operations & OperationsRequest;

export const operationsQuery = (partnerId: string, { view, page }: OperationsRequest) =>
  queryOptions({
    queryKey: ['operations', partnerId, view, page],
    queryFn: async ({ signal }): Promise<OperationsPage> => {
      const cursor = String((page - 1) * OPERATIONS_A_PAGE);
      const operations = await api.listOperations(partnerId, { view, cursor }, { signal });
      return { ...operations, view, page };
    },
    placeholderData: keepPreviousData,
    ...followed,
  });

import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Connection, ConnectionNow, HealthNow } from '../api/generated';
import { connectionQuery } from '../api/queries';
import { useFollow } from '../live/follow';
import { usePartnerId } from '../session/signed-in';

const whole = (answer: ConnectionNow | HealthNow): ConnectionNow => {
  if ('siteUrl' in answer) return answer;
  throw new Error('Who may not act sees the health of a connection only.');
};

/** The connection as those see it who may act; read again when the frame hears that something has changed. */
export function useConnection(): UseQueryResult<ConnectionNow> {
  const query = connectionQuery(usePartnerId());
  useFollow(query.queryKey);
  return useQuery({ ...query, select: whole });
}

/** Shows what a command has answered: what was read before it, and is still on its way, must not take it back. */
export function useShowConnection(): (answer: Connection) => Promise<void> {
  const { queryKey } = connectionQuery(usePartnerId());
  const queries = useQueryClient();
  return async (answer) => {
    await queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, (before) => ({ ...answer, gate: before?.gate ?? null }));
  };
}

/** "northwind.halopsa.com" of "https://northwind.halopsa.com". */
export const hostOf = (siteUrl: string): string => siteUrl.replace(/^https?:\/\//, '');

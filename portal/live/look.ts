import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Gate } from '../api/generated';
import { liveQuery } from '../api/queries';
import { usePartnerId } from '../session/signed-in';

const SECOND = 1_000;
/** Where no look has succeeded yet. */
const FIRST = 5;

/** How things stand now: looked at as often as the api advises, not in a hidden tab, and at once on return to it. */
export function useLive() {
  const partnerId = usePartnerId();
  return useQuery({
    ...liveQuery(partnerId),
    refetchInterval: ({ state }) => (state.data?.nextLookSeconds ?? FIRST) * SECOND,
    refetchOnWindowFocus: 'always',
    staleTime: 1 * SECOND,
  });
}

/** Shows the gate as a command has answered it, until the next look. */
export function useShowGate(): (gate: Gate) => void {
  const { queryKey } = liveQuery(usePartnerId());
  const queries = useQueryClient();
  return (gate) => {
    const looked = queries.getQueryState(queryKey);
    if (looked?.data === undefined) return;
    // The server's time in it is of when it was read.
    queries.setQueryData(queryKey, { ...looked.data, gate }, { updatedAt: looked.dataUpdatedAt });
  };
}

/** By how many milliseconds the server's clock is before ours. */
export function useServerClock(): number {
  const { data, dataUpdatedAt } = useLive();
  return data === undefined ? 0 : Date.parse(data.now) - dataUpdatedAt;
}

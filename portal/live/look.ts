import { useQuery } from '@tanstack/react-query';
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

/** By how many milliseconds the server's clock is before ours. */
export function useServerClock(): number {
  const { data, dataUpdatedAt } = useLive();
  return data === undefined ? 0 : Date.parse(data.now) - dataUpdatedAt;
}

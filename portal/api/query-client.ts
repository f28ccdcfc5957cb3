import { QueryClient } from '@tanstack/react-query';
import { isRequestError } from './client';

/** What may come right by itself: the server is busy, restarting or out of reach. */
const mayComeRight = (error: unknown): boolean => isRequestError(error) && (error.status === 0 || error.status >= 429);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && mayComeRight(error),
      retryDelay: (failures) => 500 * 2 ** failures,
      // Without a network a call fails and says so. Put off until there is one, a command would be done long after it was pressed.
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Of what follows the news of the frame: what has changed while no page showed it, none has heard. */
export const followed = { staleTime: 0 } as const;

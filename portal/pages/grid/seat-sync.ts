import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../api/command';
import type { ReconcileProgress, StartReconcilePayload } from '../../api/generated';
import { isRunning, seatSyncQuery } from '../../api/grid-queries';
import { useHindrance } from '../../connection/not-connected';
import { useFollow } from '../../live/follow';
import { useMay, usePartnerId } from '../../session/signed-in';

/** The previews and reconciles of all organizations: how far they are, and how one is begun. */
export function useSeatSync() {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const state = useQuery({ ...seatSyncQuery(partnerId), enabled: useMay('act') });
  const { queryKey } = seatSyncQuery(partnerId);
  useFollow(queryKey);
  const put = (part: 'preview' | 'reconcile') => async (answer: ReconcileProgress) => {
    // What is being read was read before the answer.
    await queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, (now) => ({ preview: null, reconcile: null, ...now, [part]: answer }));
  };
  return {
    state,
    /** Why nothing can be begun; null where it can. */
    hindrance: useHindrance(),
    isPreviewing: isRunning(state.data?.preview),
    isSyncing: isRunning(state.data?.reconcile),
    preview: useCommand<void, ReconcileProgress>({
      send: (api, _, params) => api.startSeatPreview(partnerId, params),
      onDone: put('preview'),
    }),
    /** With `startsNew`, those begin that were never written. */
    sync: useCommand<StartReconcilePayload, ReconcileProgress>({
      send: (api, input, params) => api.startReconcile(partnerId, input, params),
      onDone: put('reconcile'),
      onEnd: () => void queries.invalidateQueries({ queryKey }),
    }),
  };
}

export type SeatSync = ReturnType<typeof useSeatSync>;

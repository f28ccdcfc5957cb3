import { useQueryClient } from '@tanstack/react-query';
import type { Command } from '../../api/command';
import { lastError, useCommand } from '../../api/command';
import type { Gate } from '../../api/generated';
import { useShowGate } from '../../live/look';
import { usePartnerId } from '../../session/signed-in';

/** What a person can do about what waits for HaloPSA. */
export function useGateCommands() {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const shows = {
    onDone: useShowGate(),
    onEnd: () => void queries.invalidateQueries({ queryKey: ['operations', partnerId] }),
  };
  const pause = useCommand<void, Gate>({ send: (api, _, params) => api.pauseGate(partnerId, params), ...shows });
  const retryAll = useCommand<void, Gate>({
    send: (api, _, params) => api.retryOperations(partnerId, params),
    ...shows,
  });
  const retry = useCommand<string, Gate>({
    send: (api, operationId, params) => api.retryOperation(partnerId, encodeURIComponent(operationId), params),
    ...shows,
  });
  return { pause, retryAll, retry, error: lastError(pause, retryAll, retry) };
}

export type GateCommands = ReturnType<typeof useGateCommands>;
export type Retry = Command<string, Gate>;

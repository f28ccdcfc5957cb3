import { useQueryClient } from '@tanstack/react-query';
import type { Command } from '../../api/command';
import { useCommand } from '../../api/command';
import type { Gate } from '../../api/generated';
import { usePartnerId } from '../../session/signed-in';

/** What a person can do about what waits for HaloPSA. */
export function useGateCommands() {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const onDone = () => void queries.invalidateQueries({ queryKey: ['operations', partnerId] });
  const pause = useCommand<void, Gate>({ send: (api, _, params) => api.pauseGate(partnerId, params), onDone });
  const retryAll = useCommand<void, Gate>({
    send: (api, _, params) => api.retryOperations(partnerId, params),
    onDone,
  });
  const retry = useCommand<string, Gate>({
    send: (api, operationId, params) => api.retryOperation(partnerId, encodeURIComponent(operationId), params),
    onDone,
  });
  const error = pause.error ?? retryAll.error ?? retry.error;
  return { pause, retryAll, retry, error };
}

export type GateCommands = ReturnType<typeof useGateCommands>;
export type Retry = Command<string, Gate>;

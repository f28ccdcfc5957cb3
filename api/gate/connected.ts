import type { UpdateDefinition } from '@temporalio/client';
import { initial, notConnected } from '../../domain/connection/machine';
import type { ConnectionView } from '../../domain/connection/view';
import type { GateView } from '../../domain/gate/view';
import type { PartnerId } from '../../domain/schema';
import type { Command } from '../../workflows/messages';
import { connectionWorkflowId, gateMissedSignal, gateWorkflowId, getAccessQuery } from '../../workflows/messages';
import type { Dependencies, OfPartner } from '../operation';
import { ApiError, RETRY_SOON } from '../problem';
import { query, read, unlessMissing, update } from '../temporal-call';

/** A gate that somebody ended though the connection stands is started anew. @throws ApiError 503, or 409 where nothing is connected */
async function gateMissed({ client }: Dependencies, partnerId: PartnerId): Promise<never> {
  const workflowId = connectionWorkflowId(partnerId);
  const missing = () => nothingConnected(partnerId);
  const answer = await unlessMissing(query(client, { workflowId, definition: getAccessQuery }), missing);
  if ('reason' in answer) throw new ApiError(409, 'rejected', answer.reason);
  await unlessMissing(
    read(client, () => client.workflow.getHandle(workflowId).signal(gateMissedSignal)),
    missing,
  );
  throw new ApiError(503, 'unavailable', 'This is being started anew. Try again in a moment.', { headers: RETRY_SOON });
}

/** @throws ApiError 409: only connect may start a connection, and a connection its gate */
export function nothingConnected(partnerId: PartnerId): never {
  throw new ApiError(409, 'rejected', notConnected(initial(partnerId)));
}

/** Sends commands to what a connected partner has. @throws ApiError 409 where nothing is connected */
const sender =
  <View>(
    workflowIdOf: (partnerId: PartnerId) => string,
    missing: (deps: Dependencies, partnerId: PartnerId) => Promise<View>,
  ) =>
  <Input extends Command>(
    { params: { partnerId }, idempotencyKey, deps }: OfPartner,
    definition: UpdateDefinition<View, [Input]>,
    input: Input,
  ): Promise<View> =>
    unlessMissing(update(deps.client, { workflowId: workflowIdOf(partnerId), definition, input, idempotencyKey }), () =>
      missing(deps, partnerId),
    );

export const updateConnection = sender<ConnectionView>(connectionWorkflowId, async (_deps, partnerId) =>
  nothingConnected(partnerId),
);
export const updateGate = sender<GateView>(gateWorkflowId, gateMissed);

import type { UpdateDefinition } from '@temporalio/client';
import { initial, notConnected } from '../domain/connection';
import type { ConnectionView } from '../domain/connection-view';
import type { GateView } from '../domain/gate-view';
import type { PartnerId } from '../domain/schema';
import type { Command } from '../workflows/messages';
import { connectionWorkflowId, gateWorkflowId } from '../workflows/messages';
import type { OfPartner } from './operation';
import { ApiError } from './problem';
import { unlessMissing, update } from './temporal-call';

/** @throws ApiError 409: only connect may start a connection, and a connection its gate */
export function nothingConnected(partnerId: PartnerId): never {
  throw new ApiError(409, 'rejected', notConnected(initial(partnerId)));
}

/** Sends commands to what a connected partner has. @throws ApiError 409 where nothing is connected */
const sender =
  <View>(workflowIdOf: (partnerId: PartnerId) => string) =>
  <Input extends Command>(
    { params: { partnerId }, idempotencyKey, deps }: OfPartner,
    definition: UpdateDefinition<View, [Input]>,
    input: Input,
  ): Promise<View> =>
    unlessMissing(update(deps.client, { workflowId: workflowIdOf(partnerId), definition, input, idempotencyKey }), () =>
      nothingConnected(partnerId),
    );

export const updateConnection = sender<ConnectionView>(connectionWorkflowId);
export const updateGate = sender<GateView>(gateWorkflowId);

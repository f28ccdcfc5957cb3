import type { UpdateDefinition } from '@temporalio/client';
import { initial, notConnected } from '../domain/connection';
import type { GateView as View } from '../domain/gate-view';
import type { PartnerId } from '../domain/schema';
import type { Command } from '../workflows/messages';
import { gateWorkflowId, getGateQuery, pauseGateUpdate, resumeGateUpdate, tryNowUpdate } from '../workflows/messages';
import { GateView } from './answers';
import type { Context, Dependencies } from './operation';
import { ofPartner, ok, operation } from './operation';
import { ApiError } from './problem';
import { read, unlessMissing, update } from './temporal-call';

type OfPartner = Context & { readonly params: { readonly partnerId: PartnerId } };

const turning = (summary: string, definition: UpdateDefinition<View, [Command]>) =>
  operation({
    ...{ summary, permission: 'act', input: { params: ofPartner }, answers: { 200: GateView } },
    handle: async (call) => ok(await updateGate(call, definition, { by: call.caller.actor })),
  });

export const pauseGate = turning(
  'Holds everything that goes to HaloPSA in the background, for planned maintenance.',
  pauseGateUpdate,
);
export const resumeGate = turning('Lets it go on.', resumeGateUpdate);
export const tryNow = turning('Tries HaloPSA once, at once.', tryNowUpdate);

/** @throws ApiError 409 where nothing is connected: then there is no gate */
export function updateGate<Input>(
  { params: { partnerId }, idempotencyKey, deps }: OfPartner,
  definition: UpdateDefinition<View, [Input]>,
  input: Input,
): Promise<View> {
  const workflowId = gateWorkflowId(partnerId);
  return unlessMissing(update(deps.client, { workflowId, definition, input, idempotencyKey }), () => {
    throw new ApiError(409, 'rejected', notConnected(initial(partnerId)));
  });
}

/** Null while nothing is connected. */
export async function queryGate({ client }: Dependencies, partnerId: PartnerId): Promise<View | null> {
  const handle = client.workflow.getHandle(gateWorkflowId(partnerId));
  const view = await unlessMissing<View | null>(
    read(client, () => handle.query(getGateQuery)),
    () => null,
  );
  return view?.status === 'closed' ? null : view;
}

import type { UpdateDefinition } from '@temporalio/client';
import type { GateItem, GateView as View } from '../../domain/gate/view';
import type { PartnerId } from '../../domain/schema';
import type { Command } from '../../workflows/messages';
import {
  gateWorkflowId,
  getGateItemQuery,
  getGateQuery,
  pauseGateUpdate,
  resumeGateUpdate,
  tryNowUpdate,
} from '../../workflows/messages';
import { GateView } from '../answers';
import type { Dependencies } from '../operation';
import { ofPartner, ok, operation } from '../operation';
import { query, unlessMissing } from '../temporal-call';
import { updateGate } from './connected';

const turning = (summary: string, definition: UpdateDefinition<View, [Command]>) =>
  operation({
    summary,
    permission: 'act',
    input: { params: ofPartner },
    answers: { 200: GateView },
    handle: async (call) => ok(await updateGate(call, definition, { by: call.caller.actor })),
  });

export const pauseGate = turning(
  'Holds everything that goes to HaloPSA in the background, for planned maintenance.',
  pauseGateUpdate,
);
export const resumeGate = turning('Lets it go on.', resumeGateUpdate);
export const tryNow = turning('Tries HaloPSA once, at once.', tryNowUpdate);

/** Null while nothing is connected. */
export async function queryGate({ client }: Dependencies, partnerId: PartnerId): Promise<View | null> {
  const view = await unlessMissing<View | null>(
    query(client, { workflowId: gateWorkflowId(partnerId), definition: getGateQuery }),
    () => null,
  );
  return view?.status === 'closed' ? null : view;
}

/** Where one key stands in the gate, or null. */
export function queryGateItem({ client }: Dependencies, partnerId: PartnerId, key: string): Promise<GateItem | null> {
  return unlessMissing<GateItem | null>(
    query(client, { workflowId: gateWorkflowId(partnerId), definition: getGateItemQuery }, { key }),
    () => null,
  );
}

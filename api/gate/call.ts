import type { UpdateDefinition } from '@temporalio/client';
import type { GateItem } from '../../domain/gate/view';
import type { GateView } from '../../domain/gate/view-schema';
import type { PartnerId } from '../../domain/schema';
import type { Command } from '../../workflows/messages';
import {
  connectionWorkflowId,
  gateMissedSignal,
  gateWorkflowId,
  getAccessQuery,
  getGateItemQuery,
  getGateQuery,
} from '../../workflows/messages';
import type { Dependencies, OfPartner } from '../operation';
import { ApiError, nothingConnected, RETRY_SOON } from '../problem';
import { query, read, unlessMissing, update } from '../temporal-call';

/** Asks a partner's gate; null while nothing is connected. */
export async function queryGate(
  { client }: Pick<Dependencies, 'client'>,
  partnerId: PartnerId,
): Promise<GateView | null> {
  const view = await unlessMissing<GateView | null>(
    query(client, { workflowId: gateWorkflowId(partnerId), definition: getGateQuery }),
    () => null,
  );
  return view?.status === 'closed' ? null : view;
}

/** Where one key stands at the gate, or null. */
export function queryGateItem({ client }: Dependencies, partnerId: PartnerId, key: string): Promise<GateItem | null> {
  return unlessMissing<GateItem | null>(
    query(client, { workflowId: gateWorkflowId(partnerId), definition: getGateItemQuery }, { key }),
    () => null,
  );
}

/** Sends a command to a partner's gate. @throws ApiError 409 where nothing is connected; 503 while the gate is started anew */
export function updateGate<Input extends Command>(
  { params: { partnerId }, idempotencyKey, deps }: OfPartner,
  definition: UpdateDefinition<GateView, [Input]>,
  input: Input,
): Promise<GateView> {
  const workflowId = gateWorkflowId(partnerId);
  return unlessMissing(update(deps.client, { workflowId, definition, input, idempotencyKey }), () =>
    startAnew(deps, partnerId),
  );
}

/** Somebody ended the gate though the connection stands: the connection is told to start it anew. */
async function startAnew({ client }: Dependencies, partnerId: PartnerId): Promise<never> {
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

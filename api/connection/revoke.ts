import { revokingUnheard } from '../../domain/connection/view';
import { ConnectionView } from '../../domain/connection/view-schema';
import { hasTooManySignals } from '../../process/temporal-trouble';
import { connectionWorkflowId, revokeConnectionSignal, revokeConnectionUpdate } from '../../workflows/messages';
import type { OfPartner } from '../operation';
import { accepted, ofPartner, ok, operation } from '../operation';
import { ApiError, RETRY_SOON } from '../problem';
import { command, isUnanswered, unlessMissing, update } from '../temporal-call';
import { queryConnection } from './call';

export const revokeConnection = operation({
  summary: 'Revokes the connection and erases its credentials. Tickets and seat counts in HaloPSA stay.',
  permission: 'act',
  limit: 'revokes',
  input: { params: ofPartner },
  answers: { 200: ConnectionView, 202: ConnectionView },
  handle: async (call) => {
    const view = await unlessMissing(revoke(call), async () => (await asItIs(call)).view);
    if (view.status === 'revoking') return accepted(view);
    // A connect that nobody answered may have left a secret of which the connection has never heard. A repeated request is answered
    // as it was, and may find a connection that was made since, whose own secret stays.
    const { credentials } = await asItIs(call);
    await call.deps.vault.eraseOthers({ partnerId: call.params.partnerId, keep: credentials.at(-1) ?? null });
    return ok(view);
  },
});

const asItIs = ({ params: { partnerId }, deps }: OfPartner) => queryConnection(deps, partnerId);

async function revoke(call: OfPartner): Promise<ConnectionView> {
  const { params, caller, idempotencyKey, deps } = call;
  try {
    return await update(deps.client, {
      workflowId: connectionWorkflowId(params.partnerId),
      definition: revokeConnectionUpdate,
      input: { by: caller.actor },
      idempotencyKey,
    });
  } catch (error) {
    if (!isUnanswered(error)) throw error;
    return revokeUnheard(call);
  }
}

/** The connection does not answer. Its secret is erased all the same; it carries out the rest when it can. */
async function revokeUnheard({ params: { partnerId }, caller, deps }: OfPartner): Promise<ConnectionView> {
  await deps.vault.eraseOthers({ partnerId, keep: null });
  const connection = deps.client.workflow.getHandle(connectionWorkflowId(partnerId));
  try {
    await command(deps.client, () => connection.signal(revokeConnectionSignal, { by: caller.actor }));
  } catch (error) {
    if (!isUnanswered(error) && !hasTooManySignals(error)) throw error;
    throw new ApiError(503, 'unavailable', ONLY_ERASED, { headers: RETRY_SOON, cause: error });
  }
  return revokingUnheard(partnerId, caller.actor, new Date().toISOString());
}

const ONLY_ERASED =
  'The credentials are erased, so HaloPSA gets nothing more. The rest of the revoke could not be begun. Repeat the request with the same Idempotency-Key.';

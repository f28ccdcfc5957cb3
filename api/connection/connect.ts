import { createHash, randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { ConnectionView } from '../../domain/connection/view-schema';
import type { PartnerId, Problem } from '../../domain/schema';
import { ConnectionRequest } from '../../domain/schema';
import type { haloConnection } from '../../workflows';
import type { ConnectAnswer, ConnectCommand } from '../../workflows/messages';
import { connectUpdate } from '../../workflows/messages';
import { operationIdOf } from '../idempotency-key';
import type { Dependencies } from '../operation';
import { accepted, ofPartner, ok, operation } from '../operation';
import { ApiError } from '../problem';
import { connectionStart } from '../start-connection';
import { command, isNo, refusal } from '../temporal-call';
import { queryConnection } from './call';
import { siteUrlOf } from './site-url';

export const connect = operation({
  summary: 'Connects HaloPSA, or renews the credentials of the same site.',
  permission: 'act',
  limit: 'checks',
  input: { params: ofPartner, body: ConnectionRequest },
  answers: { 200: ConnectionView, 202: ConnectionView },
  handle: async ({ params: { partnerId }, body, caller, idempotencyKey, deps }) => {
    const { clientId, clientSecret } = body;
    const siteUrl = siteUrlOf(body.siteUrl, deps);
    const credentials = referenceOf(partnerId, siteUrl, idempotencyKey);
    const { fingerprint } = await deps.vault.put({
      partnerId,
      reference: credentials,
      credentials: { clientId, clientSecret },
    });
    const view = await keepingIfUsed(deps, { partnerId, reference: credentials }, (request) =>
      sendConnect(deps, partnerId, idempotencyKey, {
        candidate: { siteUrl, clientIdEnding: clientId.slice(-4), credentials, fingerprint },
        partnerPath: caller.partnerPath,
        issuedAt: caller.issuedAt,
        by: caller.actor,
        request,
      }),
    );
    if (view.status === 'verifying') return accepted(view);
    // Revoked by somebody else while it was being verified.
    if (view.status !== 'connected') throw new ApiError(409, 'rejected', view.message);
    return ok(view);
  },
});

/** Made of the Idempotency-Key, so that a repeated request stores its secret in the same place, and of the site, as tokens are. */
function referenceOf(partnerId: PartnerId, siteUrl: string, idempotencyKey: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([partnerId, siteUrl, idempotencyKey]))
    .digest('hex');
  return `c${hash.slice(0, 32)}`;
}

const sendConnect = (deps: Dependencies, partnerId: PartnerId, idempotencyKey: string, input: ConnectCommand) =>
  command(
    deps.client,
    () =>
      deps.client.workflow.executeUpdateWithStart(connectUpdate, {
        args: [input],
        // The secret is said too, by its fingerprint: one that was corrected after a no is another operation.
        updateId: operationIdOf(connectUpdate, idempotencyKey, input.candidate),
        startWorkflowOperation: new WithStartWorkflowOperation<typeof haloConnection>('haloConnection', {
          ...connectionStart(partnerId, deps),
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      }),
    refusedForm,
  );

/** A trouble that names a field of the form is answered with 422: the person corrects the form, even where waiting may help. */
function refusedForm(problem: Problem, cause: unknown): ApiError {
  const { code, detail, fields } = problem;
  return fields === undefined ? refusal(problem, cause) : new ApiError(422, code, detail, { fields, cause });
}

/**
 * Erases the secret that was stored for a connect, unless the connection uses it or may use it: a lost answer proves nothing.
 * A repeated request gets the answer of the first one, which may be out of date: then this asks the connection what it uses.
 */
async function keepingIfUsed(
  deps: Dependencies,
  stored: { readonly partnerId: PartnerId; readonly reference: string },
  send: (request: string) => Promise<ConnectAnswer>,
): Promise<ConnectionView> {
  // A failure to erase does not change the answer: the connection erases what it does not use when it next settles.
  const forgetUnlessUsed = async (answered?: readonly string[]) => {
    try {
      const used = answered ?? (await queryConnection(deps, stored.partnerId)).credentials;
      if (!used.includes(stored.reference)) await deps.vault.erase(stored);
    } catch (err) {
      deps.logger.warn({ err }, 'unused credentials may remain');
    }
  };
  const request = randomUUID();
  try {
    const answer = await send(request);
    // A fresh answer names the credentials in use. A Query would have to wait for what the connection does after its answer.
    await forgetUnlessUsed(answer.request === request ? answer.credentials : undefined);
    return answer.view;
  } catch (error) {
    if (isNo(error)) await forgetUnlessUsed();
    throw error;
  }
}

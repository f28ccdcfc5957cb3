import type { UpdateDefinition } from '@temporalio/client';
import type { AccessAnswer } from '../../domain/access';
import { initial } from '../../domain/connection/machine';
import { health, view } from '../../domain/connection/view';
import type { ConnectionView } from '../../domain/connection/view-schema';
import { connectionNow } from '../../domain/organization/settings';
import type { ConnectionNow } from '../../domain/organization/state';
import type { PartnerId } from '../../domain/schema';
import type { Command, ConnectionAnswer } from '../../workflows/messages';
import { connectionWorkflowId, getAccessQuery, getConnectionQuery } from '../../workflows/messages';
import type { Dependencies, OfPartner } from '../operation';
import { nothingConnected } from '../problem';
import { query, unlessMissing, update } from '../temporal-call';

/** Asks a partner's connection; one that has never been there, or was ended, answers as the machine begins. */
export function queryConnection(
  { client }: Pick<Dependencies, 'client'>,
  partnerId: PartnerId,
): Promise<ConnectionAnswer> {
  return unlessMissing(
    query(client, { workflowId: connectionWorkflowId(partnerId), mustRun: true, definition: getConnectionQuery }),
    () => {
      const never = initial(partnerId);
      return { partnerPath: never.partnerPath, credentials: [], health: health(never), view: view(never) };
    },
  );
}

/** What a partner's connection tells organizations at this moment; nothing where HaloPSA cannot be used. */
export async function queryConnectionNow(
  { client }: Dependencies,
  partnerId: PartnerId,
): Promise<ConnectionNow | undefined> {
  const answer = await unlessMissing<AccessAnswer | null>(
    query(client, { workflowId: connectionWorkflowId(partnerId), mustRun: true, definition: getAccessQuery }),
    () => null,
  );
  return answer !== null && 'access' in answer ? connectionNow(answer) : undefined;
}

/** Sends a command to a partner's connection. @throws ApiError 409 where nothing is connected */
export function updateConnection<Input extends Command>(
  { params: { partnerId }, idempotencyKey, deps: { client } }: OfPartner,
  definition: UpdateDefinition<ConnectionView, [Input]>,
  input: Input,
): Promise<ConnectionView> {
  const workflowId = connectionWorkflowId(partnerId);
  return unlessMissing(update(client, { workflowId, definition, input, idempotencyKey }), () =>
    nothingConnected(partnerId),
  );
}

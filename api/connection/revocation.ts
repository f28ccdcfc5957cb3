import { REVOKE_KEEPS } from '../../domain/connection/words';
import { unsent } from '../../domain/gate/operation';
import { touchedByRevoke } from '../../domain/organization/list';
import type { PartnerId } from '../../domain/schema';
import { defaultTimings } from '../../workflows/messages/timings';
import { runningOf } from '../../workflows/messages/visibility';
import { queryGate } from '../gate/call';
import type { Dependencies } from '../operation';
import { ofPartner, ok, operation } from '../operation';
import { read } from '../temporal-call';
import { Revocation } from './answers';

export const previewRevocation = operation({
  summary: 'What a revoke would touch, in numbers.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: Revocation },
  handle: async ({ params: { partnerId }, deps }) => {
    const [mappings, gate, openTickets] = await Promise.all([
      count(deps, partnerId, 'organizationMapping', touchedByRevoke),
      queryGate(deps, partnerId),
      count(deps, partnerId, 'incident', ['open']),
    ]);
    const { keptDays } = { ...defaultTimings, ...deps.timings };
    return ok({ mappings, keptDays, waitingOperations: unsent(gate), openTickets, message: REVOKE_KEEPS });
  },
});

async function count(
  { client }: Dependencies,
  partnerId: PartnerId,
  workflowType: string,
  statuses: readonly string[],
): Promise<number> {
  const query = runningOf({ partnerId, workflowType, statuses });
  return (await read(client, () => client.workflow.count(query))).count;
}

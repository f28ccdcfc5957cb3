import type { GateView } from '../../domain/gate/view';
import type { PartnerId } from '../../domain/schema';
import { runningOf } from '../../workflows/messages/visibility';
import { Revocation } from '../answers';
import { queryGate } from '../gate/routes';
import type { Dependencies } from '../operation';
import { ofPartner, ok, operation } from '../operation';
import { read } from '../temporal-call';

export const previewRevocation = operation({
  summary: 'What a revoke would touch, in numbers.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: Revocation },
  handle: async ({ params: { partnerId }, deps }) => {
    const [mappings, gate, openTickets] = await Promise.all([
      count(deps, partnerId, 'organizationMapping', ['mapped', 'needsAttention', 'pendingCheck', 'checking']),
      queryGate(deps, partnerId),
      count(deps, partnerId, 'incident', ['open']),
    ]);
    const message = 'Tickets and seat counts in HaloPSA stay as they are. Nothing more is sent after the revoke.';
    return ok({ mappings, waitingOperations: gate === null ? 0 : unsent(gate), openTickets, message });
  },
});

const unsent = ({ waiting, held, parked }: GateView): number =>
  [...Object.values(waiting), ...Object.values(held)].reduce((sum, one) => sum + one, parked);

async function count(
  { client }: Dependencies,
  partnerId: PartnerId,
  workflowType: string,
  statuses: readonly string[],
): Promise<number> {
  const query = runningOf({ partnerId, workflowType, statuses });
  return (await read(client, () => client.workflow.count(query))).count;
}

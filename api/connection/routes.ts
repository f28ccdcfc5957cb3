import { ConnectionView } from '../../domain/connection/view-schema';
import { health as gateHealth } from '../../domain/gate/health';
import { checkRightsUpdate } from '../../workflows/messages';
import { may } from '../auth';
import { queryGate } from '../gate/call';
import { ofPartner, ok, operation } from '../operation';
import { noSuchPartner } from '../problem';
import { ConnectionNow, HealthNow } from './answers';
import { queryConnection, updateConnection } from './call';

/** The connection as its partner sees it; its health for support, finance and the partners above. */
export const readConnection = operation({
  summary:
    'The connection to HaloPSA: state, ticket mapping, rights, and what is wrong. Its health for those who may not act.',
  permission: 'readHealth',
  input: { params: ofPartner },
  answers: { 200: ConnectionNow.or(HealthNow) },
  handle: async ({ params: { partnerId }, caller, deps }) => {
    const [connection, gate] = await Promise.all([queryConnection(deps, partnerId), queryGate(deps, partnerId)]);
    // The path of an unknown partner holds only that partner, so it gets the same 404 as somebody else's partner.
    if (partnerId !== caller.partnerId && !connection.partnerPath.includes(caller.partnerId)) throw noSuchPartner();
    if (partnerId === caller.partnerId && may(caller, 'act')) return ok({ ...connection.view, gate });
    return ok({ ...connection.health, gate: gate === null ? null : gateHealth(gate) });
  },
});

export const checkRights = operation({
  summary: 'Checks the rights of the agent in HaloPSA again.',
  permission: 'act',
  limit: 'checks',
  input: { params: ofPartner },
  answers: { 200: ConnectionView },
  handle: async (call) => ok(await updateConnection(call, checkRightsUpdate, { by: call.caller.actor })),
});

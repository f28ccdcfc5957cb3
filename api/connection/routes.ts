import { ConnectionView } from '../../domain/connection/view-schema';
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
    if (partnerId === caller.partnerId) {
      return ok({ ...(may(caller, 'act') ? connection.view : connection.health), gate });
    }
    // The path of an unknown partner holds only that partner, so it gets the same 404 as somebody else's partner.
    if (!connection.partnerPath.includes(caller.partnerId)) throw noSuchPartner();
    return ok({ ...connection.health, gate });
  },
});

export const checkRights = operation({
  summary: 'Checks the rights of the agent in HaloPSA again.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: ConnectionView },
  handle: async (call) => ok(await updateConnection(call, checkRightsUpdate, { by: call.caller.actor })),
});

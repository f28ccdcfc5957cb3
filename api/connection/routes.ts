import { ConnectionView } from '../../domain/connection/view-schema';
import { health as gateHealth } from '../../domain/gate/health';
import { checkRightsUpdate } from '../../workflows/messages';
import { queryGate } from '../gate/call';
import { ofPartner, ok, operation } from '../operation';
import { ConnectionNow, HealthNow } from './answers';
import { queryConnection, updateConnection } from './call';
import { seesAll } from './reader';

/** The connection as its partner sees it; its health for support, finance and the partners above. */
export const readConnection = operation({
  summary:
    'The connection to HaloPSA: state, ticket mapping, rights, and what is wrong. Its health for those who may not act.',
  permission: 'readHealth',
  input: { params: ofPartner },
  answers: { 200: ConnectionNow.or(HealthNow) },
  handle: async ({ params: { partnerId }, caller, deps }) => {
    const [connection, gate] = await Promise.all([queryConnection(deps, partnerId), queryGate(deps, partnerId)]);
    if (seesAll(caller, partnerId, connection)) return ok({ ...connection.view, gate });
    return ok({ ...connection.health, gate: gate === null ? null : gateHealth(gate) });
  },
});

export const checkRights = operation({
  summary:
    'Checks the rights of the agent in HaloPSA again; also tries the saved credentials where HaloPSA has refused them.',
  permission: 'act',
  limit: 'checks',
  input: { params: ofPartner },
  answers: { 200: ConnectionView },
  handle: async (call) => ok(await updateConnection(call, checkRightsUpdate, { by: call.caller.actor })),
});

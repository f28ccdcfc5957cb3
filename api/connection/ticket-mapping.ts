import { ConnectionView } from '../../domain/connection/view-schema';
import { TicketMapping } from '../../domain/schema';
import {
  revokeTicketMappingUpdate,
  saveTicketMappingUpdate,
  undoTicketMappingRevokeUpdate,
} from '../../workflows/messages';
import { ofPartner, ok, operation } from '../operation';
import { updateConnection } from './call';

export const saveTicketMapping = operation({
  summary: 'Saves the ticket mapping; while HaloPSA is down it is saved to be checked later.',
  permission: 'act',
  limit: 'checks',
  input: { params: ofPartner, body: TicketMapping },
  answers: { 200: ConnectionView },
  handle: async (call) =>
    ok(await updateConnection(call, saveTicketMappingUpdate, { ticketMapping: call.body, by: call.caller.actor })),
});

export const revokeTicketMapping = operation({
  summary: 'Revokes the ticket mapping; tickets and seat sync pause, and it can be undone for 24 hours.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: ConnectionView },
  handle: async (call) => ok(await updateConnection(call, revokeTicketMappingUpdate, { by: call.caller.actor })),
});

export const undoTicketMappingRevoke = operation({
  summary: 'Brings a revoked ticket mapping back.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: ConnectionView },
  handle: async (call) => ok(await updateConnection(call, undoTicketMappingRevokeUpdate, { by: call.caller.actor })),
});

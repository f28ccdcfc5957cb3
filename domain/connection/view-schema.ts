import { z } from 'zod';
import { orNull, PartnerId, TicketMapping, Time, Trouble, WhoseMove } from '../schema';
import { SeatPolicy } from '../seats/policy-schema';

const health = {
  partnerId: PartnerId,
  status: z.enum(['disconnected', 'verifying', 'connected', 'needsReconnect', 'revoking']),
  message: z.string(),
  whoseMove: WhoseMove,
  since: Time.nullable(),
  problem: orNull(Trouble),
  refusedAt: Time.nullable().describe(
    'When the credentials that `problem` is about were refused, or could not be checked.',
  ),
  keptUntil: Time.nullable().describe('Until when the mappings are kept after a revoke.'),
};

/** The health of a connection: what support, finance, and the partners above, may see. */
export const ConnectionHealth = z.object(health).readonly().meta({ id: 'ConnectionHealth' });
export type ConnectionHealth = z.infer<typeof ConnectionHealth>;

/** The names that HaloPSA gave when the ids were checked, so that a person reads names even while HaloPSA is down. */
const TicketMappingNames = z.object({ ticketType: z.string(), sla: z.string(), priority: z.string() }).readonly();
export type TicketMappingNames = z.infer<typeof TicketMappingNames>;

/** The ticket mapping in words; ids and names where there are any. */
const TicketMappingView = z
  .object({
    status: z.enum(['notSet', 'checking', 'pendingCheck', 'set', 'refused', 'revoked']),
    message: z.string(),
    whoseMove: WhoseMove,
    ticketMapping: orNull(z.object({ ...TicketMapping.shape, names: orNull(TicketMappingNames) }).readonly()),
    undoUntil: Time.nullable(),
    problem: orNull(Trouble),
  })
  .readonly()
  .meta({ id: 'TicketMappingNow' });
export type TicketMappingView = z.infer<typeof TicketMappingView>;

/** One right that the guide asks for, and what HaloPSA says of it. */
const RightCheck = z
  .object({ right: z.string(), status: z.enum(['granted', 'missing', 'unknown']), advice: z.string().nullable() })
  .readonly()
  .meta({ id: 'RightCheck' });

const RightsReport = z
  .object({ checkedAt: Time, agent: z.string(), rights: z.array(RightCheck).readonly() })
  .readonly()
  .meta({ id: 'RightsReport' });
export type RightsReport = z.infer<typeof RightsReport>;

/** A connection as its partner sees it; without secrets and without references to them. */
export const ConnectionView = z
  .object({
    ...health,
    siteUrl: z.string().nullable(),
    clientIdEnding: z.string().nullable(),
    haloVersion: z.string().nullable(),
    connectedBy: z.string().nullable(),
    connectedAt: Time.nullable().describe(
      'Since when HaloPSA is connected, renewed credentials included; null while it is not.',
    ),
    ticketMapping: TicketMappingView,
    rights: orNull(RightsReport),
    seatPolicy: orNull(SeatPolicy),
    revoked: orNull(z.object({ by: z.string(), at: Time, siteUrl: z.string().nullable(), keptUntil: Time }).readonly()),
  })
  .readonly()
  .meta({ id: 'Connection' });
export type ConnectionView = z.infer<typeof ConnectionView>;

import { z } from 'zod';
import type * as connection from '../domain/connection-view';
import type * as mapping from '../domain/organization-mapping-view';
import * as schema from '../domain/schema';

/*
 * What the api answers, as schemas: the description of the api is made of them, and the compiler holds them against the
 * views of domain/ in both directions, so that neither can drift.
 */

const Time = z.iso.datetime();
const WhoseMove = z.enum(['you', 'halo', 'us', 'nobody']).describe('Who has to act next.');
const Problem = schema.Problem.readonly().meta({ id: 'Trouble', description: 'A no or a trouble, for a person.' });

const health = {
  partnerId: schema.PartnerId,
  status: z.enum(['disconnected', 'verifying', 'connected', 'needsReconnect', 'revoking']),
  message: z.string(),
  whoseMove: WhoseMove,
  since: Time.nullable(),
  problem: Problem.nullable(),
};

export const ConnectionHealth = z.object(health).meta({ id: 'ConnectionHealth' });
ConnectionHealth satisfies z.ZodType<connection.ConnectionHealth>;

const TicketMappingView = z.object({
  status: z.enum(['notSet', 'checking', 'pendingCheck', 'set', 'refused', 'revoked']),
  message: z.string(),
  ticketMapping: z
    .object({
      ...schema.TicketMapping.shape,
      names: z.object({ ticketType: z.string(), sla: z.string(), priority: z.string() }).nullable(),
    })
    .nullable(),
  undoUntil: Time.nullable(),
  problem: Problem.nullable(),
});

const RightsReport = z.object({
  checkedAt: Time,
  agent: z.string(),
  rights: z
    .array(
      z.object({
        right: z.string(),
        status: z.enum(['granted', 'missing', 'unknown']),
        advice: z.string().nullable(),
      }),
    )
    .readonly(),
});

export const ConnectionView = z
  .object({
    ...health,
    siteUrl: z.string().nullable(),
    clientIdEnding: z.string().nullable(),
    haloVersion: z.string().nullable(),
    connectedBy: z.string().nullable(),
    ticketMapping: TicketMappingView,
    rights: RightsReport.nullable(),
    revoked: z.object({ by: z.string(), at: Time, siteUrl: z.string().nullable(), keptUntil: Time }).nullable(),
  })
  .meta({ id: 'Connection' });
ConnectionView satisfies z.ZodType<connection.ConnectionView>;

export const Revocation = z
  .object({
    mappings: z.int().describe('Organizations that are mapped, or are about to be.'),
    waitingOperations: z.int().describe('Mappings that are still to be checked with HaloPSA.'),
    openTickets: z.int().describe('Tickets in HaloPSA that are open for an incident that goes on.'),
    message: z.string(),
  })
  .meta({ id: 'Revocation' });

export const Choices = schema.Choices.meta({ id: 'Choices' });

export const MappingStatus = z.enum([
  'unmapped',
  'checking',
  'pendingCheck',
  'refused',
  'mapped',
  'needsAttention',
  'kept',
]);
export type MappingStatus = z.infer<typeof MappingStatus>;

const row = {
  organizationId: schema.OrganizationId,
  name: z.string(),
  status: MappingStatus,
  message: z.string(),
  whoseMove: WhoseMove,
  customerName: z.string().nullable(),
  softwareLicenceName: z.string().nullable(),
};

export const OrganizationRow = z.object(row).meta({ id: 'OrganizationRow' });
OrganizationRow satisfies z.ZodType<mapping.OrganizationRow>;
export type OrganizationRow = z.infer<typeof OrganizationRow>;

export const Organizations = z
  .object({
    items: z.array(OrganizationRow),
    counts: z.record(MappingStatus, z.int()).describe('How many organizations of the partner have each status.'),
    next: z.string().nullable().describe('The cursor of the next page.'),
  })
  .meta({ id: 'Organizations' });

export const Organization = z
  .object({ organizationId: schema.OrganizationId, ...schema.OrganizationReport.shape })
  .meta({ id: 'Organization' });

const Target = z.object({ customerId: z.int(), softwareLicenceId: z.int() });
const CheckedTarget = Target.extend({
  customerName: z.string(),
  softwareLicenceName: z.string(),
  siteUrl: z.string(),
});

export const OrganizationMappingView = z
  .object({
    ...row,
    revision: z.int(),
    mapping: CheckedTarget.extend({ by: schema.Actor, at: Time }).nullable(),
    wanted: Target.nullable(),
    problem: Problem.nullable(),
    keptUntil: Time.nullable(),
    canUnlink: z.boolean(),
    report: schema.OrganizationReport,
    history: z
      .array(z.object({ at: Time, by: schema.Actor, from: CheckedTarget.nullable(), to: CheckedTarget.nullable() }))
      .readonly(),
  })
  .meta({ id: 'OrganizationMapping' });
OrganizationMappingView satisfies z.ZodType<mapping.OrganizationMappingView>;

export const Alive = z.object({ status: z.literal('alive') }).meta({ id: 'Alive' });
export const Ready = z.object({ status: z.literal('ready') }).meta({ id: 'Ready' });

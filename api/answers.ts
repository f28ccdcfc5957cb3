import { z } from 'zod';
import type * as connection from '../domain/connection/view';
import type * as gate from '../domain/gate/view';
import * as rows from '../domain/organization/row-schema';
import type * as mapping from '../domain/organization/view';
import * as schema from '../domain/schema';
import { SeatPolicy } from '../domain/seats/policy-schema';

/*
 * What the api answers, as schemas: the description of the api is made of them, and the compiler holds them against the
 * views of domain/ in both directions, so that neither can drift.
 */

export const Time = z.iso.datetime();
const { WhoseMove } = rows;
export const Problem = schema.Problem.readonly().meta({
  id: 'Trouble',
  description: 'A no or a trouble, for a person.',
});

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
    seatPolicy: SeatPolicy.nullable(),
    revoked: z.object({ by: z.string(), at: Time, siteUrl: z.string().nullable(), keptUntil: Time }).nullable(),
  })
  .meta({ id: 'Connection' });
ConnectionView satisfies z.ZodType<connection.ConnectionView>;

const CountByKind = z.object({
  seatSync: z.int(),
  mappingCheck: z.int(),
  ticketMappingCheck: z.int(),
  incident: z.int(),
  reconcile: z.int(),
});

export const GateView = z
  .object({
    status: z.enum(['open', 'waitingForHalo', 'needsReconnect', 'paused', 'closed']),
    message: z.string(),
    whoseMove: WhoseMove,
    since: Time.nullable(),
    problem: Problem.nullable(),
    waiting: CountByKind.describe('What is not in HaloPSA yet, by kind; without the held ones.'),
    held: CountByKind.describe('What waits for the ticket mapping to be chosen.'),
    parked: z.int(),
    oldestWaitingSince: Time.nullable(),
    attempts: z.int(),
    nextAttemptAt: Time.nullable(),
    pausedBy: z.string().nullable(),
    requestsInWindow: z.int(),
    limit: z.int(),
  })
  .meta({ id: 'Gate' });
GateView satisfies z.ZodType<gate.GateView>;

const withGate = {
  gate: GateView.nullable().describe('What stands between us and HaloPSA; null while not connected.'),
};
export const ConnectionNow = ConnectionView.extend(withGate).meta({ id: 'ConnectionNow' });
export const HealthNow = ConnectionHealth.extend(withGate).meta({ id: 'HealthNow' });

export const Revocation = z
  .object({
    mappings: z.int().describe('Organizations that are mapped, or are about to be.'),
    waitingOperations: z.int().describe('What has not reached HaloPSA yet: what waits, is held or is parked.'),
    openTickets: z.int().describe('Tickets in HaloPSA that are open for an incident that goes on.'),
    message: z.string(),
  })
  .meta({ id: 'Revocation' });

export const Choices = schema.Choices.meta({ id: 'Choices' });

export const { MappingStatus } = rows;
export const OrganizationRow = rows.OrganizationRow.meta({ id: 'OrganizationRow' });
const row = OrganizationRow.shape;

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

const CheckedTarget = rows.Target.extend({
  customerName: z.string(),
  softwareLicenceName: z.string(),
  siteUrl: z.string(),
});

export const OrganizationMappingView = z
  .object({
    ...row,
    revision: z.int(),
    mapping: CheckedTarget.extend({ by: schema.Actor, at: Time }).nullable(),
    wanted: rows.Target.nullable(),
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

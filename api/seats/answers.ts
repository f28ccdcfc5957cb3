import { z } from 'zod';
import { Accepted, LicenceSeen, SyncStatus, WhoseMove, Written } from '../../domain/organization/row-schema';
import type { ComparedRow as Compared } from '../../domain/reconcile/compare';
import type { Progress } from '../../domain/reconcile/progress';
import { Actor, OrganizationId, SeatCount, Seats } from '../../domain/schema';
import type { Entry } from '../../domain/seats/state';
import type { SeatsView as View } from '../../domain/seats/view';
import { Problem, Time } from '../answers';

/* What the calls about seats answer, held against the views of domain/ as in answers.ts. */

const HeldReason = z.enum(['largeChange', 'dropToZero', 'oldReport', 'inactiveOrganization']);

const HistoryEntry = z.object({
  at: Time,
  before: z.number().nullable(),
  after: z.number().nullable(),
  definition: SeatCount.nullable(),
  cause: z.enum(['report', 'reconcile', 'approve', 'drift', 'sync', 'preview', 'start', 'remap', 'settings']),
  by: Actor.nullable(),
  outcome: z.enum(['written', 'held', 'drift', 'refused', 'dismissed', 'keptTheirs', 'started', 'left']),
  detail: z.string().nullable(),
});
HistoryEntry satisfies z.ZodType<Entry>;

export const SeatsView = z
  .object({
    status: SyncStatus,
    message: z.string(),
    whoseMove: WhoseMove,
    since: Time.nullable(),
    until: Time.nullable(),
    definition: SeatCount,
    seats: Seats,
    observedAt: z.iso.datetime({ offset: true }),
    wanted: z.number().nullable().describe('The number that belongs into the licence.'),
    written: Written.nullable(),
    seen: LicenceSeen.nullable(),
    accepted: Accepted.nullable(),
    before: z.number().nullable(),
    after: z.number().nullable(),
    reason: HeldReason.nullable(),
    problem: Problem.nullable(),
    canStart: z.boolean(),
    canApprove: z.boolean(),
    canDismiss: z.boolean(),
    canChoose: z.boolean(),
    canSync: z.boolean(),
    history: z.array(HistoryEntry).readonly(),
  })
  .meta({ id: 'Seats' });
SeatsView satisfies z.ZodType<View>;

const Finding = z.enum(['off', 'unchanged', 'write', 'held', 'drift', 'missed', 'doubled']);

export const ComparedRow = z
  .object({
    organizationId: OrganizationId,
    name: z.string(),
    finding: Finding.describe(
      'What a sync would do; `missed` and `doubled` say that the licence is not there, or twice.',
    ),
    before: z.number().nullable(),
    after: z.number().nullable(),
    reason: z.string().nullable().describe('Why it would be held.'),
    notStarted: z.boolean(),
  })
  .meta({ id: 'ComparedRow' });
ComparedRow satisfies z.ZodType<Compared>;

export const ReconcileProgress = z
  .object({
    status: z.enum(['running', 'done', 'failed']),
    mode: z.enum(['reconcile', 'preview']),
    by: z.string().nullable(),
    startedAt: Time,
    finishedAt: Time.nullable(),
    licences: z.int().nullable(),
    steps: z.int(),
    requests: z.int(),
    compared: z.int(),
    findings: z.record(Finding, z.int()),
    totals: z.object({ before: z.number(), after: z.number() }),
    told: z.int(),
    problem: Problem.nullable(),
  })
  .meta({ id: 'ReconcileProgress' });
ReconcileProgress satisfies z.ZodType<Progress>;

export const Preview = z
  .object({ progress: ReconcileProgress, rows: z.array(ComparedRow).readonly(), next: z.string().nullable() })
  .meta({ id: 'Preview' });

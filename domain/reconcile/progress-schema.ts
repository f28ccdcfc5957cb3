import { z } from 'zod';
import { OrganizationId, orNull, Time, Trouble } from '../schema';

/** What was found for one organization: what a sync would do, or that its licence is not where it was. */
const Finding = z.enum(['off', 'unchanged', 'write', 'held', 'drift', 'missed', 'doubled', 'unreadable']);
export type Finding = z.infer<typeof Finding>;

/** One line of a dry run. Nothing is written to what is `notStarted` before somebody has seen a preview or starts it. */
export const ComparedRow = z
  .object({
    organizationId: OrganizationId,
    name: z.string(),
    finding: Finding.describe(
      'What a sync would do; `missed`, `doubled` and `unreadable` say that the licence is not there, or twice, or cannot be read.',
    ),
    before: z.number().nullable(),
    after: z.number().nullable(),
    reason: z.string().nullable().describe('Why it would be held, or cannot be read.'),
    notStarted: z.boolean(),
  })
  .readonly()
  .meta({ id: 'ComparedRow' });
export type ComparedRow = z.infer<typeof ComparedRow>;

/** How far a reconcile has come, and what it found. */
export const Progress = z
  .object({
    status: z
      .enum(['running', 'done', 'failed', 'cancelled'])
      .describe('`cancelled` by a revoke; `problem` says by whom.'),
    mode: z.enum(['reconcile', 'preview']),
    by: z.string().nullable(),
    startedAt: Time,
    finishedAt: Time.nullable(),
    /** How many Software Licences HaloPSA has, or has shown so far; null until the first answer. */
    licences: z.int().nullable(),
    steps: z.int(),
    requests: z.int(),
    /** How many organizations were compared, and what was found. */
    compared: z.int(),
    findings: z.record(Finding, z.int()).readonly(),
    /** Seats before and after, over everything that a sync would write. */
    totals: z.object({ before: z.number(), after: z.number() }).readonly(),
    /** How many organizations got a notice that they have to look for themselves. */
    told: z.int(),
    problem: orNull(Trouble).describe('Why it failed; of a run that is `done`, what was wrong with HaloPSA’s list.'),
  })
  .readonly()
  .meta({ id: 'ReconcileProgress' });
export type Progress = z.infer<typeof Progress>;

import { z } from 'zod';
import { OrganizationId, OrganizationReport, Problem, SeatCount } from '../schema';
import type * as mapping from './view';

const Time = z.iso.datetime();

export const WhoseMove = z.enum(['you', 'halo', 'us', 'nobody']).describe('Who has to act next.');

export const MappingStatus = z.enum([
  ...(['unmapped', 'checking', 'pendingCheck', 'refused', 'mapped', 'needsAttention', 'kept'] as const),
]);
export type MappingStatus = z.infer<typeof MappingStatus>;

export const SyncStatus = z.enum([
  ...(['notStarted', 'inSync', 'debouncing', 'waiting', 'held', 'drift', 'needsYou', 'off'] as const),
]);
export type SyncStatus = z.infer<typeof SyncStatus>;

export const Written = z
  .object({ count: z.number(), definition: SeatCount, at: Time })
  .describe('The count that we last wrote to the licence, or found in it equal to ours.');
export const LicenceSeen = z
  .object({ count: z.number(), seenAt: Time })
  .describe('What HaloPSA held when it was last read.');
export const Accepted = z
  .object({ theirs: z.number(), insteadOf: z.number() })
  .describe('The count that the partner left in HaloPSA, and which one we wanted instead.');

const { status, seats, observedAt } = OrganizationReport.shape;

export const Target = z.object({ customerId: z.int(), softwareLicenceId: z.int() });

/** One row of the organizations grid, as the organization's Workflow shows it in its Memo. */
export const OrganizationRow = z.object({
  organizationId: OrganizationId,
  name: z.string(),
  status: MappingStatus,
  message: z.string(),
  whoseMove: WhoseMove,
  customerName: z.string().nullable(),
  softwareLicenceName: z.string().nullable(),
  target: Target.nullable(),
  report: z.object({ status, seats, observedAt }),
  sync: z.object({
    status: SyncStatus,
    message: z.string(),
    whoseMove: WhoseMove,
    since: Time.nullable(),
    problem: Problem.nullable(),
    written: Written.nullable(),
    accepted: Accepted.nullable(),
    seen: LicenceSeen.nullable(),
  }),
});
export type OrganizationRow = z.infer<typeof OrganizationRow>;
OrganizationRow satisfies z.ZodType<mapping.OrganizationRow>;

import { z } from 'zod';
import { Actor, orNull, SeatCount, Time } from '../schema';

/*
 * What a seat sync both keeps in its state and shows in its answers.
 */

/** The count that we last wrote to this licence, found in it equal to ours, or that HaloPSA kept when we wrote. */
export const Written = z
  .object({ count: z.number(), definition: SeatCount, at: Time })
  .readonly()
  .describe(
    'The count that we last left in the licence: written, found equal to ours, or kept by HaloPSA when we wrote.',
  );
export type Written = z.infer<typeof Written>;

/** What HaloPSA held when it was last read; HaloPSA allows fractions and negative numbers. */
export const LicenceSeen = z
  .object({ count: z.number(), seenAt: Time })
  .readonly()
  .describe('What HaloPSA held when it was last read.');
export type LicenceSeen = z.infer<typeof LicenceSeen>;

/** The partner left the licence at `theirs` when we wanted `insteadOf`: a drift decided for HaloPSA, or a dismissed change. */
export const Accepted = z
  .object({ theirs: z.number(), insteadOf: z.number() })
  .readonly()
  .describe('The count that the partner left in HaloPSA, and which one we wanted instead.');
export type Accepted = z.infer<typeof Accepted>;

export const HeldReason = z
  .enum(['largeChange', 'dropToZero', 'oldReport', 'inactiveOrganization'])
  .meta({ id: 'HeldReason' });
export type HeldReason = z.infer<typeof HeldReason>;

/** Why a count was looked at. */
const Cause = z.enum(['report', 'reconcile', 'approve', 'drift', 'sync', 'preview', 'start', 'remap', 'settings']);
export type Cause = z.infer<typeof Cause>;

/** One line of the history: `after` is what we wanted, `outcome` what came of it. */
export const Entry = z
  .object({
    at: Time,
    before: z.number().nullable(),
    after: z.number().nullable(),
    definition: orNull(SeatCount),
    cause: Cause,
    by: orNull(Actor),
    outcome: z.enum(['written', 'held', 'drift', 'refused', 'dismissed', 'keptTheirs', 'started', 'left']),
    detail: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'SeatEntry' });
export type Entry = z.infer<typeof Entry>;

import { z } from 'zod';
import { orNull, SeatCount, Seats, Time, Trouble, WhoseMove } from '../schema';
import { Accepted, Entry, HeldReason, LicenceSeen, Written } from './schema';

export const SyncStatus = z
  .enum([...(['notStarted', 'inSync', 'debouncing', 'waiting', 'held', 'drift', 'needsYou', 'off'] as const)])
  .meta({ id: 'SyncStatus' });

/** An organization's seat sync as a person sees it. */
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
    written: orNull(Written),
    seen: orNull(LicenceSeen),
    accepted: orNull(Accepted),
    /** What HaloPSA has, and what we would write; only for a held change or a drift. */
    before: z.number().nullable(),
    after: z.number().nullable(),
    reason: orNull(HeldReason),
    problem: orNull(Trouble),
    canStart: z.boolean(),
    canApprove: z.boolean(),
    canDismiss: z.boolean(),
    canChoose: z.boolean(),
    canSync: z.boolean(),
    history: z.array(Entry).readonly(),
  })
  .readonly()
  .meta({ id: 'Seats' });
export type SeatsView = z.infer<typeof SeatsView>;

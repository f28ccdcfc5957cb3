import { z } from 'zod';
import { orNull, Time, Trouble, WhoseMove } from '../schema';
import { forEachKind } from './kinds';

const CountByKind = z.object(forEachKind(() => z.int())).readonly();

const PastOutage = z
  .object({ since: Time, until: Time, items: z.int().describe('How many waited when it ended.') })
  .readonly()
  .meta({ id: 'PastOutage' });
export type CountByKind = z.infer<typeof CountByKind>;

/** The gate as the banner shows it. */
export const GateView = z
  .object({
    status: z.enum(['open', 'waitingForHalo', 'needsReconnect', 'paused', 'closed']),
    message: z.string(),
    whoseMove: WhoseMove,
    since: Time.nullable(),
    problem: orNull(Trouble),
    /** Includes the turn in flight. */
    waiting: CountByKind.describe('What is not in HaloPSA yet, by kind; without the held ones.'),
    held: CountByKind.describe('What waits for the ticket mapping to be chosen.'),
    parked: z.int(),
    oldestWaitingSince: Time.nullable(),
    attempts: z.int(),
    nextAttemptAt: Time.nullable(),
    pausedBy: z.string().nullable(),
    requestsInWindow: z.int(),
    limit: z.int(),
    lastOutage: orNull(PastOutage).describe('The last time that HaloPSA could not be used, once that was over.'),
  })
  .readonly()
  .meta({ id: 'Gate' });
export type GateView = z.infer<typeof GateView>;

import { z } from 'zod';
import { Time, Trouble, WhoseMove } from '../schema';
import { forEachKind } from './kinds';

const CountByKind = z.object(forEachKind(() => z.int())).readonly();
export type CountByKind = z.infer<typeof CountByKind>;

/** The gate as the banner shows it. */
export const GateView = z
  .object({
    status: z.enum(['open', 'waitingForHalo', 'needsReconnect', 'paused', 'closed']),
    message: z.string(),
    whoseMove: WhoseMove,
    since: Time.nullable(),
    problem: Trouble.nullable(),
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
  })
  .readonly()
  .meta({ id: 'Gate' });
export type GateView = z.infer<typeof GateView>;

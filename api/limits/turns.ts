import { setImmediate as breath } from 'node:timers/promises';
import type { PartnerId } from '../../domain/schema';
import { createLimiter } from './limiter';

/** To be awaited before what keeps the processor for a millisecond or more. @throws ApiError 503 when that takes 5 s */
export type Turn = (partnerId: PartnerId) => Promise<void>;

/** Those who wait go on one by one, partner by partner; all else that is ready comes between two of them. */
export function createTurns(): Turn {
  // Open requests bound how many wait.
  const waiting = Number.POSITIVE_INFINITY;
  const limiter = createLimiter({ what: 'lists', atOnce: 1, inAll: 1, waiting, waitMilliseconds: 5_000 });
  return (partnerId) => limiter.run(partnerId, new AbortController().signal, () => breath());
}

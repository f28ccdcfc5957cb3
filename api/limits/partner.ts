import type { Limiter } from './limiter';
import { createLimiter } from './limiter';

/** What one partner may have under way at once in this process; see .env.example. */
export interface Limits {
  readonly requests: number;
  readonly checks: number;
  readonly lists: number;
  readonly waiting: number;
}

/** Requests that we answer ourselves, those that wait for HaloPSA to check something, and lists that are read for all who ask at once. */
export type LimitName = 'requests' | 'checks' | 'lists';
export type Limiters = Readonly<Record<LimitName, Limiter>>;

export const defaultLimits: Limits = { requests: 2, checks: 8, lists: 2, waiting: 100 };

const WAIT_MILLISECONDS = 5_000;
/** What waits for HaloPSA costs us little while it waits, and must not wait for another partner's HaloPSA that hangs. */
const PARTNERS_AT_ONCE = { requests: 8, checks: 64, lists: 64 };

/** Of this process: with several apis a partner has so many in each. */
export function createPartnerLimits({ requests, checks, lists, waiting }: Limits) {
  const limiter = (what: string, atOnce: number, partnersAtOnce: number, isShared = false) => {
    const inAll = atOnce * partnersAtOnce;
    return createLimiter({ what, atOnce, isShared, inAll, waiting, waitMilliseconds: WAIT_MILLISECONDS });
  };
  return {
    limiters: {
      // They take our own processors, of which a partner who comes now and then is to have as much as one with a crowd.
      requests: limiter('requests', requests, PARTNERS_AT_ONCE.requests, true),
      checks: limiter('changes that HaloPSA has to check', checks, PARTNERS_AT_ONCE.checks),
      // Equal lists are read once, so those that are open and those that are read are counted apart.
      lists: createLimiter({
        what: 'lists',
        atOnce: lists + waiting,
        inAll: Number.POSITIVE_INFINITY,
        waiting: 0,
        waitMilliseconds: WAIT_MILLISECONDS,
      }),
    } satisfies Limiters,
    reading: limiter('lists', lists, PARTNERS_AT_ONCE.lists),
  };
}

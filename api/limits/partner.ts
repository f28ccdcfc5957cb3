import type { Limiter } from './limiter';
import { createLimiter } from './limiter';

/** What one partner may have under way at once in this process; see .env.example. */
export interface Limits {
  readonly requests: number;
  readonly checks: number;
  readonly lists: number;
  readonly waiting: number;
}

/**
 * By what a call waits for: a Workflow, HaloPSA that checks something, a reading for all who ask at once. What needs no worker (a
 * report, a revoke, and what we answer from what we have) never waits behind what does.
 */
export type LimitName = 'requests' | 'checks' | 'lists' | 'reports' | 'revokes' | 'immediate';
export type Limiters = Readonly<Record<LimitName, Limiter>>;

export const defaultLimits: Limits = { requests: 2, checks: 8, lists: 2, waiting: 100 };

const WAIT_MILLISECONDS = 5_000;
/** A page asks for one thing after the other. */
const SHARED_WITHIN_MILLISECONDS = 250;
/** What waits for HaloPSA, or for a connection that is silent, costs us little, and must not wait for another partner's. */
const PARTNERS_AT_ONCE = { requests: 8, checks: 64, lists: 64, revokes: 64 };

/** Of this process: with several apis a partner has so many in each. */
export function createPartnerLimits({ requests, checks, lists, waiting }: Limits) {
  const limiter = (what: string, atOnce: number, partnersAtOnce: number, sharedWithin?: number) => {
    const inAll = atOnce * partnersAtOnce;
    return createLimiter({ what, atOnce, sharedWithin, inAll, waiting, waitMilliseconds: WAIT_MILLISECONDS });
  };
  // They take our own processors, of which a partner who comes now and then is to have as much as one with a crowd.
  const own = (what: string) => limiter(what, requests, PARTNERS_AT_ONCE.requests, SHARED_WITHIN_MILLISECONDS);
  return {
    limiters: {
      requests: own('requests'),
      reports: own('reports'),
      immediate: own('requests'),
      revokes: limiter('revokes', requests, PARTNERS_AT_ONCE.revokes),
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

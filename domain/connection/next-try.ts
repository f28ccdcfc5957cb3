import type { Tried } from './state';

const DAY = 86_400_000;

/**
 * When refused credentials are tried again (milliseconds since 1970): after as long as HaloPSA has refused them so far, at least
 * `firstMs` and at most a day.
 */
export function nextTryAt({ refusedAt, triedAt }: Tried, firstMs: number): number {
  const since = Date.parse(refusedAt);
  const last = Math.max(since, Date.parse(triedAt));
  return last + Math.min(Math.max(last - since, firstMs), DAY);
}

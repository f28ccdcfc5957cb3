import { z } from 'zod';
import type { Clock } from '../store/clock';
import type { Reply } from '../wire/reply';

/** HaloPSA's rolling window (halopsa-api.md 5.2). Nobody recorded whether HaloPSA sends `Retry-After`, so `retryAfter` switches it. */
export type RateLimit = z.infer<typeof RateLimit>;
export const RateLimit = z.object({
  requests: z.int().positive(),
  windowSeconds: z.int().positive(),
  retryAfter: z.boolean().default(false),
});

export const usualRateLimit: RateLimit = { requests: 300, windowSeconds: 300, retryAfter: false };

export type RateLimiter = {
  /** Counts one request and returns undefined; or returns the 429, and then does not count the request. */
  admit(): Reply | undefined;
  /** The limit in force; null is none. */
  get(): RateLimit | null;
  set(limit: RateLimit | null): void;
};

export function createRateLimiter(clock: Clock, initial: RateLimit | null): RateLimiter {
  let limit = initial;
  let admitted: number[] = [];

  const refusal = ({ requests, windowSeconds, retryAfter }: RateLimit, oldest: number): Reply => {
    const seconds = Math.max(1, Math.ceil((oldest - clock.now()) / 1000 + windowSeconds));
    const text = `Rate Limit Reached - ${requests} Requests per rolling ${windowSeconds / 60} minute window`;
    return { status: 429, body: { text }, ...(retryAfter && { headers: { 'Retry-After': String(seconds) } }) };
  };

  return {
    admit: () => {
      if (!limit) return undefined;
      const from = clock.now() - limit.windowSeconds * 1000;
      while (admitted[0] !== undefined && admitted[0] <= from) admitted.shift();
      const [oldest] = admitted;
      if (oldest !== undefined && admitted.length >= limit.requests) return refusal(limit, oldest);
      admitted.push(clock.now());
      return undefined;
    },
    get: () => limit,
    set: (next) => {
      limit = next;
      admitted = [];
    },
  };
}

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

/** What HaloPSA says of a limit that was reached; a window that is no whole minutes is told in seconds. */
export const limitReached = ({ requests, windowSeconds }: RateLimit): string => {
  const window = windowSeconds % 60 === 0 ? `${windowSeconds / 60} minute` : `${windowSeconds} second`;
  return `Rate Limit Reached - ${requests} Requests per rolling ${window} window`;
};

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

  const refusal = (reached: RateLimit, oldest: number): Reply => {
    const { windowSeconds, retryAfter } = reached;
    const seconds = Math.max(1, Math.ceil((oldest - clock.now()) / 1000 + windowSeconds));
    return {
      status: 429,
      body: { text: limitReached(reached) },
      ...(retryAfter && { headers: { 'Retry-After': String(seconds) } }),
    };
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

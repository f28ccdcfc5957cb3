import type { PartnerId } from '../../domain/schema';
import { ApiError, RETRY_SOON } from '../problem';

export interface LimiterOptions {
  /** What a partner is told to have too many of. */
  readonly what: string;
  /** How many of one partner are under way at once. */
  readonly atOnce: number;
  /** Whether partners who come at the same time share `atOnce` among them; each has one at least. */
  readonly isShared?: boolean;
  /** How many of all partners together. */
  readonly inAll: number;
  /** How many of one partner may wait. */
  readonly waiting: number;
  readonly waitMilliseconds: number;
}

export interface Limiter {
  /**
   * Does `work` when it is this partner's turn; nobody waits any more once `signal` aborts.
   * @throws ApiError 429 where the partner has too many, 503 where all together have; what `work` throws; `signal`'s reason
   */
  run<T>(partnerId: PartnerId, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

interface Line {
  underWay: number;
  /** Each lets one in; the oldest first. */
  readonly waiting: Set<() => void>;
}

/** Lets so many in at once. Those who wait are let in partner by partner, so that nobody stands behind another's crowd. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { what, atOnce, isShared = false, inAll, waiting, waitMilliseconds } = options;
  // Of partners with something under way or waiting, no others: open requests bound it. Who is let in goes to the end.
  const lines = new Map<PartnerId, Line>();
  let underWay = 0;

  const isOneTooMany = ({ underWay: own }: Line) =>
    own >= (isShared ? Math.max(1, Math.floor(atOnce / lines.size)) : atOnce);
  const isFree = (line: Line) => underWay < inAll && !isOneTooMany(line);
  const refusal = (line: Line) => (isOneTooMany(line) ? partnerBusy(what) : processBusy());
  const enter = (partnerId: PartnerId, line: Line) => {
    line.underWay += 1;
    underWay += 1;
    lines.delete(partnerId);
    lines.set(partnerId, line);
  };
  const forgetIdle = (partnerId: PartnerId, line: Line) => {
    if (line.underWay === 0 && line.waiting.size === 0) lines.delete(partnerId);
  };
  const leave = (partnerId: PartnerId, line: Line) => {
    line.underWay -= 1;
    underWay -= 1;
    forgetIdle(partnerId, line);
    // Where a partner has gone, the share of the others grows. Who is let in goes to the end, and is looked at again there.
    for (const [id, other] of lines) {
      const [next] = other.waiting;
      if (next === undefined || !isFree(other)) continue;
      enter(id, other);
      next();
    }
  };

  return {
    run: async (partnerId, signal, work) => {
      signal.throwIfAborted();
      const line = lines.get(partnerId) ?? { underWay: 0, waiting: new Set() };
      if (isFree(line)) enter(partnerId, line);
      else if (line.waiting.size >= waiting) throw refusal(line);
      else {
        lines.set(partnerId, line);
        await waitIn(line.waiting, { signal, milliseconds: waitMilliseconds, late: () => refusal(line) }).catch(
          (error: unknown) => {
            forgetIdle(partnerId, line);
            throw error;
          },
        );
      }
      try {
        return await work();
      } finally {
        leave(partnerId, line);
      }
    },
  };
}

/** Resolves when somebody calls what it added to `waiting`. @throws `late()` when that takes too long; `signal`'s reason */
function waitIn(
  waiting: Set<() => void>,
  { signal, milliseconds, late }: { signal: AbortSignal; milliseconds: number; late: () => Error },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => () => {
      waiting.delete(letIn);
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      settle();
    };
    const letIn = end(resolve);
    const abort = end(() => reject(signal.reason));
    const timer = setTimeout(
      end(() => reject(late())),
      milliseconds,
    );
    signal.addEventListener('abort', abort);
    waiting.add(letIn);
  });
}

const partnerBusy = (what: string): ApiError =>
  new ApiError(429, 'tooManyRequests', `You have too many ${what} at once. Wait for some answers, then try again.`, {
    headers: RETRY_SOON,
  });

const processBusy = (): ApiError =>
  new ApiError(503, 'busy', 'Too much is going on at once. Try again in a moment.', { headers: RETRY_SOON });

import type { PartnerId } from '../../domain/schema';
import { ApiError, RETRY_SOON } from '../problem';

export interface LimiterOptions {
  /** What a partner is told to have too many of. */
  readonly what: string;
  /** How many of one partner are under way at once. */
  readonly atOnce: number;
  /** Partners who come within so long (milliseconds) share `atOnce` among them; each has one at least. Left out: nobody shares. */
  readonly sharedWithin?: number | undefined;
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
  /** Runs while the partner has nothing under way and still keeps its share. */
  going?: NodeJS.Timeout;
}

/** Lets so many in at once. Those who wait are let in partner by partner, so that nobody stands behind another's crowd. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { what, atOnce, sharedWithin, inAll, waiting, waitMilliseconds } = options;
  let underWay = 0;

  const isOneTooMany = ({ underWay: own }: Line) =>
    own >= (sharedWithin === undefined ? atOnce : Math.max(1, Math.floor(atOnce / lines.size)));
  const isFree = (line: Line) => underWay < inAll && !isOneTooMany(line);
  const refusal = (line: Line) => (isOneTooMany(line) ? partnerBusy(what) : processBusy());
  const enter = (partnerId: PartnerId, line: Line) => {
    line.underWay += 1;
    underWay += 1;
    lines.toEnd(partnerId, line);
  };
  const letIn = () => {
    // Who is let in goes to the end, and is looked at again there.
    for (const [partnerId, line] of lines.all()) {
      const [next] = line.waiting;
      if (next === undefined || !isFree(line)) continue;
      enter(partnerId, line);
      next();
    }
  };
  // Where a partner has gone, the share of the others grows.
  const lines = createLines(sharedWithin, letIn);
  const wait = (partnerId: PartnerId, line: Line, signal: AbortSignal) => {
    if (line.waiting.size >= waiting) throw refusal(line);
    lines.keep(partnerId, line);
    return waitIn(line.waiting, { signal, milliseconds: waitMilliseconds, late: () => refusal(line) });
  };

  return {
    run: async (partnerId, signal, work) => {
      signal.throwIfAborted();
      const line = lines.of(partnerId);
      try {
        if (isFree(line)) enter(partnerId, line);
        else await wait(partnerId, line, signal);
      } catch (error) {
        lines.leave(partnerId, line);
        throw error;
      }
      try {
        return await work();
      } finally {
        line.underWay -= 1;
        underWay -= 1;
        lines.leave(partnerId, line);
        letIn();
      }
    },
  };
}

/**
 * Of partners with something under way or waiting, or until a moment ago: who looks at one thing after the other is not gone
 * between two, or others would fill its place each time. Requests bound how many they are.
 */
function createLines(keptFor: number | undefined, forgotten: () => void) {
  const lines = new Map<PartnerId, Line>();
  return {
    get size() {
      return lines.size;
    },
    all: () => lines.entries(),
    of: (partnerId: PartnerId): Line => {
      const line = lines.get(partnerId) ?? { underWay: 0, waiting: new Set() };
      clearTimeout(line.going);
      return line;
    },
    keep: (partnerId: PartnerId, line: Line) => {
      lines.set(partnerId, line);
    },
    toEnd: (partnerId: PartnerId, line: Line) => {
      lines.delete(partnerId);
      lines.set(partnerId, line);
    },
    leave: (partnerId: PartnerId, line: Line) => {
      if (line.underWay > 0 || line.waiting.size > 0) return;
      const forget = () => lines.get(partnerId) === line && lines.delete(partnerId);
      if (keptFor === undefined) forget();
      else line.going = setTimeout(() => forget() && forgotten(), keptFor).unref();
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

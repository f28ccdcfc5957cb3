/** How many requests HaloPSA takes in a rolling window, and which share of them background work may use. */
export interface PaceLimits {
  readonly requests: number;
  readonly windowMs: number;
  readonly share: number;
}

interface Spent {
  readonly leavesAt: number;
  readonly requests: number;
}

/** Requests spent in the rolling window, oldest first, and what a 429 taught us about the limit. Times in milliseconds since 1970. */
export interface Pace {
  readonly spent: readonly Spent[];
  readonly learned: { readonly limit: number; readonly at: number } | null;
}

/** A window has this many slices, which bounds the size of the pace at any rate. */
const SLICES = 50;
const CAUTION = 0.9;
const RECOVERY_STEPS = 10;

export const initial: Pace = { spent: [], learned: null };

export const requestsInWindow = ({ spent }: Pace, at: number): number =>
  spent.reduce((sum, { leavesAt, requests }) => (leavesAt > at ? sum + requests : sum), 0);

/** The limit in force: our share, or what a 429 taught us and has grown back since. */
export function limitAt({ learned }: Pace, limits: PaceLimits, at: number): number {
  const full = fullLimit(limits);
  if (learned === null) return full;
  const cleanWindows = Math.max(0, Math.floor((at - learned.at) / limits.windowMs));
  return Math.min(full, learned.limit + cleanWindows * step(full));
}

export const room = (pace: Pace, limits: PaceLimits, at: number): number =>
  Math.max(0, limitAt(pace, limits, at) - requestsInWindow(pace, at));

/** When there is room for `needed` requests, if nothing is spent until then; `at` if there is now. */
export function roomAt(pace: Pace, limits: PaceLimits, needed: number, at: number): number {
  const enough = Math.min(needed, fullLimit(limits));
  const moments = [at, ...pace.spent.map(({ leavesAt }) => leavesAt), ...recoveries(pace, limits)]
    .filter((moment) => moment >= at)
    .sort((one, other) => one - other);
  return moments.find((moment) => room(pace, limits, moment) >= enough) ?? at;
}

export function spend(pace: Pace, limits: PaceLimits, requests: number, at: number): Pace {
  if (requests <= 0) return pace;
  const slice = Math.ceil(limits.windowMs / SLICES);
  // A slice counts until its very end has left the window, so rounding never lets more through than the limit.
  const leavesAt = (Math.floor(at / slice) + 1) * slice + limits.windowMs;
  const kept = pace.spent.filter((spent) => spent.leavesAt > at);
  const newest = kept.at(-1);
  if (newest === undefined || newest.leavesAt < leavesAt) return { ...pace, spent: [...kept, { leavesAt, requests }] };
  return { ...pace, spent: [...kept.slice(0, -1), { ...newest, requests: newest.requests + requests }] };
}

/** After a 429: a little less than what we had spent, because others share HaloPSA's limit; it grows back window by window. */
export function rateLimited(pace: Pace, limits: PaceLimits, at: number): Pace {
  const floor = step(fullLimit(limits));
  const cautious = Math.floor(CAUTION * requestsInWindow(pace, at));
  return { ...pace, learned: { at, limit: Math.max(floor, Math.min(cautious, limitAt(pace, limits, at))) } };
}

const fullLimit = ({ requests, share }: PaceLimits): number => Math.max(1, Math.floor(requests * share));

const step = (full: number): number => Math.ceil(full / RECOVERY_STEPS);

const recoveries = ({ learned }: Pace, { windowMs }: PaceLimits): readonly number[] =>
  learned === null ? [] : Array.from({ length: RECOVERY_STEPS }, (_, index) => learned.at + (index + 1) * windowMs);

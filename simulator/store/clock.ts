/** The simulator's time: real time plus the seconds that a test or a person has advanced it by. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  offsetSeconds(): number;
  advance(seconds: number): void;
};

/** HaloPSA's "no date" (halopsa-api.md 2.3). */
export const NO_DATE = '1901-01-01T00:00:00';

export function createClock(initialOffsetSeconds = 0): Clock {
  let offset = initialOffsetSeconds;
  return {
    now: () => Date.now() + offset * 1000,
    offsetSeconds: () => offset,
    advance: (seconds) => {
      offset += seconds;
    },
  };
}

/** HaloPSA's dates are UTC, with fractional seconds and without an offset (halopsa-api.md 2.3). */
export const haloDate = (clock: Clock): string => new Date(clock.now()).toISOString().slice(0, -1);

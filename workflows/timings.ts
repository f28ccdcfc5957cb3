/** How long things take or are kept; an input of every Workflow, so that a history replays whatever the defaults are today. */
export interface Timings {
  /** How long an Update waits for HaloPSA (seconds). */
  readonly answerWithinSeconds: number;
  /** For how long mappings are kept after a revoke (days). */
  readonly keptDays: number;
  /** For how long a revoked ticket mapping can be brought back (hours). */
  readonly undoHours: number;
  /** For how long a refused attempt to connect is remembered (hours). */
  readonly rememberedHours: number;
  /** For how long seat changes are collected before they are sent (seconds). */
  readonly seatDebounceSeconds: number;
  /** After how many events a Workflow continues as new, at the latest. */
  readonly continueAfterEvents: number;
}

export const defaultTimings: Timings = {
  answerWithinSeconds: 17,
  keptDays: 30,
  undoHours: 24,
  rememberedHours: 24,
  continueAfterEvents: 1000,
  seatDebounceSeconds: 60,
};

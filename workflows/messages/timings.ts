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
  /** For how long a partner that is not connected is known after it last called (days). */
  readonly knownDays: number;
  /** After how long credentials that HaloPSA has refused are tried again for the first time (seconds). */
  readonly firstTrySeconds: number;
  /** For how long seat changes are collected before they are sent (seconds). */
  readonly seatDebounceSeconds: number;
  /** After how many events a Workflow continues as new, at the latest. */
  readonly continueAfterEvents: number;
}

/** Far below Temporal's limits: while a Workflow is read again from a long history, it answers nobody. */
export const CONTINUE_AFTER_EVENTS = 1_000;

export const defaultTimings: Timings = {
  answerWithinSeconds: 17,
  keptDays: 30,
  undoHours: 24,
  rememberedHours: 24,
  knownDays: 7,
  firstTrySeconds: 60,
  continueAfterEvents: CONTINUE_AFTER_EVENTS,
  seatDebounceSeconds: 60,
};

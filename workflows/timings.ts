import type { Timings } from './messages';

export const defaultTimings: Timings = {
  answerWithinSeconds: 17,
  keptDays: 30,
  undoHours: 24,
  rememberedHours: 24,
  continueAfterEvents: 4000,
  seatDebounceSeconds: 60,
};

import type { Sent } from '../../domain/access';

/** What a turn sent and HaloPSA did not answer; `asked` tells which wait it was of. */
export interface Unanswered {
  readonly asked: number;
  readonly sent: Sent;
}

export interface UnansweredWrites {
  of(asked: number): Sent | null;
  remember(asked: number, sent: Sent): void;
  last(): Unanswered | null;
}

/** Remembers it for as long as the wait goes on: over a check of the mapping in between, and over a continue-as-new. */
export function createUnansweredWrites(carried: Unanswered | null = null): UnansweredWrites {
  let last = carried;
  return {
    of: (asked) => (last?.asked === asked ? last.sent : null),
    remember: (asked, sent) => {
      last = { asked, sent };
    },
    last: () => last,
  };
}

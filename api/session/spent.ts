/** Ids that count no more: of codes that were used, of sessions that were left. Of this process alone. */
export interface Spent {
  has(id: string): boolean;
  /** Remembers it until it would have expired anyway. */
  add(id: string, expiresAt: Date): void;
}

/** Of more than `most`, the oldest are forgotten. */
export function createSpent({ most }: { readonly most: number }): Spent {
  const untilById = new Map<string, number>();
  const forget = () => {
    for (const [id, until] of untilById) {
      if (until > Date.now() && untilById.size < most) return;
      untilById.delete(id);
    }
  };
  return {
    has: (id) => untilById.has(id),
    add: (id, expiresAt) => {
      forget();
      untilById.set(id, expiresAt.getTime());
    },
  };
}

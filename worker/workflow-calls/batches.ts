import { setTimeout as sleep } from 'node:timers/promises';

interface BatchesOptions<Item, Answer> {
  readonly everyMs: number;
  readonly atMost: number;
  send(to: string, items: readonly Item[]): Promise<Answer>;
}

interface Said<Item, Answer> {
  readonly item: Item;
  answer(value: Answer): void;
  fail(error: unknown): void;
}

/**
 * Sends what is said at once, and what is said to the same one soon after that together: one batch each `everyMs`, so that who
 * is told by many is not woken by each. Everybody in a batch gets its answer, or its error.
 */
export function createBatches<Item, Answer>({ everyMs, atMost, send }: BatchesOptions<Item, Answer>) {
  const waiting = new Map<string, Said<Item, Answer>[]>();

  const sendAll = async (to: string, queue: Said<Item, Answer>[]) => {
    while (queue.length > 0) {
      const batch = queue.splice(0, atMost);
      const paced = sleep(everyMs);
      try {
        const value = await send(
          to,
          batch.map(({ item }) => item),
        );
        for (const { answer } of batch) answer(value);
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
      await paced;
    }
    waiting.delete(to);
  };

  return (to: string, item: Item): Promise<Answer> =>
    new Promise((answer, fail) => {
      const queue = waiting.get(to);
      if (queue !== undefined) return void queue.push({ item, answer, fail });
      const first = [{ item, answer, fail }];
      waiting.set(to, first);
      void sendAll(to, first);
    });
}

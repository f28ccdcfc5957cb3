import { setTimeout as sleep } from 'node:timers/promises';

/** Runs `work` for every item, with a fixed number running at once. */
export async function each<Item>(
  items: readonly Item[],
  { atOnce, signal }: { readonly atOnce: number; readonly signal: AbortSignal },
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<void> {
  const left = items.entries();
  const one = async () => {
    for (const [index, item] of left) {
      signal.throwIfAborted();
      await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** Looks again and again until what is awaited is there. */
export async function until<T>(
  look: () => Promise<T>,
  isThere: (seen: T) => boolean,
  { everyMs, signal }: { readonly everyMs: number; readonly signal: AbortSignal },
): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const seen = await look();
    if (isThere(seen)) return seen;
    await sleep(everyMs, undefined, { signal });
  }
}

export const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

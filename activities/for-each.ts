import { setTimeout as sleep } from 'node:timers/promises';
import { cancellationSignal } from '@temporalio/activity';

const AT_ONCE = 20;
const BATCH_MILLISECONDS = 100;

/**
 * Some at once, and 200 a second at most: each is woken, and may have something to ask HaloPSA. All of them start over when the
 * Activity does, so `tell` repeats safely. Ends with the Activity when that is cancelled.
 */
export async function forEach<Item>(items: readonly Item[], tell: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    cancellationSignal().throwIfAborted();
    const isLast = start + AT_ONCE >= items.length;
    const paced = isLast ? undefined : sleep(BATCH_MILLISECONDS);
    await Promise.all([paced, ...items.slice(start, start + AT_ONCE).map(tell)]);
  }
}

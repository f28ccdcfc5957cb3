const AT_ONCE = 20;

/** Some at once. All of them start over when the Activity does, so `tell` repeats safely. */
export async function forEach<Item>(items: readonly Item[], tell: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += AT_ONCE) {
    await Promise.all(items.slice(start, start + AT_ONCE).map(tell));
  }
}

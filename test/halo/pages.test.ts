import fc from 'fast-check';
import type { Page } from '../../halo/pages';
import { nextPageOf, walkPages } from '../../halo/pages';

/** A list of `total` rows that HaloPSA sends in pages of at most `cap`, whatever was asked. */
const listOf =
  (total: number, cap: number, pageSize: number) =>
  async (page: number): Promise<Page<number>> => {
    const size = Math.min(cap, pageSize);
    const items = Array.from({ length: total }, (_, row) => row).slice((page - 1) * size, page * size);
    const received = items.length;
    return { items, total, received, nextPage: nextPageOf({ page, pageSize, received, total }) };
  };

async function all<Item>(read: (page: number) => Promise<Page<Item>>): Promise<{ items: Item[]; pages: number }> {
  const items: Item[] = [];
  let pages = 0;
  for await (const page of walkPages(read)) {
    pages++;
    items.push(...page.items);
  }
  return { items, pages };
}

describe('walking pages', () => {
  it('gives every row once, whatever page size HaloPSA honours, without a request too many', async () => {
    const sizes = fc.record({
      total: fc.integer({ min: 0, max: 120 }),
      cap: fc.integer({ min: 1, max: 50 }),
      pageSize: fc.integer({ min: 1, max: 50 }),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ total, cap, pageSize }) => {
        const { items, pages } = await all(listOf(total, cap, pageSize));
        expect(items).toEqual(Array.from({ length: total }, (_, row) => row));
        expect(pages).toBe(Math.max(1, Math.ceil(total / Math.min(cap, pageSize))));
      }),
    );
  });

  it('goes on over pages whose rows were all filtered away', async () => {
    const read = async (page: number) => ({ items: page === 3 ? ['mine'] : [], total: 6, received: 2, nextPage: null });
    expect(await all(read)).toEqual({ items: ['mine'], pages: 3 });
  });

  it('ends at an empty page, whatever the total says', async () => {
    const read = async (page: number) => ({ items: [], total: 99, received: page === 1 ? 2 : 0, nextPage: null });
    expect((await all(read)).pages).toBe(2);
  });
});

describe('the next page', () => {
  test.each([
    ['of a full page', { page: 1, pageSize: 50, received: 50, total: 117 }, 2],
    ['of the last page', { page: 3, pageSize: 50, received: 17, total: 117 }, null],
    ['of a last page that is full', { page: 2, pageSize: 50, received: 50, total: 100 }, null],
    ['of a page that was cut down', { page: 1, pageSize: 1000, received: 100, total: 717 }, 2],
    ['of another page that was cut down', { page: 2, pageSize: 1000, received: 100, total: 717 }, 3],
    ['of an empty page', { page: 9, pageSize: 50, received: 0, total: 117 }, null],
    ['of an empty list', { page: 1, pageSize: 50, received: 0, total: 0 }, null],
    ['of a list that ignores paging', { page: 1, pageSize: 50, received: 80, total: 80 }, null],
  ])('%s', (_, position, next) => {
    expect(nextPageOf(position)).toBe(next);
  });
});

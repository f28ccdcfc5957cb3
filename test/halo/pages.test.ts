import fc from 'fast-check';
import type { ChoicePage, Follows, Page, Part } from '../../halo/pages';
import { choicePage, followsAfter, MOST_PAGES, pageOf, wholeList } from '../../halo/pages';

type Total = (page: readonly number[]) => number | null;

interface List {
  /** The ids on each page; 0 is a row that cannot be read. */
  readonly pages: readonly (readonly number[])[];
  readonly total?: Total;
  readonly pageSize?: number;
}

/** A list in pages, and how often one of them was read. */
function reading({ pages, total = () => null, pageSize = 100 }: List) {
  const asked: number[] = [];
  const read = async (number: number): Promise<Page<{ id: number }>> => {
    asked.push(number);
    const sent = pages[number - 1] ?? [];
    const rows = sent.flatMap((id) => (id > 0 ? [{ id }] : []));
    return pageOf({ rows, received: sent.length, total: total(sent) }, { page: number, pageSize }, () => true);
  };
  return { read, asked };
}

const ids = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const cut = (count: number, size: number) =>
  Array.from({ length: Math.ceil(count / size) }, (_, page) =>
    ids(1 + page * size, Math.min(size, count - page * size)),
  );

/** What a person sees who goes on until there is no next page. */
async function followed(list: List) {
  const { read, asked } = reading(list);
  const seen: number[] = [];
  let [isComplete, unreadable] = [true, 0];
  for (let page: number | null = 1; page !== null; ) {
    const shown: ChoicePage<{ id: number }> = await choicePage(read, page);
    seen.push(...shown.items.map(({ id }) => id));
    isComplete &&= shown.isComplete;
    unreadable += shown.unreadable;
    page = shown.nextPage;
  }
  return { seen, isComplete, unreadable, asked };
}

describe('every choice is shown once', () => {
  const totals = fc.constantFrom<[string, (all: number) => Total][]>(
    ['all rows', (all) => () => all],
    ['of this page only', () => (page) => page.length],
    ['nothing', () => () => null],
  );

  it('whatever size HaloPSA gives its pages, and whatever it says of how many there are', async () => {
    const sizes = fc.record({ count: fc.nat({ max: 400 }), size: fc.integer({ min: 10, max: 100 }), told: totals });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ count, size, told: [, total] }) => {
        const { seen, isComplete } = await followed({ pages: cut(count, size), total: total(count) });
        expect({ seen, isComplete }).toEqual({ seen: ids(1, count), isComplete: true });
      }),
    );
  });

  test.each<[string, List, number[]]>([
    ['a page comes twice', { pages: [ids(1, 50), ids(1, 50), ids(51, 50), ids(101, 7)] }, ids(1, 107)],
    ['rows move to the next page', { pages: [ids(1, 50), ids(49, 50), ids(99, 5)] }, ids(1, 103)],
    ['pages are larger than was asked for', { pages: [ids(1, 200), ids(201, 50)] }, ids(1, 250)],
    ['every page is the whole list', { pages: Array.from({ length: 5 }, () => ids(1, 250)) }, ids(1, 250)],
  ])('when %s', async (_, list, all) => {
    expect(await followed(list)).toMatchObject({ seen: all, isComplete: true });
  });
});

describe('rows that cannot be read are counted', () => {
  const odd = (count: number) => Array.from({ length: count }, () => 0);
  const alone: List = { pages: [odd(5)] };

  test.each<[string, List, number]>([
    ['when there are no others', alone, 5],
    ['when a whole page has no others', { pages: [ids(1, 50), odd(50), ids(51, 7)] }, 50],
    ['once, when their page comes twice', { pages: [[...ids(1, 49), 0], [...ids(1, 49), 0], ids(51, 7)] }, 1],
  ])('%s', async (_, list, unreadable) => {
    expect(await followed(list)).toMatchObject({ unreadable, isComplete: true });
  });

  it('and nobody looks for more where they are few', async () => {
    expect((await followed(alone)).asked).toEqual([1]);
  });
});

describe('a list without an end', () => {
  test.each<[string, Total]>([
    ['says that there are more', () => 250],
    ['counts the rows of its page', (page) => page.length],
    ['says nothing', () => null],
  ])('is said to be incomplete when the same page comes for ever and it %s', async (_, total) => {
    const pages = Array.from({ length: 20 }, () => ids(1, 100));
    const { seen, isComplete } = await followed({ pages, total });
    expect({ seen, isComplete }).toEqual({ seen: ids(1, 100), isComplete: false });
  });

  it('is followed no further than to its bound', async () => {
    const { read } = reading({ pages: cut(MOST_PAGES * 20, 20) });
    expect(await choicePage(read, MOST_PAGES)).toMatchObject({ nextPage: null, isComplete: false });
  });
});

it('costs one request where the reply leaves no doubt', async () => {
  for (const [pages, total] of [[cut(7, 100), 7] as const, [cut(250, 100), 250] as const]) {
    const { read, asked } = reading({ pages, total: () => total });
    await choicePage(read, 1);
    expect(asked).toEqual([1]);
  }
});

it('looks on when a search was ignored, and nothing on the first page matches', async () => {
  const { read } = reading({ pages: cut(120, 50), total: () => 120 });
  const searched = async (page: number) => {
    const seen = await read(page);
    return { ...seen, items: seen.items.filter(({ id }) => id > 110) };
  };
  expect((await choicePage(searched, 1)).items).toEqual(ids(111, 10).map((id) => ({ id })));
});

describe('whether a page follows', () => {
  test.each<[string, Parameters<typeof followsAfter>[0], Follows]>([
    ['a full page', { page: 1, pageSize: 50, received: 50, total: 117 }, 'yes'],
    ['the last page, as far as one can see', { page: 3, pageSize: 50, received: 17, total: 117 }, 'maybe'],
    ['the last page, with what came before', { page: 3, pageSize: 50, before: 100, received: 17, total: 117 }, 'no'],
    ['a last page that is full', { page: 2, pageSize: 50, received: 50, total: 100 }, 'no'],
    ['a page that was cut down', { page: 1, pageSize: 100, received: 50, total: 150 }, 'yes'],
    ['another one, which seems to be the last', { page: 2, pageSize: 100, received: 50, total: 150 }, 'maybe'],
    ['the same, with what came before', { page: 2, pageSize: 100, before: 50, received: 50, total: 150 }, 'yes'],
    ['an empty page', { page: 9, pageSize: 50, received: 0, total: 117 }, 'no'],
    ['a page that counts its own rows', { page: 1, pageSize: 100, received: 50, total: 50 }, 'maybe'],
    ['a page that counts nothing', { page: 1, pageSize: 100, received: 50, total: null }, 'maybe'],
    ['a few rows', { page: 1, pageSize: 100, received: 3, total: 3 }, 'no'],
    ['more rows than were asked for', { page: 1, pageSize: 50, received: 80, total: 80 }, 'maybe'],
  ])('after %s', (_, position, follows) => {
    expect(followsAfter(position)).toBe(follows);
  });
});

describe('a list that HaloPSA gives whole', () => {
  const of = (rows: readonly number[], total: number | null = null) => ({
    rows: rows.map((id) => ({ id })),
    received: rows.length,
    total,
  });
  async function whole(answer: (part?: Part) => ReturnType<typeof of>) {
    let requests = 0;
    const list = await wholeList(async (part) => {
      requests += 1;
      return answer(part);
    });
    return { ...list, items: list.items.map(({ id }) => id), requests };
  }

  it('costs one request', async () => {
    expect(await whole(() => of(ids(1, 33)))).toEqual({
      items: ids(1, 33),
      isComplete: true,
      unreadable: 0,
      requests: 1,
    });
  });

  it('costs one request also when it is larger than any page', async () => {
    expect(await whole(() => of(ids(1, 30_000)))).toMatchObject({ isComplete: true, requests: 1 });
  });

  it('is read on where it was cut down to a round number', async () => {
    const pages = cut(130, 50);
    const answer = (part?: Part) => of(pages[(part?.page ?? 1) - 1] ?? []);
    expect(await whole(answer)).toMatchObject({ items: ids(1, 130), isComplete: true });
  });

  it('is read from its start where what was cut down is no page of it', async () => {
    const pages = cut(150, 50);
    const answer = (part?: Part) => of(part === undefined ? ids(31, 50) : (pages[part.page - 1] ?? []));
    const { items, isComplete } = await whole(answer);
    expect([items.toSorted((one, other) => one - other), isComplete]).toEqual([ids(1, 150), true]);
  });

  it('has what it showed as a whole where it has no pages at all', async () => {
    expect(await whole((part) => of(part === undefined ? ids(1, 50) : []))).toMatchObject({ items: ids(1, 50) });
  });

  it('is complete when it has a round number of rows and is not paged', async () => {
    expect(await whole(() => of(ids(1, 50)))).toMatchObject({ items: ids(1, 50), isComplete: true, requests: 3 });
  });

  it('is read on only so far, because a person waits', async () => {
    const list = await whole((part) => of(ids(50 * ((part?.page ?? 1) - 1), 50)));
    expect(list).toMatchObject({ items: ids(0, 2_000), isComplete: false, requests: 41 });
  });

  it('is said to be incomplete when HaloPSA has more and keeps them', async () => {
    expect(await whole(() => of(ids(1, 50), 150))).toMatchObject({ items: ids(1, 50), isComplete: false });
  });
});

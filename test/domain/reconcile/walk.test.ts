import fc from 'fast-check';
import type { Cursor } from '../../../domain/reconcile/cursor';
import type { ListedPage } from '../../../domain/reconcile/walk';
import { LIST_INCOMPLETE, walk } from '../../../domain/reconcile/walk';

const limits = { pages: 20, repeats: 3 };
const first: Cursor = { by: 'page', page: 1, afterId: 0 };
const ids = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

const full = (of: readonly number[], given: Partial<ListedPage> = {}): ListedPage => ({
  ids: of,
  received: of.length,
  total: null,
  follows: of.length === 0 ? 'no' : 'maybe',
  ...given,
});

/** Walks a list to where it ends; `answered` are the licences for which a page has answered, there or not. */
function walked(pages: readonly ListedPage[]) {
  const seen: number[] = [];
  const answered = new Set<number>();
  let problem: unknown = null;
  let cursor: Cursor | null = first;
  let steps = 0;
  while (cursor?.by === 'page') {
    const step = walk(cursor, pages[cursor.page - 1] ?? full([]), limits);
    seen.push(...step.ids);
    const { covers } = step;
    const isCovered = (id: number) =>
      'ids' in covers ? covers.ids.includes(id) : id > covers.after && id <= (covers.upTo ?? id);
    for (const id of ids(1, 300)) if (isCovered(id)) answered.add(id);
    problem = step.problem ?? problem;
    cursor = step.next;
    steps += 1;
  }
  return { seen, answered: [...answered], problem, rest: cursor, steps };
}

it('answers for every licence, there or not, whatever size the pages have', () => {
  const list = fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 150 });
  fc.assert(
    fc.property(list, fc.integer({ min: 1, max: 50 }), (some, size) => {
      const all = some.toSorted((one, other) => one - other);
      const pages = Array.from({ length: Math.min(18, Math.ceil(all.length / size)) }, (_, page) =>
        full(all.slice(page * size, (page + 1) * size)),
      );
      const listed = pages.flatMap((page) => page.ids);
      expect(walked(pages)).toMatchObject({ seen: listed, answered: ids(1, 300), problem: null, rest: null });
    }),
  );
});

describe('a row that comes twice counts once', () => {
  test.each([
    ['when a page comes twice', [full(ids(1, 50)), full(ids(1, 50)), full(ids(51, 9), { follows: 'no' })], 59],
    ['when rows move to the next page', [full(ids(1, 50)), full(ids(45, 20), { follows: 'no' })], 64],
  ])('%s', (_, pages, count) => {
    expect(walked(pages)).toMatchObject({ seen: ids(1, count), problem: null, rest: null });
  });
});

describe('a list that does not come to its end', () => {
  test.each<[string, readonly ListedPage[]]>([
    ['the same page for ever', Array.from({ length: 30 }, () => full(ids(1, 50)))],
    [
      'the same page, said to be the last',
      Array.from({ length: 30 }, () => full(ids(1, 50), { follows: 'no', total: 250 })),
    ],
    ['fewer rows than HaloPSA says', [full(ids(1, 50), { total: 250, follows: 'yes' })]],
  ])('(%s) says nothing of what is not on it: that is asked for one by one', (_, pages) => {
    expect(walked(pages)).toMatchObject({
      seen: ids(1, 50),
      answered: ids(1, 50),
      problem: LIST_INCOMPLETE,
      rest: { by: 'organization', afterId: 50 },
    });
  });

  it('is followed no further than to its bound', () => {
    const endless = Array.from({ length: 30 }, (_, page) => full(ids(1 + page * 10, 10), { follows: 'yes' }));
    expect(walked(endless)).toMatchObject({
      steps: limits.pages,
      seen: ids(1, 200),
      problem: LIST_INCOMPLETE,
      rest: { by: 'organization', afterId: 200 },
    });
  });
});

describe('a list in another order', () => {
  const byName = [full([30, 10, 20]), full([60, 40, 50]), full([])];

  it('answers for its rows alone', () => {
    expect(walked(byName)).toMatchObject({ answered: [10, 20, 30, 40, 50, 60], problem: null, rest: null });
  });

  it('that shows the same page for ever is given up', () => {
    const lost = walked([full([30, 10, 20]), ...Array.from({ length: 9 }, () => full([60, 40, 50]))]);
    expect(lost).toMatchObject({ answered: [10, 20, 30, 40, 50, 60], problem: LIST_INCOMPLETE, rest: null });
  });

  it('answers for all when it comes as a whole', () => {
    expect(walked([full([3, 1, 2], { follows: 'no' })]).answered).toEqual(ids(1, 300));
  });
});

it('a row whose id cannot be read may be any licence near it, so none there is missed', () => {
  const { answered, problem } = walked([full([1, 2, 5], { received: 4 }), full([])]);
  expect(answered).toEqual(expect.arrayContaining([1, 2, 5, 6]));
  expect(answered).not.toContain(3);
  expect(problem).toMatchObject({ code: 'halo.rowUnreadable' });
});

it('goes by the pages before, so that a page that was cut down is not taken for the last one', () => {
  const { next } = walk(first, full(ids(1, 50), { total: 150, follows: 'yes' }), limits);
  expect(next?.walked).toMatchObject({ rows: 50, told: 150, isOrdered: true });
});

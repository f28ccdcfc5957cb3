import fc from 'fast-check';
import type { Cursor } from '../../../domain/reconcile/cursor';
import { knowing } from '../../../domain/reconcile/cursor';
import type { ListedPage } from '../../../domain/reconcile/walk';
import { LIST_INCOMPLETE, walk } from '../../../domain/reconcile/walk';

const limits = { pages: 20, repeats: 3, atOnce: 100 };
const first: Cursor = { by: 'page', page: 1, afterId: 0 };
const ids = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

const full = (of: readonly number[], given: Partial<ListedPage> = {}): ListedPage => ({
  ids: of,
  received: of.length,
  unreadable: 0,
  isLarger: false,
  total: null,
  follows: of.length === 0 ? 'no' : 'maybe',
  ...given,
});

/**
 * Walks a list to where it ends, with every licence mapped; `answered` are the licences for which a page has answered, there or not,
 * and `rest` are those that are then asked for one by one.
 */
function walked(pages: readonly ListedPage[]) {
  const seen: number[] = [];
  const answered = new Set<number>();
  let [problem, total]: [unknown, number] = [null, 0];
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
    total = step.total;
    cursor = step.next && knowing(step.next, [...(cursor.compared ?? []), ...step.ids]);
    steps += 1;
  }
  const isLeft = (id: number) => cursor !== null && id > cursor.afterId && !cursor.compared?.includes(id);
  return { seen, answered: [...answered], problem, total, rest: ids(1, 300).filter(isLeft), steps };
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
      expect(walked(pages)).toMatchObject({ seen: listed, answered: ids(1, 300), problem: null, rest: [] });
    }),
  );
});

describe('a row that comes twice counts once', () => {
  test.each([
    ['when a page comes twice', [full(ids(1, 50)), full(ids(1, 50)), full(ids(51, 9), { follows: 'no' })], 59],
    ['when rows move to the next page', [full(ids(1, 50)), full(ids(45, 20), { follows: 'no' })], 64],
  ])('%s', (_, pages, count) => {
    expect(walked(pages)).toMatchObject({ seen: ids(1, count), total: count, problem: null, rest: [] });
  });
});

it('a page that is larger than was asked for, and comes again, is the whole list', () => {
  const pages = Array.from({ length: 9 }, () => full(ids(1, 150), { isLarger: true }));
  expect(walked(pages)).toMatchObject({ seen: ids(1, 150), answered: ids(1, 300), problem: null, steps: 2 });
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
      rest: ids(51, 250),
    });
  });

  it('is followed no further than to its bound', () => {
    const endless = Array.from({ length: 30 }, (_, page) => full(ids(1 + page * 10, 10), { follows: 'yes' }));
    expect(walked(endless)).toMatchObject({
      steps: limits.pages,
      seen: ids(1, 200),
      problem: LIST_INCOMPLETE,
      rest: ids(201, 100),
    });
  });
});

describe('a list in another order', () => {
  const byName = [full([30, 10, 20]), full([60, 40, 50]), full([])];

  const rows = [30, 10, 20, 60, 40, 50];
  const others = ids(1, 300).filter((id) => !rows.includes(id));

  it('answers for its rows alone, and the others are asked for one by one', () => {
    expect(walked(byName)).toMatchObject({ seen: rows, problem: null, rest: others });
  });

  it('from its second page on answers for its first one as ever', () => {
    const { answered, rest } = walked([full([10, 20, 30]), full([60, 40, 50]), full([])]);
    expect([answered, rest]).toEqual([[...ids(1, 30), 40, 50, 60], others.filter((id) => id > 30)]);
  });

  it('shows a row that comes on two pages once', () => {
    expect(walked([full([30, 10, 20]), full([20, 60, 40, 50]), full([])]).seen).toEqual(rows);
  });

  it('is compared in parts where its pages are too large for one step', () => {
    const whole = full(ids(1, 250).toReversed(), { isLarger: true });
    const { seen, ...told } = walked([whole, whole]);
    expect(seen.toSorted((one, other) => one - other)).toEqual(ids(1, 250));
    expect(told).toMatchObject({ total: 250, problem: null, steps: 4 });
  });

  it('that shows the same page for ever is given up', () => {
    const lost = walked([full([30, 10, 20]), ...Array.from({ length: 9 }, () => full([60, 40, 50]))]);
    expect(lost).toMatchObject({ seen: rows, problem: LIST_INCOMPLETE, rest: others });
  });

  it('answers for all when it comes as a whole', () => {
    expect(walked([full([3, 1, 2], { follows: 'no' })]).answered).toEqual(ids(1, 300));
  });
});

test.each<[string, readonly number[]]>([
  ['a row', [1, 2, 5]],
  ['every row', []],
])('where the id of %s cannot be read it may be any licence, so none is missed', (_, readable) => {
  const { answered, problem, rest } = walked([
    full(readable, { received: 12, unreadable: 12 - readable.length }),
    full([]),
  ]);
  expect(answered).toEqual(readable);
  expect(problem).toMatchObject({ code: 'halo.rowUnreadable' });
  expect(rest).toEqual(ids(1, 300).filter((id) => !readable.includes(id)));
});

it.each([50, null])('counts all licences, also where HaloPSA says %s of a page', (total) => {
  const pages = [full(ids(1, 50), { total }), full(ids(51, 17), { total: total && 17 }), full([])];
  expect(walked(pages)).toMatchObject({ total: 67, problem: null });
});

it('goes by the pages before, so that a page that was cut down is not taken for the last one', () => {
  const { next } = walk(first, full(ids(1, 50), { total: 150, follows: 'yes' }), limits);
  expect(next?.walked).toMatchObject({ rows: 50, told: 150, isOrdered: true });
});

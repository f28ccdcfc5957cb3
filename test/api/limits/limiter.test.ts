import type { LimiterOptions } from '../../../api/limits/limiter';
import { createLimiter } from '../../../api/limits/limiter';
import { eventually } from '../running-api';

const usual: LimiterOptions = { what: 'lists', atOnce: 2, inAll: 4, waiting: 3, waitMilliseconds: 60_000 };
const staying = new AbortController().signal;

let testEnds = new AbortController();
afterEach(() => {
  testEnds.abort();
  testEnds = new AbortController();
});

/** A limiter, and works of partners that end when they are told to. Whose name begins with "a" comes from partner "a". */
function createHall(options: Partial<LimiterOptions> = {}) {
  const limiter = createLimiter({ ...usual, ...options });
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const come = (name: string, signal = testEnds.signal) =>
    limiter.run(name.slice(0, 1), signal, async () => {
      started.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    });
  return {
    started,
    come,
    /** Those whose end does not matter to the test. */
    crowd: (...names: readonly string[]) => {
      for (const name of names) come(name).catch(() => undefined);
    },
    /** Ends a work, and lets everything happen that follows from it. */
    end: async (name: string) => {
      ends.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

it('works on so many of one partner at once, and on the next when one has ended', async () => {
  const { come, end, started } = createHall();
  const all = ['a1', 'a2', 'a3', 'a4'].map((name) => come(name));
  expect(started).toEqual(['a1', 'a2']);
  await end('a2');
  expect(started).toEqual(['a1', 'a2', 'a3']);
  for (const name of ['a1', 'a3', 'a4']) await end(name);
  await expect(Promise.all(all)).resolves.toEqual(['a1', 'a2', 'a3', 'a4']);
});

it("lets another partner in at once, past one's crowd", () => {
  const { crowd, started } = createHall();
  crowd('a1', 'a2', 'a3', 'a4', 'b1');
  expect(started).toEqual(['a1', 'a2', 'b1']);
});

it('shares what is shared among the partners who have come, and gives it back to one who is left alone', async () => {
  const { crowd, end, started } = createHall({ atOnce: 4, sharedWithin: 1, inAll: 100, waiting: 100 });
  crowd('a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'b3', 'c1', 'c2');
  expect(started).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']);
  for (const name of ['a1', 'a2', 'a3']) await end(name);
  // Of three each has one.
  expect(started.slice(7)).toEqual([]);
  for (const name of ['a4', 'b1', 'b2', 'c1', 'c2']) await end(name);
  expect(started.slice(7)).toEqual(['a5', 'b3', 'c2']);
  crowd('a6', 'a7', 'a8');
  const startedAtLast = (many: number) =>
    eventually(
      async () => started.slice(10),
      ({ length }) => length >= many,
    );
  expect(await startedAtLast(1)).toEqual(['a6']);
  await end('b3');
  expect(await startedAtLast(3)).toEqual(['a6', 'a7', 'a8']);
});

it('leaves its share to a partner who asks for one thing after the other: the crowd does not fill its place in between', async () => {
  const { crowd, end, started } = createHall({ sharedWithin: 60_000, inAll: 100, waiting: 100 });
  crowd('b1', 'a1', 'a2', 'a3');
  await end('b1');
  crowd('b2');
  expect(started).toEqual(['b1', 'a1', 'b2']);
  await end('b2');
  await end('a1');
  expect(started).toEqual(['b1', 'a1', 'b2', 'a2']);
});

it('tells a partner whose own crowd fills its share that it has too many', async () => {
  const { crowd, come } = createHall({ sharedWithin: 1, waiting: 1 });
  crowd('b1', 'a1', 'a2');
  await expect(come('a3')).rejects.toMatchObject({ status: 429 });
});

it('lets those who wait in partner by partner when all together are too many', async () => {
  const { crowd, end, started } = createHall({ inAll: 2 });
  crowd('a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'b2', 'c1');
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'a4']) await end(name);
  expect(started).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'a4', 'b2', 'a5']);
});

it('tells a partner with too many so: 429, when to come again', async () => {
  const { come, crowd } = createHall();
  crowd('a1', 'a2', 'a3', 'a4', 'a5');
  await expect(come('a6')).rejects.toMatchObject({
    status: 429,
    code: 'tooManyRequests',
    message: 'You have too many lists at once. Wait for some answers, then try again.',
    headers: { 'Retry-After': '5' },
  });
});

it('lets nobody wait longer than the limit: 429 where the partner has too many, 503 where all together have', async () => {
  const own = createHall({ atOnce: 1, waitMilliseconds: 1 });
  own.crowd('a1');
  await expect(own.come('a2')).rejects.toMatchObject({ status: 429 });
  const others = createHall({ inAll: 1, waitMilliseconds: 1 });
  others.crowd('a1');
  await expect(others.come('b1')).rejects.toMatchObject({ status: 503, code: 'busy' });
});

it('forgets who has left while waiting', async () => {
  const { come, crowd, end, started } = createHall({ atOnce: 1, waiting: 1 });
  const leaving = new AbortController();
  crowd('a1');
  const left = come('a2', leaving.signal);
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  const next = come('a3');
  await end('a1');
  expect(started).toEqual(['a1', 'a3']);
  await end('a3');
  await expect(next).resolves.toBe('a3');
});

it('makes room also when a work fails', async () => {
  const limiter = createLimiter({ ...usual, atOnce: 1, inAll: 1, waiting: 1 });
  const failed = limiter.run('a', staying, () => Promise.reject(new Error('failed')));
  const next = limiter.run('b', staying, async () => 'done');
  await expect(failed).rejects.toThrow('failed');
  await expect(next).resolves.toBe('done');
});

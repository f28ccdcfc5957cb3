import { setTimeout as sleep } from 'node:timers/promises';
import { createBatches } from '../../../worker/workflow-calls/batches';

const everyMs = 100;

function recorder(answerOf: (items: readonly number[]) => Promise<string> = async (items) => items.join()) {
  const sent: { to: string; items: readonly number[]; at: number }[] = [];
  const say = createBatches<number, string>({
    everyMs,
    atMost: 3,
    send: (to, items) => {
      sent.push({ to, items, at: Date.now() });
      return answerOf(items);
    },
  });
  return { sent, say };
}

it('sends the first at once, and what is said soon after together', async () => {
  const { sent, say } = recorder();
  const answers = await Promise.all([1, 2, 3].map((item) => say('a', item)));
  expect(sent.map(({ items }) => items)).toEqual([[1], [2, 3]]);
  expect(answers).toEqual(['1', '2,3', '2,3']);
  expect(Number(sent[1]?.at) - Number(sent[0]?.at)).toBeGreaterThanOrEqual(everyMs - 5);
});

it('sends at once again when nothing was said for a while', async () => {
  const { sent, say } = recorder();
  await say('a', 1);
  await sleep(2 * everyMs);
  const startedAt = Date.now();
  await say('a', 2);
  expect(Date.now() - startedAt).toBeLessThan(everyMs);
  expect(sent.map(({ items }) => items)).toEqual([[1], [2]]);
});

it('sends no more than so many together, and loses none', async () => {
  const { sent, say } = recorder();
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((item) => say('a', item)));
  expect(sent.map(({ items }) => items)).toEqual([[1], [2, 3, 4], [5, 6, 7], [8]]);
});

it('lets nobody wait for what is said to somebody else', async () => {
  const { sent, say } = recorder();
  const startedAt = Date.now();
  await Promise.all([say('a', 1), say('b', 2)]);
  expect(Date.now() - startedAt).toBeLessThan(everyMs);
  expect(sent).toMatchObject([
    { to: 'a', items: [1] },
    { to: 'b', items: [2] },
  ]);
});

it('fails for everybody in a batch that could not be sent, and for nobody else', async () => {
  const { say } = recorder(async (items) => {
    if (items.includes(2)) throw new Error('not sent');
    return items.join();
  });
  const [first, second, third] = await Promise.allSettled([say('a', 1), say('a', 2), say('a', 3)]);
  expect([first.status, second.status, third.status]).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(await say('a', 4)).toBe('4');
});

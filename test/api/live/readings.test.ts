import { createReadings } from '../../../api/live/readings';

let now = 0;
let begun: { resolve(value: string): void; reject(error: Error): void }[] = [];
const readings = () =>
  createReadings<string>(
    () =>
      new Promise((resolve, reject) => {
        begun.push({ resolve, reject });
      }),
    () => now,
  );

beforeEach(() => {
  now = 0;
  begun = [];
});

it('answers all who ask within a second with one reading', async () => {
  const { ask } = readings();
  const asked = [ask('p1'), ask('p1')];
  begun[0]?.resolve('first');
  expect(await Promise.all(asked)).toEqual(['first', 'first']);
  now = 999;
  expect(await ask('p1')).toBe('first');
  now = 1_000;
  void ask('p1');
  expect(begun).toHaveLength(2);
});

it('is shared while it is under way, however long that takes', async () => {
  const { ask } = readings();
  const asked = ask('p1');
  now = 20_000;
  const later = ask('p1');
  begun[0]?.resolve('slow');
  expect(await Promise.all([asked, later])).toEqual(['slow', 'slow']);
  void ask('p1');
  expect(begun).toHaveLength(2);
});

it('gives nobody who asks after a command what was read before it, nor what was being read', async () => {
  const { ask, drop } = readings();
  const before = ask('p1');
  drop('p1');
  const after = ask('p1');
  begun[1]?.resolve('new');
  begun[0]?.resolve('old');
  expect(await Promise.all([before, after])).toEqual(['old', 'new']);
  expect(await ask('p1')).toBe('new');
  drop('p1');
  void ask('p1');
  expect(begun).toHaveLength(3);
});

it('reads again after a failure', async () => {
  const { ask } = readings();
  const asked = [ask('p1'), ask('p1')];
  begun[0]?.reject(new Error('Temporal does not answer.'));
  await expect(Promise.all(asked)).rejects.toThrow('Temporal does not answer.');
  const again = ask('p1');
  begun[1]?.resolve('there');
  expect(await again).toBe('there');
});

it('keeps partners apart', async () => {
  const { ask, drop } = readings();
  const one = ask('p1');
  const other = ask('p2');
  begun[0]?.resolve('one');
  begun[1]?.resolve('other');
  expect([await one, await other]).toEqual(['one', 'other']);
  drop('p2');
  expect(await ask('p1')).toBe('one');
});

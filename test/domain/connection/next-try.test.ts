import fc from 'fast-check';
import { nextTryAt } from '../../../domain/connection/next-try';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const refused = Date.parse('2026-10-01T12:00:00.000Z');
const iso = (time: number) => new Date(time).toISOString();
const next = (triedAt: number, refusedAt = refused) =>
  nextTryAt({ refusedAt: iso(refusedAt), triedAt: iso(triedAt) }, MINUTE);

it('refused credentials are tried again after a minute, then after as long as HaloPSA has refused them, at last once a day', () => {
  const tries = [refused];
  for (let time = refused; tries.length < 15; time = tries.at(-1) ?? 0) tries.push(next(time));
  const waits = tries.slice(1).map((time, index) => (time - (tries[index] ?? 0)) / MINUTE);
  expect(waits).toEqual([1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 1_440, 1_440]);
});

it('a wait begins anew when credentials were refused later than these were tried', () => {
  expect(next(refused - DAY)).toBe(refused + MINUTE);
});

it('the next try is between a minute and a day away', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000, max: 100_000 }), (minutes) => {
      const last = Math.max(refused, refused + minutes * MINUTE);
      const wait = next(refused + minutes * MINUTE) - last;
      expect(wait).toBeGreaterThanOrEqual(MINUTE);
      expect(wait).toBeLessThanOrEqual(DAY);
    }),
  );
});

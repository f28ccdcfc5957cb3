import fc from 'fast-check';
import type { Pace } from '../../../domain/gate/pace';
import { initial, limitAt, rateLimited, requestsInWindow, room, roomAt, spend } from '../../../domain/gate/pace';

const limits = { requests: 300, windowMs: 300_000, share: 0.7 };
const now = Date.UTC(2026, 0, 5);

const spent = (requests: number, at = now): Pace => spend(initial, limits, requests, at);

it('leaves the rest of the limit to what a person waits for', () => {
  expect(room(initial, limits, now)).toBe(210);
});

it('lets a burst go while the window has room', () => {
  expect(roomAt(spent(207), limits, 3, now)).toBe(now);
  expect(room(spent(210), limits, now)).toBe(0);
});

it('has room again when the window has passed, at most one slice later', () => {
  const at = roomAt(spent(210), limits, 3, now);
  expect(at).toBeGreaterThan(now + 300_000);
  expect(at).toBeLessThanOrEqual(now + 306_000);
  expect(room(spent(210), limits, at)).toBe(210);
});

it('goes on a little below what HaloPSA took when it says that the limit is reached', () => {
  expect(limitAt(rateLimited(spent(100), limits, now), limits, now)).toBe(90);
});

it('does not fall below a tenth, so that a limit that others used up does not stop us', () => {
  expect(limitAt(rateLimited(spent(2), limits, now), limits, now)).toBe(21);
});

it('learns nothing higher from a second 429', () => {
  const learned = rateLimited(spent(50), limits, now);
  expect(limitAt(rateLimited(spend(learned, limits, 90, now), limits, now), limits, now)).toBe(45);
});

it('counts into the newest slice when the clock goes back', () => {
  const back = spend(spent(3), limits, 4, now - 60_000);
  expect(back.spent).toEqual([{ leavesAt: now + 306_000, requests: 7 }]);
});

it('grows back by a tenth of the full limit with every clean window', () => {
  const learned = rateLimited(spent(100), limits, now);
  const after = (windows: number) => limitAt(learned, limits, now + windows * limits.windowMs);
  expect([0.9, 1, 2, 5, 6, 50].map(after)).toEqual([90, 111, 132, 195, 210, 210]);
});

it('finds room for more than was learned, when the limit has grown back', () => {
  const learned = rateLimited(spent(2), limits, now);
  expect(roomAt(learned, limits, 30, now)).toBeGreaterThanOrEqual(now + limits.windowMs);
  expect(roomAt(learned, limits, 1000, now)).toBeGreaterThanOrEqual(now + 9 * limits.windowMs);
});

it('asks for no more than the whole limit, so that a tiny limit is slow and not a standstill', () => {
  expect(roomAt(initial, { ...limits, requests: 2 }, 3, now)).toBe(now);
});

const anyLimits = fc.record({
  requests: fc.integer({ min: 1, max: 400 }),
  windowMs: fc.integer({ min: 1000, max: 600_000 }),
  share: fc.double({ min: 0.05, max: 1, noNaN: true }),
});
const anyTry = fc.record({
  wait: fc.oneof(fc.nat(2_000), fc.nat(60_000), fc.nat(700_000)),
  requests: fc.integer({ min: 1, max: 60 }),
  isRateLimited: fc.nat(20).map((number) => number === 0),
});

/** Spends whenever there is room, and keeps an exact account of it beside the pace. */
function replay(tries: readonly { wait: number; requests: number; isRateLimited: boolean }[], within: typeof limits) {
  const account: { at: number; requests: number }[] = [];
  const steps: { at: number; exact: number; pace: Pace }[] = [];
  let at = now;
  let pace = initial;
  for (const { wait, requests, isRateLimited } of tries) {
    at += wait;
    if (room(pace, within, at) >= requests) {
      pace = spend(pace, within, requests, at);
      account.push({ at, requests });
      const recent = account.filter((one) => one.at > at - within.windowMs);
      steps.push({ at, pace, exact: recent.reduce((sum, one) => sum + one.requests, 0) });
    }
    if (isRateLimited) pace = rateLimited(pace, within, at);
  }
  return { steps, pace, at };
}

const manyTries = fc.array(anyTry, { maxLength: 400, size: 'max' });

it('acceptance 76: no rolling window ever holds more than our share of the limit, or than what was learned', () => {
  fc.assert(
    fc.property(manyTries, anyLimits, (tries, within) => {
      for (const { at, exact, pace } of replay(tries, within).steps) {
        expect(exact).toBeLessThanOrEqual(Math.max(1, within.requests * within.share));
        expect(exact).toBeLessThanOrEqual(limitAt(pace, within, at));
        expect(requestsInWindow(pace, at)).toBeGreaterThanOrEqual(exact);
      }
    }),
  );
});

it('stays small, whatever the rate', () => {
  fc.assert(
    fc.property(manyTries, anyLimits, (tries, within) => {
      for (const { pace } of replay(tries, within).steps) expect(pace.spent.length).toBeLessThanOrEqual(60);
    }),
  );
});

it('has room at the moment that it names, and none before', () => {
  fc.assert(
    fc.property(manyTries, anyLimits, fc.integer({ min: 1, max: 3 }), (tries, within, needed) => {
      const { pace, at } = replay(tries, within);
      const enough = Math.min(needed, Math.max(1, Math.floor(within.requests * within.share)));
      const named = roomAt(pace, within, needed, at);
      expect(room(pace, within, named)).toBeGreaterThanOrEqual(enough);
      if (named > at) expect(room(pace, within, named - 1)).toBeLessThan(enough);
    }),
  );
});

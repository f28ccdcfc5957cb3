import { transition } from '../../../domain/organization/machine';
import { isAhead, isLongAgo, isOlder, received } from '../../../domain/organization/report';
import { report } from '../samples';
import { states } from './states';

const noon = Date.parse('2026-10-01T12:00:00Z');

test.each([
  ['2026-10-01T11:00:00Z', false],
  ['2026-10-01T12:05:00Z', false],
  ['2026-10-01T12:05:00.001Z', true],
  ['2026-10-01T14:05:00+02:00', false],
  ['2026-10-01T14:06:00+02:00', true],
])('a report of %s is ahead at noon: %s', (observedAt, ahead) => {
  expect(isAhead(observedAt, noon)).toBe(ahead);
});

test.each([
  ['0000-01-01T00:00:00Z', true],
  ['1999-12-31T23:59:59Z', true],
  ['2020-01-01T00:00:00Z', false],
  ['2026-10-01T11:00:00Z', false],
])('a report of %s is of long ago: %s', (observedAt, longAgo) => {
  expect(isLongAgo(observedAt, noon)).toBe(longAgo);
});

test.each(['2026-10-01T13:59:00+02:00', '2026-10-01T11:59Z', `2026-10-01T11:59:00.${'0'.repeat(60_000)}Z`])(
  'a report of the past stands as it was sent, its time as all others are (%#)',
  (observedAt) => {
    expect(received({ ...report, observedAt }, noon)).toEqual({ ...report, observedAt: '2026-10-01T11:59:00.000Z' });
  },
);

it('a report of a clock that runs ahead does not keep out the right one after it', () => {
  const ahead = received({ ...report, observedAt: '2026-10-01T12:00:20Z' }, noon);
  const right = received(
    { ...report, seats: { ...report.seats, used: 44 }, observedAt: '2026-10-01T12:00:01Z' },
    noon + 1_000,
  );
  expect(ahead.observedAt).toBe('2026-10-01T12:00:00.000Z');
  expect(isOlder(right, ahead)).toBe(false);
  const at = '2026-10-01T12:01:00.000Z';
  const reported = (one: typeof report) =>
    ({ type: 'organizationReported', report: one, debounceUntil: at, at }) as const;
  const first = transition(states.unmapped, reported(ahead));
  expect(first).toMatchObject({ accepted: true, state: { report: ahead } });
  expect(first.accepted && transition(first.state, reported(right))).toMatchObject({ state: { report: right } });
});

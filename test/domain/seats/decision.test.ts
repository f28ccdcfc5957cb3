import type { DecisionInput } from '../../../domain/seats/decision';
import { decide, decideUnread, wantedSeats } from '../../../domain/seats/decision';
import type { Decision } from '../../../domain/seats/state';
import { ada, at, licence, question, report, reportOf, written } from './samples';

const ask = (change: Partial<DecisionInput>): string => words(decide({ ...question, ...change }));

function words(decision: Decision): string {
  switch (decision.kind) {
    case 'off':
      return 'off';
    case 'unchanged':
      return decision.count === decision.wanted ? `unchanged ${decision.count}` : `kept ${decision.count}`;
    case 'write':
      return `write ${decision.before} → ${decision.after}`;
    case 'held':
      return `${decision.reason} ${decision.before} → ${decision.after}`;
    case 'drift':
      return `drift ours ${decision.ours}, theirs ${decision.theirs}, written ${decision.written}`;
  }
}

const policy = (change: Partial<DecisionInput['policy']>) => ({ ...question.policy, ...change });
const observed = (observedAt: string) => ({ ...report, observedAt });
const status = (value: 'active' | 'suspended' | 'unsubscribed') => ({ ...report, status: value });
const approval = (count: number, overwrite?: number) => ({
  count,
  by: ada,
  at,
  ...(overwrite === undefined ? {} : { overwrite }),
});
const large = (percent: number, seats: number) => policy({ largeChange: { percent, seats } });

/** We wrote `count`, and HaloPSA still holds it. */
const from = (count: number) => ({ written: written(count), licence: licence(count) });

describe('which number', () => {
  test.each<[string, Partial<DecisionInput>, string]>([
    ['none', { definition: 'none', licence: licence(3) }, 'off'],
    ['used', { definition: 'used', licence: licence(39) }, 'write 39 → 40'],
    ['purchased', { definition: 'purchased', licence: licence(39) }, 'write 39 → 50'],
    ['active', { definition: 'active', licence: licence(39) }, 'write 39 → 35'],
    ['the same', { licence: licence(40) }, 'unchanged 40'],
    ['the same, also after somebody else wrote it', { written: written(30), licence: licence(40) }, 'unchanged 40'],
    ['the same, also from an old report', { licence: licence(40), at: '2027-01-01T00:00:00Z' }, 'unchanged 40'],
  ])('%s', (_name, change, expected) => {
    expect(ask(change)).toBe(expected);
  });

  it('acceptance 41: follows the seat count that is chosen now', () => {
    expect([wantedSeats('used', report), wantedSeats('purchased', report), wantedSeats('none', report)]).toEqual([
      40,
      50,
      null,
    ]);
  });
});

describe('without reading the licence', () => {
  test.each<[string, Partial<DecisionInput>, string]>([
    ['nothing known asks to read', {}, 'write null → 40'],
    ['nothing known asks to read, also for a drop to 0', { report: reportOf(0) }, 'write null → 0'],
    ['what we wrote stands', { written: written(40) }, 'unchanged 40'],
    ['what we wrote is the base', { written: written(39) }, 'write 39 → 40'],
    ['what we wrote is held back alike', { written: written(40), report: reportOf(4) }, 'largeChange 40 → 4'],
    ['what the partner left stands', { written: written(30), accepted: { theirs: 45, insteadOf: 40 } }, 'kept 45'],
    [
      'what the partner left is the base',
      { written: written(40), accepted: { theirs: 45, insteadOf: 41 } },
      'write 45 → 40',
    ],
  ])('%s', (_name, change, expected) => {
    expect(ask(change)).toBe(expected);
  });

  const unread = { ...question, written: written(40), seen: licence(40), cause: 'report' as const };

  it('needs no turn when nothing can have changed', () => {
    expect(decideUnread(unread)).toEqual({ kind: 'unchanged', count: 40, wanted: 40 });
    expect(decideUnread({ ...unread, cause: 'reconcile', definition: 'none' })).toEqual({ kind: 'off' });
  });

  test.each<[string, Parameters<typeof decideUnread>[0]]>([
    ['a person asks', { ...unread, cause: 'sync' }],
    ['the reconcile asks', { ...unread, cause: 'reconcile' }],
    ['the count changes', { ...unread, report: reportOf(41) }],
    ['a change would be held', { ...unread, report: reportOf(4) }],
    ['another count was seen in HaloPSA', { ...unread, seen: licence(45) }],
    ['nothing was seen yet', { ...unread, written: null, seen: null }],
  ])('asks HaloPSA when %s', (_name, input) => {
    expect(decideUnread(input)).toBeNull();
  });
});

describe('drift', () => {
  const edited = { written: written(38), licence: licence(39) };

  test.each<[string, Partial<DecisionInput>, string]>([
    ['somebody changed it', edited, 'drift ours 40, theirs 39, written 38'],
    ['nobody changed it', from(39), 'write 39 → 40'],
    ['nothing was written before', { licence: licence(39) }, 'write 39 → 40'],
    ['always ours', { ...edited, policy: policy({ drift: 'alwaysOurs' }) }, 'write 39 → 40'],
    [
      'always ours, within the guard rails',
      { ...edited, licence: licence(90), policy: policy({ drift: 'alwaysOurs' }) },
      'largeChange 90 → 40',
    ],
    ['ours chosen over exactly this', { ...edited, approval: approval(40, 39) }, 'write 39 → 40'],
    ['ours chosen over another', { ...edited, approval: approval(40, 37) }, 'drift ours 40, theirs 39, written 38'],
    [
      'an approved count is no choice of ours',
      { ...edited, approval: approval(40) },
      'drift ours 40, theirs 39, written 38',
    ],
    [
      'ours chosen with both numbers seen, however large',
      { ...edited, licence: licence(90), approval: approval(40, 90) },
      'write 90 → 40',
    ],
    [
      'ours chosen, but ours is another now',
      { ...edited, licence: licence(90), approval: approval(41, 90) },
      'largeChange 90 → 40',
    ],
    ['theirs chosen', { ...edited, accepted: { theirs: 39, insteadOf: 40 } }, 'kept 39'],
    [
      'theirs chosen, also with always ours',
      { ...edited, accepted: { theirs: 39, insteadOf: 40 }, policy: policy({ drift: 'alwaysOurs' }) },
      'kept 39',
    ],
    ['theirs chosen, ours is another now', { ...edited, accepted: { theirs: 39, insteadOf: 41 } }, 'write 39 → 40'],
    [
      'theirs chosen, ours is far off now',
      { ...edited, accepted: { theirs: 39, insteadOf: 41 }, report: reportOf(4) },
      'largeChange 39 → 4',
    ],
    [
      'theirs chosen, changed once more',
      { ...edited, accepted: { theirs: 37, insteadOf: 40 } },
      'drift ours 40, theirs 39, written 38',
    ],
    [
      'a fraction is an edit like any other',
      { written: written(39), licence: licence(39.5) },
      'drift ours 40, theirs 39.5, written 39',
    ],
  ])('%s', (_name, change, expected) => {
    expect(ask(change)).toBe(expected);
  });
});

describe('guard rails', () => {
  test.each<[string, Partial<DecisionInput>, string]>([
    ['exactly as old as allowed', { ...from(39), report: observed('2026-09-28T12:00:00.000Z') }, 'write 39 → 40'],
    ['a moment too old', { ...from(39), report: observed('2026-09-28T11:59:59.999Z') }, 'oldReport 39 → 40'],
    [
      'too old, in another time zone',
      { ...from(39), report: observed('2026-09-28T13:59:59+02:00') },
      'oldReport 39 → 40',
    ],
    ['observed in the future', { ...from(39), report: observed('2026-10-02T12:00:00Z') }, 'write 39 → 40'],
    ['suspended', { ...from(39), report: status('suspended') }, 'inactiveOrganization 39 → 40'],
    ['unsubscribed', { ...from(39), report: status('unsubscribed') }, 'inactiveOrganization 39 → 40'],
    [
      'suspended, as the policy likes',
      { ...from(39), report: status('suspended'), policy: policy({ inactiveOrganization: 'write' }) },
      'write 39 → 40',
    ],
    [
      'suspended, at the very first write',
      { licence: licence(39), report: status('suspended') },
      'inactiveOrganization 39 → 40',
    ],
    ['a drop to 0', { ...from(1), report: reportOf(0) }, 'dropToZero 1 → 0'],
    ['a drop to 0 at the very first write', { licence: licence(1), report: reportOf(0) }, 'dropToZero 1 → 0'],
    [
      'a drop to 0, as the policy likes',
      { ...from(1), report: reportOf(0), policy: policy({ dropToZero: 'write' }) },
      'write 1 → 0',
    ],
    [
      'a large drop to 0 stays large',
      { ...from(40), report: reportOf(0), policy: policy({ dropToZero: 'write' }) },
      'largeChange 40 → 0',
    ],
    ['up to 0 is no drop', { ...from(-3), report: reportOf(0) }, 'write -3 → 0'],
    ['seats and percent exceeded', { ...from(40), report: reportOf(19) }, 'largeChange 40 → 19'],
    ['exactly the percent', { ...from(40), report: reportOf(20) }, 'write 40 → 20'],
    ['exactly the seats', { ...from(15), report: reportOf(5) }, 'write 15 → 5'],
    ['one more than the seats', { ...from(15), report: reportOf(4) }, 'largeChange 15 → 4'],
    ['only the seats exceeded', { ...from(400), report: reportOf(380) }, 'write 400 → 380'],
    ['only the percent exceeded', { ...from(4), report: reportOf(8) }, 'write 4 → 8'],
    ['upwards alike', { ...from(10), report: reportOf(40) }, 'largeChange 10 → 40'],
    ['from 0, within the seats', { ...from(0), report: reportOf(10) }, 'write 0 → 10'],
    ['from 0, beyond the seats', { ...from(0), report: reportOf(11) }, 'largeChange 0 → 11'],
    ['from below 0, beyond the seats', { ...from(-1), report: reportOf(10) }, 'largeChange -1 → 10'],
    ['from a fraction', { ...from(39.5) }, 'write 39.5 → 40'],
    ['from a fraction to 0', { ...from(0.5), report: reportOf(0) }, 'dropToZero 0.5 → 0'],
    ['the very first write of a start may be large', { cause: 'start', licence: licence(400) }, 'write 400 → 40'],
    ['a first write that nobody started may not', { licence: licence(400) }, 'largeChange 400 → 40'],
    ['a first write by the reconcile neither', { cause: 'reconcile', licence: licence(400) }, 'largeChange 400 → 40'],
    ['a start is no excuse after a write', { ...from(400), cause: 'start' }, 'largeChange 400 → 40'],
    [
      'a start is no excuse for a drop to 0',
      { cause: 'start', licence: licence(400), report: reportOf(0) },
      'dropToZero 400 → 0',
    ],
    [
      'a start is no excuse for an old report',
      { cause: 'start', licence: licence(400), report: observed('2026-01-01T00:00:00Z') },
      'oldReport 400 → 40',
    ],
    ['as strict as can be', { ...from(39), policy: large(0, 0) }, 'largeChange 39 → 40'],
    [
      'the oldest reason first',
      { ...from(40), report: { ...reportOf(0), status: 'suspended', observedAt: '2026-01-01T00:00:00Z' } },
      'oldReport 40 → 0',
    ],
    [
      'inactive before the drop',
      { ...from(40), report: { ...reportOf(0), status: 'suspended' } },
      'inactiveOrganization 40 → 0',
    ],
    ['the drop before its size', { ...from(40), report: reportOf(0) }, 'dropToZero 40 → 0'],
    ['approved', { ...from(40), report: reportOf(4), approval: approval(4) }, 'write 40 → 4'],
    [
      'approved, whatever the reason',
      {
        ...from(40),
        report: { ...reportOf(0), status: 'unsubscribed', observedAt: '2026-01-01T00:00:00Z' },
        approval: approval(0),
      },
      'write 40 → 0',
    ],
    ['another count approved', { ...from(40), report: reportOf(4), approval: approval(5) }, 'largeChange 40 → 4'],
    ['dismissed', { ...from(40), report: reportOf(4), accepted: { theirs: 40, insteadOf: 4 } }, 'kept 40'],
    [
      'dismissed before the very first write',
      { licence: licence(40), report: reportOf(0), accepted: { theirs: 40, insteadOf: 0 } },
      'kept 40',
    ],
    [
      'another change than the dismissed one',
      { ...from(40), report: reportOf(5), accepted: { theirs: 40, insteadOf: 4 } },
      'largeChange 40 → 5',
    ],
  ])('%s', (_name, change, expected) => {
    expect(ask(change)).toBe(expected);
  });
});

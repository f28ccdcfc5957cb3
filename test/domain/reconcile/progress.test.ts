import fc from 'fast-check';
import type { ComparedRow, Finding } from '../../../domain/reconcile/compare';
import { begun, cancelled, compared, ended, inWords, newestOf, requested } from '../../../domain/reconcile/progress';
import { ada, minute, unavailable } from '../samples';

const line = (finding: Finding, before: number | null = null, after: number | null = null): ComparedRow => ({
  organizationId: 'o-1',
  name: 'Initech',
  finding,
  before,
  after,
  reason: null,
  notStarted: false,
});

const start = begun({ mode: 'reconcile', by: null }, minute(0));
const page = { rows: [line('write', 10, 12), line('unchanged', 5, 5), line('held', 1, 90)], total: 230, told: 2 };

it('begins with nothing, by the schedule or by a person', () => {
  expect(start).toEqual({
    status: 'running',
    mode: 'reconcile',
    by: null,
    startedAt: minute(0),
    finishedAt: null,
    licences: null,
    steps: 0,
    requests: 0,
    compared: 0,
    told: 0,
    problem: null,
    totals: { before: 0, after: 0 },
    findings: { off: 0, unchanged: 0, write: 0, held: 0, drift: 0, missed: 0, doubled: 0, unreadable: 0 },
  });
  expect(begun({ mode: 'preview', by: ada }, minute(0))).toMatchObject({ mode: 'preview', by: 'Ada' });
});

it('acceptance 55: sums up what a sync would write, and nothing that it would not', () => {
  expect(compared(start, page)).toMatchObject({
    steps: 1,
    compared: 3,
    told: 2,
    licences: 230,
    totals: { before: 10, after: 12 },
    findings: { write: 1, unchanged: 1, held: 1, drift: 0 },
  });
});

it('goes on from step to step', () => {
  const second = compared(compared(start, page), {
    rows: [line('write', null, 7), line('missed')],
    total: null,
    told: 1,
  });
  expect(second).toMatchObject({
    steps: 2,
    compared: 5,
    told: 3,
    licences: 230,
    totals: { before: 10, after: 19 },
    findings: { write: 2, missed: 1 },
  });
  expect(compared(second, { rows: [], total: 231, told: 0 })).toMatchObject({ steps: 3, compared: 5, licences: 231 });
});

it('remembers what was wrong with HaloPSA’s list', () => {
  const lost = compared(start, { ...page, problem: unavailable });
  expect(compared(lost, { ...page, problem: null }).problem).toEqual(unavailable);
});

it('counts requests apart: a turn that brought nothing has cost some too', () => {
  expect(requested(requested(start, 2), 1)).toEqual({ ...start, requests: 3 });
});

it('changes nothing in place', () => {
  const before = JSON.stringify(start);
  compared(start, page);
  expect(JSON.stringify(start)).toBe(before);
});

it('every line is in exactly one finding, however the steps are cut', () => {
  const findings = fc.constantFrom<Finding[]>(
    'off',
    'unchanged',
    'write',
    'held',
    'drift',
    'missed',
    'doubled',
    'unreadable',
  );
  fc.assert(
    fc.property(fc.array(findings), fc.nat({ max: 20 }), (found, cut) => {
      const rows = found.map((finding) => line(finding, 1, 2));
      const step = (part: readonly ComparedRow[]) => ({ rows: part, total: null, told: 0 });
      const whole = compared(start, step(rows));
      const parts = compared(compared(start, step(rows.slice(0, cut))), step(rows.slice(cut)));
      expect({ ...parts, steps: 1 }).toEqual(whole);
      expect(Object.values(whole.findings).reduce((sum, count) => sum + count, 0)).toBe(whole.compared);
    }),
  );
});

it('acceptance 71: a revoke cancels it, says who revoked, and leaves what was found; what an operator ends has failed', () => {
  const [soFar, at] = [compared(start, page), minute(3)];
  expect(cancelled(soFar, 'The connection was revoked by Ben.', at)).toEqual({
    ...soFar,
    status: 'cancelled',
    finishedAt: at,
    problem: { code: 'connection.revoked', detail: expect.stringMatching(/^The connection was revoked by Ben\. /) },
  });
  expect(ended(soFar, at)).toMatchObject({ status: 'failed', finishedAt: at, findings: soFar.findings });
});

describe('in words', () => {
  it('acceptance 80: says who runs what, and that nothing is compared yet', () => {
    expect(inWords(start)).toBe(
      '**running**: a reconcile by the schedule.\n\n0 organizations compared in 0 steps: nothing yet. 0 told to look.',
    );
    expect(inWords(begun({ mode: 'preview', by: ada }, minute(0)))).toContain('**running**: a dry run by Ada.');
  });

  it('acceptance 75: names what was found, and why it ended', () => {
    const failed = { ...compared(start, page), status: 'failed' as const, problem: unavailable };
    expect(inWords(failed).split('\n\n')).toEqual([
      '**failed**: a reconcile by the schedule.',
      '3 organizations compared in 1 steps: 1 unchanged, 1 write, 1 held. 2 told to look.',
      `Problem ${unavailable.code}: ${unavailable.detail}`,
    ]);
  });
});

it('knows the reconcile that was started last', () => {
  const by = (minutes: number) => begun({ mode: 'reconcile', by: null }, `2026-10-01T12:0${minutes}:00.000Z`);
  const [early, late] = [by(1), by(2)];
  expect([newestOf([early, late]), newestOf([late, early])]).toEqual([late, late]);
  expect([newestOf([null, early]), newestOf([early, null]), newestOf([null, null])]).toEqual([early, early, null]);
});

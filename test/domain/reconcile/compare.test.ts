import type { State } from '../../../domain/organization/machine';

import { row } from '../../../domain/organization/view';
import type { ListedLicence, ReconcileSettings } from '../../../domain/reconcile/compare';
import { compare } from '../../../domain/reconcile/compare';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import { after } from '../machine';
import { events, moved, movedChecked, outcomes } from '../organization/events';
import { states, step, variants } from '../organization/states';
import { archive, backup, minute, organizationId } from '../samples';

const reach = after(step);
const at = minute(60);
const nightly: ReconcileSettings = { definition: 'used', policy: defaultSeatPolicy, mode: 'reconcile' };
const dryRun: ReconcileSettings = { ...nightly, mode: 'preview' };

const listed = (count: number, change: Partial<ListedLicence> = {}): ListedLicence => ({
  id: backup.softwareLicenceId,
  name: 'Backup',
  customerId: backup.customerId,
  count,
  active: true,
  deleted: false,
  odd: [],
  ...change,
});

function mappedRow(state: State) {
  const shown = row(state);
  if (shown.target === null) throw new Error(`${state.status} has no target.`);
  return { ...shown, target: shown.target };
}

function found(state: State, licences: readonly ListedLicence[], settings = nightly) {
  const [one] = compare([mappedRow(state)], licences, settings, at);
  if (one === undefined) throw new Error('One organization gives one row.');
  return one;
}

const inSync = variants['mapped (in sync)'];
const previewed = variants['mapped (previewed)'];
const { mapped } = states;
/** In sync once, refused since: both times at 12. */
const refused = reach(inSync, events.syncRequested, { ...events.writeRefused, version: inSync.seats.version + 1 });
const accepted = reach(variants['mapped (drift)'], { ...events.driftChosen, choice: 'theirs' });

/** In words: what was found, with the numbers, and whether the organization has to look. */
const words = (state: State, count: number, settings = nightly) => {
  const { row: line, isNews } = found(state, [listed(count)], settings);
  const change = [line.finding, line.before, '→', line.after, ...(line.reason === null ? [] : [line.reason])];
  return [...change, isNews ? 'looks' : 'stays'].join(' ');
};

describe('what HaloPSA holds is compared by the rules of a write', () => {
  test.each<[string, State, number, ReconcileSettings, string]>([
    ['the same', inSync, 12, nightly, 'unchanged 12 → 12 stays'],
    ['edited in HaloPSA', inSync, 14, nightly, 'drift 14 → 12 looks'],
    [
      'edited, and ours is always right',
      ...([inSync, 14, { ...nightly, policy: { ...defaultSeatPolicy, drift: 'alwaysOurs' } }] as const),
      'write 14 → 12 looks',
    ],
    ['previewed, not written yet', previewed, 10, nightly, 'write 10 → 12 looks'],
    ['previewed, and far off', previewed, 100, nightly, 'held 100 → 12 largeChange looks'],
    ['mended in HaloPSA after a refusal', refused, 12, nightly, 'unchanged 12 → 12 looks'],
    ['set to ours during a drift', variants['mapped (drift)'], 12, nightly, 'unchanged 12 → 12 looks'],
    ['left to HaloPSA by the partner', accepted, 10, nightly, 'unchanged 10 → 10 stays'],
    ['another count than the partner left', accepted, 11, nightly, 'write 11 → 12 looks'],
    ['no seats synced', inSync, 14, { ...nightly, definition: 'none' }, 'off 14 →  stays'],
    ['other seats synced', inSync, 12, { ...nightly, definition: 'active' }, 'write 12 → 11 looks'],
    ['not started', mapped, 10, nightly, 'write 10 → 12 stays'],
    ['not started, far off', mapped, 100, nightly, 'held 100 → 12 largeChange stays'],
    ['needs attention, and is back', states.needsAttention, 12, nightly, 'unchanged 12 → 12 looks'],
  ])('%s', (_name, state, count, settings, expected) => {
    expect(words(state, count, settings)).toBe(expected);
  });

  it('acceptance 55: shows in a dry run what a start would do, of any size', () => {
    expect(words(mapped, 100, dryRun)).toBe('write 100 → 12 stays');
    expect(found(mapped, [listed(100)], dryRun).row.notStarted).toBe(true);
    // A look is no start: until something was written, a start is what comes next.
    expect(words(previewed, 100, dryRun)).toBe('write 100 → 12 looks');
    expect(words(previewed, 100, { ...nightly, startsNew: true })).toBe('write 100 → 12 looks');
  });

  it('holds what an old report would write', () => {
    const [one] = compare([mappedRow(previewed)], [listed(10)], nightly, minute(80 * 60));
    expect(one?.row).toMatchObject({ finding: 'held', reason: 'oldReport' });
  });

  it('tells what it saw and when, for the organization to go by', () => {
    expect(found(inSync, [listed(14)])).toEqual({
      row: {
        organizationId,
        name: 'Initech',
        finding: 'drift',
        before: 14,
        after: 12,
        reason: null,
        notStarted: false,
      },
      licence: { count: 14, seenAt: at },
      isNews: true,
      canStart: false,
    });
  });
});

describe('a licence that is not where it was', () => {
  test.each<[string, readonly ListedLicence[], number | null]>([
    ['not there', [], null],
    ['another one there', [listed(12, { id: archive.softwareLicenceId })], null],
    ['inactive', [listed(12, { active: false })], 12],
    ['deleted', [listed(12, { deleted: true })], 12],
    ["another customer's", [listed(12, { customerId: 99 })], 12],
  ])('is missed when it is %s', (_name, licences, before) => {
    for (const settings of [nightly, dryRun]) {
      expect(found(inSync, licences, settings)).toMatchObject({
        row: { finding: 'missed', before, after: null, reason: null },
        licence: null,
        isNews: true,
      });
    }
  });

  test.each([
    ['mapped', inSync, true],
    ['mapped, not started', mapped, true],
    ['needsAttention', states.needsAttention, false],
    ['pendingCheck', variants['pendingCheck (mapped before)'], false],
    ['kept', states.kept, false],
  ])('is told to its organization once: %s', (_name, state, isNews) => {
    expect(found(state, []).isNews).toBe(isNews);
  });

  it('acceptance 9: is checked by its organization, and written again when it is back', () => {
    const missed = reach(inSync, events.reconcileMissed);
    expect(missed).toMatchObject({ status: 'pendingCheck', wanted: backup, replaces: { ...backup } });
    const broken = reach(missed, events.mappingRefused);
    expect(broken.status).toBe('needsAttention');
    const back = reach(broken, events.reconcileFound, events.mappingChecked);
    expect(back).toMatchObject({ status: 'mapped', seats: { status: 'waiting', written: { count: 12 } } });
  });
});

describe('a licence that cannot be read', () => {
  const odd = { count: null, odd: ['count'] };
  const reason = 'In HaloPSA, Backup has no usable “count” (a whole number). Correct it there.';

  test.each<[string, State, ReconcileSettings, boolean]>([
    ['is looked at by its organization', inSync, nightly, true],
    ['is shown in a dry run', inSync, dryRun, true],
    ['concerns nobody before the start', mapped, nightly, false],
    ['concerns nobody while no seats are synced', inSync, { ...nightly, definition: 'none' }, false],
    ['is not told to one that needs its partner already', states.needsAttention, nightly, false],
  ])('%s, with the name of the field', (_name, state, settings, isNews) => {
    expect(found(state, [listed(0, odd)], settings)).toMatchObject({
      row: { finding: 'unreadable', before: null, after: null, reason },
      licence: null,
      isNews,
    });
  });

  it('may be another customer’s as well, as far as anybody can tell', () => {
    const [one] = compare([mappedRow(inSync)], [listed(12, { customerId: null, odd: ['client_id'] })], nightly, at);
    expect(one?.row).toMatchObject({ finding: 'unreadable', reason: expect.stringContaining('“client_id”') });
  });

  it('asks the partner, and is looked at again when it can be read', () => {
    const looking = reach(inSync, { type: 'reconcileFound', licence: null, at });
    expect(looking).toMatchObject({ status: 'mapped', seats: { status: 'waiting' } });
    const version = 99;
    const asked = reach(looking, { ...events.writeRefused, problem: { code: 'record.odd', detail: reason }, version });
    expect(mappedRow(asked)).toMatchObject({
      sync: { status: 'needsYou', whoseMove: 'you', problem: { detail: reason } },
    });
    expect(words(asked, 12)).toBe('unchanged 12 → 12 looks');
  });
});

describe('a licence that several organizations are mapped to', () => {
  const other = { ...mappedRow(inSync), organizationId: 'o-8', name: 'Hooli' };
  const apart = { ...mappedRow(reach(inSync, moved, movedChecked)), organizationId: 'o-9' };

  it('is written by none of them', () => {
    const both = compare([mappedRow(inSync), other, apart], [listed(14), listed(12, { id: 901 })], nightly, at);
    expect(both.map(({ row: line, licence }) => [line.organizationId, line.finding, line.before, licence])).toEqual([
      [organizationId, 'doubled', 14, null],
      ['o-8', 'doubled', 14, null],
      ['o-9', 'unchanged', 12, { count: 12, seenAt: at }],
    ]);
  });

  it('is missed rather than doubled when it is not there', () => {
    const findings = compare([mappedRow(inSync), other], [], nightly, at).map(({ row: line }) => line.finding);
    expect(findings).toEqual(['missed', 'missed']);
  });
});

it('gives one line per organization, in their order, whatever HaloPSA lists besides', () => {
  const organizations = ['o-1', 'o-2', 'o-3'].map((id, index) => ({
    ...mappedRow(inSync),
    organizationId: id,
    target: { customerId: 12, softwareLicenceId: 900 + index },
  }));
  const licences = [902, 999, 900].map((id) => listed(12, { id }));
  const lines = compare(organizations, licences, nightly, at).map(({ row: line }) => line);
  expect(lines.map((line) => `${line.organizationId} ${line.finding}`)).toEqual([
    'o-1 unchanged',
    'o-2 missed',
    'o-3 unchanged',
  ]);
  expect(compare([], licences, nightly, at)).toEqual([]);
});

it('agrees with what the organization decides when it looks itself', () => {
  const held = reach(reach(inSync, events.syncRequested), { ...outcomes.held, version: 9 });
  expect(words(held, 12)).toBe('unchanged 12 → 12 looks');
  expect(found(held, [listed(12)]).row.notStarted).toBe(false);
});

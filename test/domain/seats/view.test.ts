import type { HeldReason } from '../../../domain/seats/schema';
import { view } from '../../../domain/seats/view';
import { context, next, outcomes, report, stateAfter, states } from './samples';

const shown = (name: string, change: Partial<typeof context> = {}) => {
  const state = states[name];
  if (state === undefined) throw new Error(`No state is called ${name}.`);
  return view(state, { ...context, ...change });
};

describe('a sentence for every status', () => {
  test.each([
    [
      'notStarted',
      'you',
      'Not started. We count 40 used seats; nothing is written before you have looked at the preview.',
    ],
    ['inSync', 'nobody', 'In sync: HaloPSA holds 40. We count 40 used seats.'],
    ['debouncing', 'us', 'We count 40 used seats. It is sent soon, with what else is reported until then.'],
    ['waiting', 'halo', 'Waiting for its turn with HaloPSA. We count 40 used seats.'],
    [
      'held',
      'you',
      'Held: 30 → 4 used seats is a change of more than 50 % and more than 10 seats. Nothing is written until you approve or dismiss it.',
    ],
    ['drift', 'you', 'Somebody changed the licence in HaloPSA to 30. Ours is 40 used seats: choose ours or theirs.'],
    ['needsYou', 'you', 'HaloPSA did not take the seat count. The Software Licence is gone.'],
    ['off', 'nobody', 'Off. Sync Seat is set to "Do not sync seats", so nothing is written to HaloPSA.'],
  ])('%s: %s, %s', (status, whoseMove, message) => {
    expect(shown(status)).toMatchObject({ status, whoseMove, message });
  });

  test.each<[HeldReason, string]>([
    ['largeChange', 'Held: 30 → 1 used seat is a change of more than 50 % and more than 10 seats.'],
    ['dropToZero', 'Held: 30 → 1 used seat would leave nothing to bill.'],
    ['oldReport', 'Held: 30 → 1 used seat comes from a report that is older than 72 hours.'],
    ['inactiveOrganization', 'Held: 30 → 1 used seat is for an organization that is not active (suspended).'],
  ])('held for %s', (reason, message) => {
    const waiting = stateAfter('startRequested');
    const decision = { kind: 'held', reason, before: 30, after: 1 } as const;
    const held = next(waiting, { ...outcomes(waiting.version).decidedHeld, decision });
    const { message: said } = view(held, { ...context, report: { ...report, status: 'suspended' } });
    expect(said).toBe(`${message} Nothing is written until you approve or dismiss it.`);
  });

  it('names three numbers where somebody changed what we had written', () => {
    const state = stateAfter('startRequested', 'decidedWrite', 'syncRequested', 'decidedDrift');
    expect(view(state, context).message).toContain(
      'changed the licence in HaloPSA to 30; we had left it at 40. Ours is 40',
    );
  });

  it('says which number the partner chose to keep', () => {
    const state = stateAfter('startRequested', 'decidedDrift', 'theirsChosen');
    expect(view(state, context).message).toBe('HaloPSA keeps 30, as you chose, instead of 40. We count 40 used seats.');
  });

  it('acceptance 55: claims no agreement after a preview', () => {
    expect(view(stateAfter('previewed'), context)).toMatchObject({
      status: 'inSync',
      whoseMove: 'nobody',
      canStart: true,
      canSync: true,
      written: null,
      seen: null,
      message:
        'Ready. We count 40 used seats; it is sent with the next report or reconcile, or as soon as you ask for a sync.',
    });
  });

  it('says why there is nothing to start', () => {
    expect(shown('notStarted', { definition: 'none' })).toMatchObject({
      canStart: false,
      wanted: null,
      message: 'Not started. Sync Seat is set to "Do not sync seats", so nothing is written to HaloPSA.',
    });
  });
});

test.each([
  ['notStarted', ['canStart']],
  ['inSync', ['canSync']],
  ['debouncing', ['canSync']],
  ['waiting', []],
  ['held', ['canApprove', 'canDismiss', 'canSync']],
  ['drift', ['canChoose', 'canSync']],
  ['needsYou', ['canSync']],
  ['off', []],
])('%s offers %j', (status, offered) => {
  const { canStart, canApprove, canDismiss, canChoose, canSync } = shown(status);
  const all = Object.entries({ canStart, canApprove, canDismiss, canChoose, canSync });
  expect(all.filter(([, may]) => may).map(([name]) => name)).toEqual(offered);
});

it('shows the numbers of a held change, a drift and a problem', () => {
  expect(shown('held')).toMatchObject({ before: 30, after: 4, reason: 'largeChange', wanted: 40, problem: null });
  expect(shown('drift')).toMatchObject({ before: 30, after: 40, reason: null });
  expect(shown('needsYou')).toMatchObject({ before: null, problem: { code: 'halo.notFound' } });
  expect(shown('inSync')).toMatchObject({
    written: { count: 40 },
    seen: { count: 40 },
    seats: report.seats,
    until: null,
  });
});

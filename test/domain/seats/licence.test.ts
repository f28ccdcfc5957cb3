import { awaited } from '../../../domain/seats/machine';
import { ada, at, commands, effects, licence, next, outcomes, stateAfter, step, time } from './samples';

describe('what is known of the licence', () => {
  it('takes a count that agrees with ours for written, so that a later edit is a drift', () => {
    expect(stateAfter('startRequested', 'decidedUnchanged').written).toEqual({ count: 30, definition: 'used', at });
  });

  it('does not take a count that the partner accepted for ours', () => {
    const waiting = stateAfter('startRequested', 'decidedDrift', 'theirsChosen', 'settingsChanged');
    const decision = { kind: 'unchanged', count: 30, wanted: 40 } as const;
    const state = next(waiting, { ...outcomes(waiting.version).decidedUnchanged, decision });
    expect(state).toMatchObject({ written: null, accepted: { theirs: 30, insteadOf: 40 } });
  });

  it('keeps the time of the write when a later look finds the same', () => {
    const waiting = stateAfter('startRequested', 'decidedWrite', 'syncRequested');
    const decision = { kind: 'unchanged', count: 40, wanted: 40 } as const;
    const event = { ...outcomes(waiting.version).decidedUnchanged, decision, licence: licence(40), at: time('20:00') };
    expect(next(waiting, event)).toMatchObject({ since: at, written: { at }, seen: { count: 40 } });
  });

  it('forgets what the partner accepted once HaloPSA and we agree', () => {
    const state = stateAfter('startRequested', 'decidedDrift', 'theirsChosen', 'reported', 'debounceEnded');
    expect(next(state, outcomes(state.version).decidedUnchanged).accepted).toBeNull();
  });

  it('takes another count that agrees with ours for the one to compare with', () => {
    expect(stateAfter('startRequested', 'decidedWrite', 'syncRequested', 'decidedUnchanged').written?.count).toBe(30);
  });

  it('has seen what it wrote', () => {
    expect(stateAfter('startRequested', 'decidedWrite').seen).toEqual({ count: 40, seenAt: at });
  });

  it('ignores what a reconcile read before the last write', () => {
    const inSync = stateAfter('startRequested', 'decidedWrite');
    const event = { ...commands.reconcileFound, licence: licence(30, time('11:59')) };
    expect(step(inSync, event)).toEqual({ accepted: true, state: inSync, effects: [] });
  });
});

describe('settings', () => {
  it('acceptance 41: an edit during a turn holds for what happens after it', () => {
    const waiting = stateAfter('startRequested');
    const edited = next(waiting, commands.settingsChanged);
    const settled = next(edited, outcomes(waiting.version).decidedWrite);
    expect(settled).toMatchObject({ status: 'debouncing', until: at, cause: 'settings', written: { count: 40 } });
  });

  it('acceptance 41: an edit before the turn needs no second turn', () => {
    const edited = next(stateAfter('startRequested'), commands.settingsChanged);
    expect(next(edited, outcomes(edited.version).decidedWrite).status).toBe('inSync');
  });

  it('acceptance 41: saving twice asks for one turn', () => {
    const saved = stateAfter('startRequested', 'decidedWrite', 'settingsChanged');
    expect(effects(saved, commands.settingsChanged)).toEqual([]);
  });
});

describe('another licence', () => {
  const moved = stateAfter('startRequested', 'decidedWrite', 'retargeted');

  it('acceptance 62: later writes go to the new licence, of which nothing is known', () => {
    expect(moved).toMatchObject({ status: 'waiting', cause: 'remap', by: ada });
    expect(moved).toMatchObject({ written: null, seen: null, accepted: null });
  });

  it('acceptance 62: names the old licence and the count left in it in the history', () => {
    expect(moved.history[0]).toEqual({
      at,
      before: 40,
      after: null,
      definition: 'used',
      cause: 'remap',
      by: ada,
      outcome: 'left',
      detail: 'Mapped to Backup Pro; Backup keeps its count.',
    });
  });

  it('acceptance 62: a turn that was begun for the old licence settles nothing, but what it wrote is told', () => {
    const waiting = stateAfter('startRequested');
    const remapped = next(waiting, commands.retargeted);
    expect(awaited(remapped)).not.toEqual(awaited(waiting));
    const told = next(remapped, outcomes(waiting.version).decidedWrite);
    expect(told).toEqual({ ...remapped, history: [told.history[0], ...remapped.history] });
    expect(told.history[0]).toMatchObject({ before: 30, after: 40, outcome: 'written', cause: 'remap' });
    expect(step(remapped, outcomes(waiting.version).decidedUnchanged).accepted).toBe(false);
  });

  it('acceptance 53: an unlink stops writes and leaves the count', () => {
    const unlinked = stateAfter('startRequested', 'decidedWrite', 'reported', 'unlinked');
    expect([unlinked.status, awaited(unlinked)]).toEqual(['notStarted', []]);
    expect(unlinked.history[0]?.detail).toBe('Unlinked from Backup; its count stays.');
  });
});

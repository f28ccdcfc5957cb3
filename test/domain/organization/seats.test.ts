import { awaited } from '../../../domain/organization/machine';
import { after, effectsOf, reasonOf } from '../machine';
import { ben, minute } from '../samples';
import { events, moved, movedChecked, newer } from './events';
import { states, step, variants } from './states';

const reach = after(step);
const { mapped } = states;
const inSync = variants['mapped (in sync)'];
const late = expect.objectContaining({ outcome: 'written', after: 12, cause: 'remap', by: null });

describe('a preview', () => {
  it('acceptance 55: of numbers lets reports be sent', () => {
    const previewed = variants['mapped (previewed)'];
    expect(previewed.seats.status).toBe('inSync');
    expect(awaited(reach(previewed, events.organizationReported))).toEqual([
      { type: 'waitForDebounce', until: minute(6) },
    ]);
  });

  it('acceptance 55: without numbers lets nothing be sent, also when there are some later', () => {
    for (const name of ['mapped (no ticket mapping)', 'mapped (not to sync)'] as const) {
      const chosen = reach(variants[name], events.previewed, events.settingsChanged);
      expect([chosen.seats.status, awaited(chosen)]).toEqual(['notStarted', []]);
    }
  });
});

describe('what is reported', () => {
  it('acceptance 76: while an edit is checked reaches HaloPSA after it, whatever came of the edit', () => {
    const edited = reach(inSync, moved, events.organizationReported);
    expect(edited).toMatchObject({ status: 'checking', report: newer });
    const later = reach(edited, events.mappingUnchecked);
    for (const settled of [
      reach(edited, events.mappingRefused),
      reach(edited, movedChecked),
      reach(later, movedChecked),
      reach(later, events.mappingRefused, events.reconcileFound, events.mappingChecked),
    ]) {
      expect(awaited(settled)).toMatchObject([{ type: 'syncSeats' }]);
    }
  });

  it('acceptance 76: between a revoke and a reconnect is sent once the mapping is checked', () => {
    const kept = reach(inSync, events.connectionRevoked, events.organizationReported);
    expect(awaited(kept)).toEqual([]);
    const back = reach(kept, events.connectionRestored, events.mappingChecked);
    expect(effectsOf(step(reach(kept, events.connectionRestored), events.mappingChecked))).toEqual(awaited(back));
    expect(back.seats).toMatchObject({ status: 'waiting', cause: 'settings', written: { count: 12 } });
  });

  it('goes on waiting to be sent with what was waiting, and with its approval', () => {
    const approved = reach(variants['mapped (held)'], events.approveRequested);
    const refused = reach(approved, moved, events.organizationReported, events.mappingRefused);
    expect(awaited(refused)).toEqual(awaited(approved));
    expect(awaited(approved)).toMatchObject([{ approval: { count: 40, by: ben } }]);
  });
});

describe('a turn that ends when the mapping was put aside already', () => {
  it('acceptance 55: has its write recorded, and is not taken for somebody else', () => {
    const checking = reach(variants['checking (syncing before)'], events.decided);
    expect(checking).toMatchObject({ status: 'checking', seats: { status: 'inSync', written: { count: 12 } } });
    expect(checking.seats.history[0]).toMatchObject({ outcome: 'written', after: 12 });
    expect(reach(checking, events.mappingRefused).seats.written).toMatchObject({ count: 12 });
  });

  it('acceptance 62: has its write in the history of the licence that is left', () => {
    const away = reach(variants['checking (syncing before)'], events.decided, movedChecked);
    expect(away.seats.history.map(({ outcome }) => outcome)).toEqual(['left', 'written', 'started']);
    expect(away.seats).toMatchObject({ status: 'waiting', cause: 'remap', written: null, seen: null });
  });

  it('settles nothing of the licence that follows', () => {
    const away = reach(variants['checking (syncing before)'], movedChecked);
    expect(reach(away, events.decided).seats).toMatchObject({ ...away.seats, history: [late, ...away.seats.history] });
  });

  it('acceptance 53: settles nothing after an unlink', () => {
    const unlinked = reach(variants['mapped (syncing)'], events.unlinkRequested);
    expect(reach(unlinked, events.decided).seats).toMatchObject({
      status: 'notStarted',
      written: null,
      history: [late, ...unlinked.seats.history],
    });
  });
});

describe('a mapping that HaloPSA no longer has', () => {
  it('waits for the partner, and looks again by itself at a reconcile only', () => {
    const broken = variants['needsAttention (broken)'];
    expect([broken.status, awaited(broken)]).toEqual(['needsAttention', []]);
    for (const event of [events.reconcileFound, events.reconcileMissed]) {
      const checked = reach(broken, event);
      expect(effectsOf(step(broken, event))).toEqual(awaited(checked));
      const again = reach(checked, events.mappingRefused);
      expect([again.status, awaited(again), again.revision]).toEqual(['needsAttention', [], broken.revision]);
    }
  });

  it('goes on where it was when it is back', () => {
    const back = reach(inSync, events.mappingBroken, events.reconcileFound, events.mappingChecked);
    expect(back).toMatchObject({ status: 'mapped', revision: inSync.revision, changes: inSync.changes });
    expect(back.seats).toMatchObject({ status: 'waiting', written: { count: 12 } });
  });

  it('is not broken twice, nor by a turn for what is not mapped', () => {
    expect(reasonOf(step(states.needsAttention, events.mappingBroken))).toBe('Nothing is mapped.');
    expect(reasonOf(step(states.needsAttention, events.startRequested))).toBe(
      'The mapping of Initech needs you first.',
    );
    expect(reasonOf(step(states.pendingCheck, events.startRequested))).toBe(
      'Initech is not mapped to a Software Licence, or not checked yet.',
    );
  });
});

describe('settings', () => {
  it('acceptance 41: that change while nothing is mapped hold when it is', () => {
    const later = reach(states.kept, events.settingsChanged);
    expect([later.settings, later.seats]).toEqual([events.settingsChanged.settings, states.kept.seats]);
  });

  it('acceptance 41: that came with the check are the newest', () => {
    expect(mapped.settings).toEqual(events.mappingChecked.settings);
  });

  it('acceptance 41: that change have a started sync look again', () => {
    expect(effectsOf(step(inSync, events.settingsChanged))).toMatchObject([{ type: 'syncSeats', cause: 'settings' }]);
    expect(effectsOf(step(mapped, events.settingsChanged))).toEqual([]);
  });
});

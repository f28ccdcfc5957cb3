import { awaited, mappingOf } from '../../../domain/organization/machine';
import { after, effectsOf } from '../machine';
import * as samples from '../samples';
import { ada, backup, ben, checkedBackup, minute, siteUrl } from '../samples';
import { events, moved, movedChecked } from './events';
import { states, step, variants } from './states';

const reach = after(step);
const { mapped } = states;
const inForce = { ...checkedBackup, by: ada, at: minute(10) };

describe('a revoked connection', () => {
  it('acceptance 70: keeps the mapping until its day', () => {
    expect(states.kept).toMatchObject({ mapping: inForce, siteUrl, keptUntil: minute(43_200), revision: 1 });
    expect(reach(states.kept, events.keptExpired)).toMatchObject({
      status: 'unmapped',
      revision: 1,
      seats: { status: 'notStarted', written: null },
      // By Ben, who revoked.
      changes: [{ at: minute(43_200), by: ben, from: { softwareLicenceId: 900 }, to: null }, ...mapped.changes],
    });
  });

  it('acceptance 70: checks the kept mapping when the same HaloPSA is connected again, and restores it as it was', () => {
    expect(effectsOf(step(states.kept, events.connectionRestored))).toEqual([
      { type: 'checkMappingLater', wanted: backup },
    ]);
    expect(reach(variants['pendingCheck (restored)'], events.mappingChecked)).toEqual(mapped);
  });

  it('acceptance 70: starts empty with another HaloPSA', () => {
    const other = { ...events.connectionRestored, siteUrl: samples.otherSiteUrl };
    expect(mappingOf(reach(states.kept, other))).toBeNull();
  });

  it('keeps also what was wanted and never checked', () => {
    const restored = reach(variants['kept (never checked)'], events.connectionRestored);
    expect(restored).toMatchObject({ status: 'pendingCheck', wanted: backup, by: ada, replaces: null });
  });

  it('acceptance 72: told twice keeps the first day and the mapping', () => {
    const again = { ...events.connectionRevoked, siteUrl: samples.otherSiteUrl, keptUntil: minute(99_999) };
    expect(reach(states.kept, again)).toEqual(states.kept);
  });

  it('acceptance 70: a restore that was said before a later revoke, and arrives after it, restores nothing', () => {
    const late = { ...events.connectionRestored, generation: 1 };
    expect(reach(states.kept, late)).toEqual(states.kept);
    expect(reach(variants['checking (kept before)'], late)).toEqual(variants['checking (kept before)']);
    const revokedAgain = reach(states.kept, { ...events.connectionRevoked, generation: 3 });
    expect(revokedAgain).toEqual({ ...states.kept, generation: 3 });
    expect(reach(revokedAgain, events.connectionRestored)).toEqual(revokedAgain);
    expect(reach(revokedAgain, { ...events.connectionRestored, generation: 3 }).status).toBe('pendingCheck');
  });

  it('acceptance 70: a restore while an edit is checked reaches what is behind it', () => {
    const restored = reach(variants['checking (kept before, restored since)'], events.mappingRefused);
    expect(restored).toMatchObject({ status: 'pendingCheck', wanted: backup, replaces: inForce, revision: 1 });
    const other = { ...events.connectionRestored, siteUrl: samples.otherSiteUrl };
    const emptied = reach(variants['checking (kept before)'], other);
    expect([emptied.status, mappingOf(emptied)]).toEqual(['checking', null]);
  });

  it('acceptance 55 and 70: what is mapped anew at another HaloPSA asks for a preview again', () => {
    const other = { ...events.connectionRestored, siteUrl: samples.otherSiteUrl };
    const started = reach(variants['kept (syncing before)'], moved, other, movedChecked);
    expect(started).toMatchObject({ status: 'mapped', seats: { status: 'notStarted', written: null } });
    expect(awaited(started)).toEqual([]);
  });

  it('acceptance 70: of a first connect that never came to be takes nothing away', () => {
    const never = { ...events.connectionRevoked, siteUrl: null, generation: 3 };
    for (const state of [variants['checking (kept before)'], variants['pendingCheck (restored)']]) {
      expect(reach(state, never)).toMatchObject({ status: 'kept', mapping: inForce, siteUrl, generation: 3 });
    }
  });
});

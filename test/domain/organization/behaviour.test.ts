import type { State } from '../../../domain/organization/machine';
import { awaited, initial, mappingOf } from '../../../domain/organization/machine';
import { noSettings } from '../../../domain/organization/settings';
import { view } from '../../../domain/organization/view';
import type { OrganizationReport } from '../../../domain/schema';
import * as seats from '../../../domain/seats/machine';
import { after, effectsOf, reasonOf } from '../machine';
import * as samples from '../samples';
import { ada, backup, ben, checkedArchive, checkedBackup, minute, report } from '../samples';
import { elsewhere, events, moved, movedChecked, newer } from './events';
import { states, step, variants } from './states';

const reach = after(step);
const { mapped, unmapped } = states;
const inForce = { ...checkedBackup, by: ada, at: minute(10) };

const told = (state: State, changed: Partial<OrganizationReport>): OrganizationReport =>
  reach(state, { ...events.organizationReported, report: { ...report, ...changed } }).report;

describe('mapping an organization', () => {
  it('keeps the names that HaloPSA gave, and who asked', () => {
    expect(effectsOf(step(unmapped, events.mappingRequested))).toEqual([{ type: 'checkMapping', wanted: backup }]);
    expect(mappingOf(mapped)).toEqual(inForce);
  });

  it('acceptance 57: is saved while HaloPSA is down and checked later', () => {
    expect(states.pendingCheck).toMatchObject({ wanted: backup, by: ada, since: minute(13) });
    expect(awaited(states.pendingCheck)).toEqual([{ type: 'checkMappingLater', wanted: backup }]);
  });

  it('acceptance 54: is refused with the name of the other PSA', () => {
    expect(reasonOf(step(variants['unmapped (in another PSA)'], events.mappingRequested))).toBe(
      'Initech is already mapped to ConnectWise. Unlink it there first.',
    );
  });

  it('acceptance 54: is possible again once the other PSA is unlinked', () => {
    const report = { ...newer, observedAt: minute(7) };
    const unlinked = reach(unmapped, elsewhere, { ...events.organizationReported, report });
    expect(step(unlinked, events.mappingRequested).accepted).toBe(true);
  });

  it('acceptance 61: changes nothing when what is mapped is saved again, even from an old page', () => {
    const again = { ...events.mappingRequested, by: ben, at: minute(99), revision: 0 };
    expect(step(mapped, again)).toEqual({ accepted: true, state: mapped, effects: [] });
  });

  it('keeps what is in force when an edit is refused, and what was reported meanwhile', () => {
    const refused = reach(variants['checking (mapped before)'], events.organizationReported, events.mappingRefused);
    expect(refused).toEqual({ ...mapped, report: newer });
  });

  it('holds what was in force while an edit cannot be checked, and puts it back for a person when the edit is refused', () => {
    expect(mappingOf(variants['pendingCheck (mapped before)'])).toEqual(inForce);
    const detail = 'The Software Licence that was chosen instead cannot be used. HaloPSA does not know this.';
    expect(states.needsAttention).toMatchObject({ mapping: inForce, problem: { ...samples.refusedByHalo, detail } });
  });
});

describe('a refused edit', () => {
  it('acceptance 56: leaves everything as it was, the revision too', () => {
    for (const name of ['checking (needsAttention before)', 'checking (kept before)'] as const) {
      const checking = variants[name];
      if (checking.status !== 'checking') throw new Error(`${name} is ${checking.status}.`);
      expect(reach(checking, events.mappingRefused)).toEqual(checking.previous);
    }
    expect(reach(variants['checking (pendingCheck before)'], events.mappingRefused)).toEqual(states.pendingCheck);
    expect(reach(variants['checking (refused before)'], events.mappingRefused)).toEqual(states.refused);
  });

  it('acceptance 41: keeps the settings that came meanwhile', () => {
    const refused = reach(variants['checking (mapped before)'], events.settingsChanged, events.mappingRefused);
    expect(refused).toEqual({ ...mapped, settings: events.settingsChanged.settings });
  });
});

describe('two admins at once', () => {
  const look = 'Look at the mapping again before you save.';
  const fromOldPage = (state: State, revision: number) =>
    reasonOf(step(state, { ...events.mappingRequested, wanted: { ...backup, customerId: 99 }, revision }));

  it('acceptance 56: the second is told who mapped it to what', () => {
    expect(fromOldPage(reach(mapped, { ...moved, revision: 1 }, movedChecked), 1)).toBe(
      `Ben mapped it to Initech Ltd, Mail Archive meanwhile. ${look}`,
    );
  });

  it('acceptance 56: the second is told who unlinked it', () => {
    expect(fromOldPage(reach(mapped, events.unlinkRequested), 1)).toBe(`Ben unlinked it meanwhile. ${look}`);
  });

  it('acceptance 56: the second is told who chose what is not checked yet, or was refused', () => {
    const chosen = `Ada chose another mapping meanwhile. ${look}`;
    expect(fromOldPage(states.pendingCheck, 0)).toBe(chosen);
    expect(fromOldPage(states.refused, 0)).toBe(chosen);
    expect(fromOldPage(variants['pendingCheck (mapped before)'], 1)).toBe(
      `Ben chose another mapping meanwhile. ${look}`,
    );
  });

  it('acceptance 56: the second is told who is just saving', () => {
    expect(reasonOf(step(states.checking, moved))).toBe(`Ada is just saving another mapping. ${look}`);
  });

  it('acceptance 56: the page that shows the newest revision saves', () => {
    expect(view(mapped).revision).toBe(1);
    expect(reach(mapped, { ...moved, revision: 1 })).toMatchObject({ status: 'checking', revision: 1 });
    expect(reach(mapped, { ...moved, revision: 1 }, movedChecked)).toMatchObject({ status: 'mapped', revision: 2 });
  });
});

describe('the history', () => {
  it('acceptance 62: names the licence that is left and the one that follows', () => {
    expect(view(reach(mapped, moved, movedChecked)).history).toEqual([
      { at: minute(20), by: ben, from: checkedBackup, to: checkedArchive },
      { at: minute(10), by: ada, from: null, to: checkedBackup },
    ]);
  });

  it('names what was unlinked and by whom', () => {
    expect(view(reach(mapped, events.unlinkRequested)).history[0]).toEqual({
      at: minute(14),
      by: ben,
      from: checkedBackup,
      to: null,
    });
  });

  it('has no line for what never came into force', () => {
    expect(reach(states.pendingCheck, events.unlinkRequested).changes).toEqual([]);
  });

  it('keeps the newest 50 lines', () => {
    let state = unmapped;
    for (let turn = 0; turn < 60; turn++) {
      const request = { ...(turn % 2 === 0 ? events.mappingRequested : moved), at: minute(turn) };
      state = reach(state, request, turn % 2 === 0 ? events.mappingChecked : movedChecked);
    }
    expect(state.changes.map(({ at }) => at)).toEqual(Array.from({ length: 50 }, (_, line) => minute(59 - line)));
    expect(state.revision).toBe(60);
  });
});

describe('unlinking', () => {
  it('acceptance 53: ends in unmapped at once and does nothing in HaloPSA', () => {
    expect(step(mapped, events.unlinkRequested)).toMatchObject({ state: { status: 'unmapped' }, effects: [] });
  });

  it('acceptance 53: ends a check under way', () => {
    expect(awaited(reach(states.checking, events.unlinkRequested))).toEqual([]);
    expect(reasonOf(step(unmapped, events.mappingChecked))).toBe('No mapping is being checked.');
  });

  it('is harmless twice', () => {
    expect(step(unmapped, events.unlinkRequested)).toEqual({ accepted: true, state: unmapped, effects: [] });
  });
});

describe('what the portal reports', () => {
  it('replaces what is older or as old, and is not replaced by it', () => {
    expect(told(mapped, { name: 'Initech Inc', observedAt: minute(1) }).name).toBe('Initech Inc');
    expect(told(mapped, { name: 'Initech Inc', observedAt: minute(-1) }).name).toBe('Initech');
    expect(told(mapped, { name: 'Initech Inc', observedAt: report.observedAt }).name).toBe('Initech Inc');
  });

  it('is compared as an instant, whatever its offset', () => {
    expect(told(mapped, { name: 'Initech Inc', observedAt: '2026-01-05T01:00:00+02:00' }).name).toBe('Initech');
    expect(told(mapped, { name: 'Initech Inc', observedAt: '2026-01-04T23:30:00-01:00' }).name).toBe('Initech Inc');
  });

  it('is the start of an organization, which is unmapped', () => {
    expect(initial('p-1', 'o-1', report)).toEqual({
      status: 'unmapped',
      partnerId: 'p-1',
      organizationId: 'o-1',
      report,
      revision: 0,
      changes: [],
      seats: seats.initial,
      settings: noSettings,
    });
  });
});

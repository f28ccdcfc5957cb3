import type { State } from '../../../domain/connection/machine';
import { access, awaited, turnAccess } from '../../../domain/connection/machine';
import { view } from '../../../domain/connection/view';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import { after, effectsOf } from '../machine';
import * as samples from '../samples';
import { incidents, names } from '../samples';
import { events, renewRequested, revokeEnded, states, step, variants } from './states';

const reach = after(step);
const mapped = variants['connected (mapping set)'];

describe('the seat policy', () => {
  const saved = variants['connected (policy saved)'];
  const settingsOf = (state: State) => turnAccess(state)?.settings;

  it('is the default at a first connect, and again after a revoke', () => {
    expect(settingsOf(states.connected)).toEqual({
      ticketMapping: null,
      seatPolicy: defaultSeatPolicy,
      revision: 1,
    });
    const back = reach(saved, events.revokeRequested, ...revokeEnded, events.connectRequested);
    expect(settingsOf(reach(back, events.credentialsVerified))).toEqual(settingsOf(states.connected));
  });

  it('is kept while and after credentials are renewed', () => {
    const renewing = reach(saved, renewRequested);
    expect(settingsOf(renewing)).toEqual(settingsOf(saved));
    for (const event of [events.credentialsVerified, events.credentialsRefused]) {
      expect(settingsOf(reach(renewing, event))).toEqual(settingsOf(saved));
    }
    const needsReconnect = reach(saved, events.reconnectNeeded);
    expect(settingsOf(reach(needsReconnect, renewRequested, events.credentialsVerified))).toEqual(settingsOf(saved));
  });

  it('acceptance 41: saved twice is told once', () => {
    expect(step(saved, events.seatPolicySaved)).toEqual({ accepted: true, state: saved, effects: [] });
  });
});

describe('what turns go by', () => {
  it('acceptance 41: is the ticket mapping that HaloPSA accepted last, also while an edit is checked', () => {
    const edited = variants['connected (mapping edited)'];
    const checkedLater = reach(edited, events.ticketMappingUnchecked);
    const refused = reach(checkedLater, events.ticketMappingRefused);
    for (const state of [mapped, edited, checkedLater, refused]) {
      expect(turnAccess(state)?.settings.ticketMapping).toEqual(incidents);
    }
    expect(turnAccess(reach(edited, events.ticketMappingChecked))?.settings.ticketMapping).toEqual(samples.alerts);
  });

  it('acceptance 38: is no ticket mapping after its revoke', () => {
    expect(turnAccess(variants['connected (mapping revoked)'])?.settings.ticketMapping).toBeNull();
  });

  it('stands as long as there is a connection, so that a gate or a schedule that was lost comes back', () => {
    const standing = (state: State) => awaited(state).flatMap((effect) => (effect.type === 'tellGate' ? [effect] : []));
    expect(standing(mapped)).toEqual([{ type: 'tellGate', access: turnAccess(mapped) }]);
    expect(standing(variants['verifying (mapping set)'])).toEqual(standing(mapped));
    expect(standing(variants['needsReconnect (mapping set)'])).toEqual([{ type: 'tellGate', access: null }]);
    for (const state of [states.verifying, states.disconnected, states.revoking]) expect(standing(state)).toEqual([]);
    expect(awaited(states.needsReconnect)).toContainEqual({
      type: 'keepSchedule',
      schedule: defaultSeatPolicy.schedule,
    });
  });
});

describe('revoking the ticket mapping', () => {
  it('acceptance 36 and 37: leaves the connection alone and does nothing in HaloPSA', () => {
    const revoked = step(mapped, events.ticketMappingRevoked);
    expect(revoked).toMatchObject({
      state: { ...mapped, ticketMapping: { status: 'revoked' }, settingsRevision: 3 },
    });
    expect(effectsOf(revoked).map(({ type }) => type)).toEqual(['tellSettings', 'tellGate']);
    expect(access(variants['connected (mapping revoked)'])).toEqual(access(mapped));
  });

  it('acceptance 38: can be undone', () => {
    const back = reach(variants['connected (mapping revoked)'], events.ticketMappingRestored);
    expect(back).toEqual({ ...mapped, settingsRevision: 4 });
    expect(view(mapped).ticketMapping.ticketMapping).toEqual({ ...incidents, names });
  });
});

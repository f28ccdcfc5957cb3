import { access } from '../../../domain/connection/machine';
import { view } from '../../../domain/connection/view';
import { after, effectsOf, reasonOf } from '../machine';
import { ada, ben, minute, siteUrl } from '../samples';
import { events, revokeEnded, states, step, variants } from './states';

const reach = after(step);

describe('revoking the connection', () => {
  const revoked = variants['disconnected (revoked)'];

  it('acceptance 67: ends the access at once and erases every credential', () => {
    expect(access(states.revoking)).toBeNull();
    for (const state of [states.verifying, states.connected, states.needsReconnect]) {
      expect(effectsOf(step(state, events.revokeRequested))).toEqual([{ type: 'eraseOtherCredentials', keep: null }]);
    }
  });

  it('acceptance 67: raises the generation, so that what is under way refuses', () => {
    expect([states.connected.generation, states.revoking.generation, revoked.generation]).toEqual([1, 2, 2]);
  });

  it('acceptance 67: closes the gate, by the name of who revoked, before the organizations are released', () => {
    expect(effectsOf(step(states.revoking, events.credentialsErased))).toEqual([{ type: 'closeGate', by: ben }]);
    expect(reach(states.revoking, events.credentialsErased)).toEqual(states.revoking);
  });

  it('acceptance 71: tells the organizations who revoked what and when', () => {
    expect(effectsOf(step(states.revoking, events.gateClosed))).toEqual([
      { type: 'releaseOrganizations', by: ben, at: minute(6), siteUrl },
    ]);
  });

  it('names no site where none was connected yet', () => {
    expect(reach(states.verifying, events.revokeRequested)).toMatchObject({ status: 'revoking', siteUrl: null });
    expect(reach(variants['verifying (reconnect)'], events.revokeRequested)).toMatchObject({ siteUrl });
  });

  it('acceptance 66: leaves no site, no badge and no ticket mapping', () => {
    expect(view(revoked)).toMatchObject({
      status: 'disconnected',
      siteUrl: null,
      clientIdEnding: null,
      haloVersion: null,
      rights: null,
      revoked: { by: 'Ben', at: minute(6), siteUrl, keptUntil: minute(43_206) },
      ticketMapping: { status: 'notSet' },
    });
  });

  it('acceptance 72: twice, or by two people, is harmless and keeps who was first', () => {
    const byAda = { ...events.revokeRequested, by: ada, at: minute(7) };
    for (const state of [states.revoking, revoked, states.disconnected]) {
      expect(step(state, byAda)).toEqual({ accepted: true, state, effects: [] });
    }
  });

  it('acceptance 70: the next connection asks the organizations to come back, of its site only', () => {
    const effects = effectsOf(step(variants['verifying (after a revoke)'], events.credentialsVerified));
    expect(effects).toContainEqual({ type: 'restoreOrganizations', siteUrl });
  });

  it('acceptance 70: of a first connect that never came to be keeps what the earlier one keeps', () => {
    const again = reach(variants['verifying (after a revoke)'], { ...events.revokeRequested, by: ada, at: minute(90) });
    expect(again).toMatchObject({ status: 'revoking', siteUrl: null, generation: 3 });
    const [erased, closed, released] = revokeEnded;
    const kept = reach(again, erased, closed, { ...released, keptUntil: minute(99_999) });
    expect(view(kept).revoked).toEqual(view(revoked).revoked);
    expect(view(reach(variants['revoking (first connect)'], ...revokeEnded)).revoked).toMatchObject({ siteUrl: null });
  });

  it('acceptance 70: a refused attempt to connect again forgets nothing of the revoke', () => {
    const refused = reach(variants['verifying (after a revoke)'], events.credentialsRefused);
    expect(view(refused).revoked).toEqual(view(revoked).revoked);
    const again = reach(refused, events.connectRequested);
    expect(effectsOf(step(again, events.credentialsVerified))).toContainEqual(
      expect.objectContaining({ type: 'restoreOrganizations' }),
    );
  });

  it('says no with the reason to whoever connects meanwhile', () => {
    expect(reasonOf(step(states.revoking, events.connectRequested))).toBe(
      'The connection is being revoked. Connect again when that is done.',
    );
  });
});

import { access, initial, notConnected, transition } from '../../domain/connection';
import { view } from '../../domain/connection-view';
import { events, renewRequested, repeated, siteRequested, states, variants } from './connection-states';
import { after, effectsOf, reasonOf } from './machine';
import * as samples from './samples';
import { ada, ben, candidate, incidents, minute, names, partnerId, renewed, rights, site, siteUrl } from './samples';

const reach = after(transition);
const mapped = variants['connected (mapping set)'];

describe('connecting', () => {
  it('verifies what was typed and keeps who typed it, and the path to the partner', () => {
    expect(effectsOf(transition(initial(partnerId), events.connectRequested))).toEqual([
      { type: 'verifyCredentials', candidate },
    ]);
    expect(states.connected).toMatchObject({
      ...{ partnerId, partnerPath: ['distributor', partnerId], generation: 1, site, candidate, by: ada, rights },
      ...{ since: minute(2), refusal: null },
    });
  });

  it('acceptance 31: is connected with the ticket mapping not set', () => {
    const shown = view(states.connected);
    expect([shown.status, shown.ticketMapping.status]).toEqual(['connected', 'notSet']);
  });

  it('acceptance 24: stores nothing when HaloPSA refuses', () => {
    const refused = transition(states.verifying, events.credentialsRefused);
    expect(effectsOf(refused)).toEqual([{ type: 'eraseCredentials', credentials: candidate.credentials }]);
    expect(view(variants['disconnected (refused)'])).toMatchObject({ siteUrl: null, problem: samples.wrongSecret });
  });

  it('acceptance 25: pressed twice makes one connection and erases the second copy of the secret', () => {
    const second = transition(states.verifying, repeated);
    expect(second).toMatchObject({ state: states.verifying });
    expect(effectsOf(second)).toEqual([{ type: 'eraseCredentials', credentials: `${samples.REFERENCE}9` }]);
  });

  it('tells a second person who is just connecting', () => {
    expect(reasonOf(transition(states.verifying, renewRequested))).toBe(
      'Ada is just connecting HaloPSA. Try again in a moment.',
    );
  });
});

describe('renewing the credentials', () => {
  it('keeps the old ones in use until the new ones are proved', () => {
    expect(access(variants['verifying (renewed)'])).toEqual(access(states.connected));
    const proved = reach(variants['verifying (renewed)'], events.credentialsVerified);
    expect(access(proved)).toEqual({ partnerId, site, credentials: renewed.credentials, generation: 1 });
  });

  it('keeps the ticket mapping and since when it is connected', () => {
    const proved = reach(mapped, renewRequested, { ...events.credentialsVerified, at: minute(50) });
    expect(proved).toMatchObject({ since: minute(2), by: ben, candidate: renewed });
    expect(view(proved).ticketMapping).toEqual(view(mapped).ticketMapping);
  });

  it('erases the old ones afterwards', () => {
    expect(effectsOf(transition(variants['verifying (renewed)'], events.credentialsVerified))).toEqual([
      { type: 'eraseOtherCredentials', keep: renewed.credentials },
    ]);
  });

  it('goes on with the old ones when the new ones are refused, and says why', () => {
    const refused = reach(variants['verifying (renewed)'], events.credentialsRefused);
    expect(access(refused)).toEqual(access(states.connected));
    expect(view(refused)).toMatchObject({ status: 'connected', problem: samples.wrongSecret });
  });

  it('does not erase credentials that are in use when a refused request brought the same reference', () => {
    const again = reach(states.connected, events.connectRequested);
    expect(effectsOf(transition(again, events.credentialsRefused))).toEqual([]);
    expect(effectsOf(transition(variants['verifying (renewed)'], events.credentialsRefused))).toEqual([
      { type: 'eraseCredentials', credentials: renewed.credentials },
    ]);
  });

  it('names the connected site to whoever brings another one', () => {
    expect(reasonOf(transition(states.connected, siteRequested))).toBe(
      `${siteUrl} is connected. Revoke that connection before you connect another HaloPSA.`,
    );
  });
});

describe('refused credentials during work', () => {
  it('acceptance 79: stop all access and keep everything for the reconnect', () => {
    const needsReconnect = reach(mapped, events.reconnectNeeded);
    expect(access(needsReconnect)).toBeNull();
    const back = reach(needsReconnect, renewRequested, events.credentialsVerified);
    expect(back).toEqual({ ...mapped, candidate: renewed, by: ben });
  });

  it('leave a ticket mapping that was being checked to be checked after the reconnect', () => {
    const needsReconnect = reach(variants['connected (mapping checking)'], events.reconnectNeeded);
    expect(view(needsReconnect).ticketMapping.status).toBe('pendingCheck');
    const verifying = reach(needsReconnect, renewRequested);
    expect(effectsOf(transition(verifying, events.credentialsVerified))).toContainEqual({
      ...{ type: 'checkTicketMappingLater', wanted: incidents },
    });
  });

  it('give no access while a reconnect is verified', () => {
    expect(access(variants['verifying (reconnect)'])).toBeNull();
  });
});

describe('revoking the ticket mapping', () => {
  it('acceptance 36 and 37: leaves the connection alone and does nothing in HaloPSA', () => {
    expect(transition(mapped, events.ticketMappingRevoked)).toMatchObject({
      state: { ...mapped, ticketMapping: { status: 'revoked' } },
      effects: [],
    });
    expect(access(variants['connected (mapping revoked)'])).toEqual(access(mapped));
  });

  it('acceptance 38: can be undone', () => {
    expect(reach(variants['connected (mapping revoked)'], events.ticketMappingRestored)).toEqual(mapped);
    expect(view(mapped).ticketMapping.ticketMapping).toEqual({ ...incidents, names });
  });
});

describe('revoking the connection', () => {
  const revoked = variants['disconnected (revoked)'];

  it('acceptance 67: ends the access at once and erases every credential', () => {
    expect(access(states.revoking)).toBeNull();
    for (const state of [states.verifying, states.connected, states.needsReconnect]) {
      expect(effectsOf(transition(state, events.revokeRequested))).toEqual([
        { type: 'eraseOtherCredentials', keep: null },
      ]);
    }
  });

  it('acceptance 67: raises the generation, so that what is under way refuses', () => {
    expect([states.connected.generation, states.revoking.generation, revoked.generation]).toEqual([1, 2, 2]);
  });

  it('acceptance 71: tells the organizations who revoked what and when', () => {
    expect(effectsOf(transition(states.revoking, events.credentialsErased))).toEqual([
      { type: 'releaseOrganizations', by: ben, at: minute(6), siteUrl },
    ]);
  });

  it('names no site where none was connected yet', () => {
    expect(reach(states.verifying, events.revokeRequested)).toMatchObject({ status: 'revoking', siteUrl: null });
    expect(reach(variants['verifying (reconnect)'], events.revokeRequested)).toMatchObject({ siteUrl });
  });

  it('acceptance 66: leaves no site, no badge and no ticket mapping', () => {
    expect(view(revoked)).toMatchObject({
      ...{ status: 'disconnected', siteUrl: null, clientIdEnding: null, haloVersion: null, rights: null },
      revoked: { by: 'Ben', at: minute(6), siteUrl, keptUntil: minute(43_206) },
      ticketMapping: { status: 'notSet' },
    });
  });

  it('acceptance 72: twice, or by two people, is harmless and keeps who was first', () => {
    const byAda = { ...events.revokeRequested, by: ada, at: minute(7) };
    for (const state of [states.revoking, revoked, states.disconnected]) {
      expect(transition(state, byAda)).toEqual({ accepted: true, state, effects: [] });
    }
  });

  it('acceptance 70: the next connection asks the organizations to come back, of its site only', () => {
    const effects = effectsOf(transition(variants['verifying (after a revoke)'], events.credentialsVerified));
    expect(effects).toContainEqual({ type: 'restoreOrganizations', siteUrl });
  });

  it('acceptance 70: a refused attempt to connect again forgets nothing of the revoke', () => {
    const refused = reach(variants['verifying (after a revoke)'], events.credentialsRefused);
    expect(view(refused).revoked).toEqual(view(revoked).revoked);
    const again = reach(refused, events.connectRequested);
    expect(effectsOf(transition(again, events.credentialsVerified))).toContainEqual(
      expect.objectContaining({ type: 'restoreOrganizations' }),
    );
  });

  it('says no with the reason to whoever connects meanwhile', () => {
    expect(reasonOf(transition(states.revoking, events.connectRequested))).toBe(
      'The connection is being revoked. Connect again when that is done.',
    );
  });
});

test.each([
  ['disconnected', states.disconnected, 'Connect HaloPSA first.'],
  ['verifying', states.verifying, 'HaloPSA is just being connected. Try again in a moment.'],
  ['needsReconnect', states.needsReconnect, 'HaloPSA no longer accepts the saved credentials. Reconnect it first.'],
  ['revoking', states.revoking, 'The connection is being revoked.'],
])('acceptance 80: %s says why nothing can be asked of HaloPSA', (_status, state, sentence) => {
  expect(notConnected(state)).toBe(sentence);
  expect(reasonOf(transition(state, events.rightsRequested))).toBe(sentence);
});

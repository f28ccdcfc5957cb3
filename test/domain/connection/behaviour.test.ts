import { access, initial, notConnected, savedAccess } from '../../../domain/connection/machine';
import { view } from '../../../domain/connection/view';
import { after, effectsOf, reasonOf } from '../machine';
import * as samples from '../samples';
import { ada, ben, candidate, incidents, minute, partnerId, renewed, rights, site, siteUrl } from '../samples';
import {
  corrected,
  events,
  renewRequested,
  repeated,
  revokeEnded,
  siteRequested,
  states,
  step,
  variants,
} from './states';

const reach = after(step);
const mapped = variants['connected (mapping set)'];

describe('connecting', () => {
  it('verifies what was typed and keeps who typed it, and the path to the partner', () => {
    expect(effectsOf(step(initial(partnerId), events.connectRequested))).toEqual([
      { type: 'verifyCredentials', candidate },
    ]);
    expect(states.connected).toMatchObject({
      partnerId,
      partnerPath: ['distributor', partnerId],
      generation: 1,
      site,
      candidate,
      by: ada,
      rights,
      since: minute(2),
      refusal: null,
    });
  });

  it('acceptance 31: is connected with the ticket mapping not set', () => {
    const shown = view(states.connected);
    expect([shown.status, shown.ticketMapping.status]).toEqual(['connected', 'notSet']);
  });

  it('acceptance 24: stores nothing when HaloPSA refuses', () => {
    const refused = step(states.verifying, events.credentialsRefused);
    expect(effectsOf(refused)).toEqual([{ type: 'eraseCredentials', credentials: candidate.credentials }]);
    expect(view(variants['disconnected (refused)'])).toMatchObject({ siteUrl: null, problem: samples.wrongSecret });
  });

  it('keeps the newest path to the partner, also when HaloPSA refuses', () => {
    const moved = { ...events.connectRequested, partnerPath: ['another', partnerId] };
    for (const state of [states.disconnected, states.connected, states.needsReconnect]) {
      expect(reach(state, moved, events.credentialsRefused).partnerPath).toEqual(['another', partnerId]);
    }
  });

  it('acceptance 25: pressed twice makes one connection and erases the second copy of the secret', () => {
    const second = step(states.verifying, repeated);
    expect(second).toMatchObject({ state: states.verifying });
    expect(effectsOf(second)).toEqual([{ type: 'eraseCredentials', credentials: `${samples.REFERENCE}9` }]);
  });

  it('verifies a corrected secret instead of the first one, and erases that', () => {
    const second = step(states.verifying, corrected);
    expect(second).toMatchObject({ state: { status: 'verifying', by: ben, previous: { status: 'disconnected' } } });
    expect(effectsOf(second)).toEqual([
      { type: 'eraseCredentials', credentials: candidate.credentials },
      {
        type: 'verifyCredentials',
        candidate: { ...candidate, credentials: `${samples.REFERENCE}8`, fingerprint: 'f2' },
      },
    ]);
  });

  it('does not call a time-out a refusal', () => {
    const detail = samples.unavailable.detail;
    expect(view(variants['disconnected (unchecked)']).message).toBe(
      `Not connected. The last attempt could not be finished. ${detail}`,
    );
    expect(view(reach(variants['verifying (renewed)'], events.credentialsUnchecked)).message).toBe(
      `Connected to ${siteUrl} with the saved credentials. The new ones could not be checked. ${detail}`,
    );
  });
});

describe('the place in the tree', () => {
  const { partnerPath: moved, issuedAt, at: placedAt } = events.partnerPlaced;
  const seconds = (at: string) => Date.parse(at) / 1000;

  test.each(Object.entries({ ...states, ...variants }))('is the one that the newest token says: %s', (_name, state) => {
    const expected = { ...state, partnerPath: moved, pathIssuedAt: issuedAt, placedAt };
    expect(reach(state, events.partnerPlaced)).toEqual(expected);
  });

  it('is not taken back by a token from before the partner moved, which is still in use', () => {
    const older = { ...events.partnerPlaced, partnerPath: ['distributor', partnerId], issuedAt: issuedAt - 1 };
    expect(reach(mapped, events.partnerPlaced, older, renewRequested).partnerPath).toEqual(moved);
  });

  it('is the one of the right token after one of a clock that ran a day ahead, or counted in milliseconds', () => {
    for (const ahead of [seconds(placedAt) + 86_400, Date.parse(placedAt)]) {
      const frozen = reach(mapped, { ...events.partnerPlaced, issuedAt: ahead });
      expect(frozen).toMatchObject({ partnerPath: moved, pathIssuedAt: seconds(placedAt) });
      const partnerPath = ['distributor', partnerId];
      const right = { ...events.partnerPlaced, partnerPath, issuedAt: seconds(minute(8)), at: minute(8) };
      for (const state of [frozen, { ...mapped, pathIssuedAt: ahead }]) {
        expect(reach(state, right)).toMatchObject({ partnerPath, pathIssuedAt: seconds(minute(8)) });
      }
    }
  });

  it('stays with a connect that fails, one that succeeds, and a revoke', () => {
    const placed = reach(variants['verifying (renewed)'], events.partnerPlaced);
    for (const state of [
      reach(placed, events.credentialsRefused),
      reach(placed, events.credentialsVerified),
      reach(placed, events.revokeRequested, ...revokeEnded),
    ]) {
      expect(state).toMatchObject({ partnerPath: moved, pathIssuedAt: issuedAt });
    }
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
    expect(effectsOf(step(variants['verifying (renewed)'], events.credentialsVerified))).toContainEqual({
      type: 'eraseOtherCredentials',
      keep: renewed.credentials,
    });
  });

  it('goes on with the old ones when the new ones are refused, and says why', () => {
    const refused = reach(variants['verifying (renewed)'], events.credentialsRefused);
    expect(access(refused)).toEqual(access(states.connected));
    expect(view(refused)).toMatchObject({
      status: 'connected',
      problem: samples.wrongSecret,
      refusedAt: events.credentialsRefused.at,
      message: expect.stringMatching(
        /with the saved credentials\. The new ones were refused: The Client Secret is wrong\.$/,
      ),
    });
    expect(view(reach(refused, events.rightsChecked))).toMatchObject({ status: 'connected', problem: null });
  });

  it('does not erase credentials that are in use when a refused request brought the same reference', () => {
    const again = reach(states.connected, events.connectRequested);
    expect(effectsOf(step(again, events.credentialsRefused))).toEqual([]);
    expect(effectsOf(step(variants['verifying (renewed)'], events.credentialsRefused))).toEqual([
      { type: 'eraseCredentials', credentials: renewed.credentials },
    ]);
  });

  it('names the connected site to whoever brings another one', () => {
    expect(reasonOf(step(states.connected, siteRequested))).toBe(
      `${siteUrl} is connected. Enter this Site URL to renew its credentials; revoke that connection before you connect another HaloPSA.`,
    );
  });
});

describe('refused credentials during work', () => {
  it('acceptance 79: of a connection whose credentials were renewed since, are old news', () => {
    const proved = reach(variants['verifying (renewed)'], events.credentialsVerified);
    for (const event of [events.reconnectNeeded, events.rightsChecked]) {
      expect(reasonOf(step(proved, event))).toBe('The credentials were renewed since.');
    }
    const { credentials } = renewed;
    expect(reach(proved, { ...events.reconnectNeeded, credentials }).status).toBe('needsReconnect');
    expect(reach(proved, { ...events.rightsChecked, credentials })).toMatchObject({
      rights: events.rightsChecked.rights,
    });
  });

  it('acceptance 79: that are just being renewed are no way back, should the new ones be refused', () => {
    const renewing = reach(variants['verifying (mapping checking)'], events.reconnectNeeded);
    expect([renewing.status, access(renewing)]).toEqual(['verifying', null]);
    const refused = reach(renewing, events.credentialsRefused);
    expect(refused).toMatchObject({ status: 'needsReconnect', ticketMapping: { status: 'pendingCheck' } });
    expect(reach(renewing, events.credentialsVerified).status).toBe('connected');
  });

  it('acceptance 79: stop all access and keep everything for the reconnect', () => {
    const needsReconnect = reach(mapped, events.reconnectNeeded);
    expect(access(needsReconnect)).toBeNull();
    const back = reach(needsReconnect, renewRequested, events.credentialsVerified);
    expect(back).toEqual({ ...mapped, candidate: renewed, by: ben, placedAt: minute(8) });
  });

  it('leave a ticket mapping that was being checked to be checked after the reconnect', () => {
    const needsReconnect = reach(variants['connected (mapping checking)'], events.reconnectNeeded);
    expect(view(needsReconnect).ticketMapping.status).toBe('pendingCheck');
    const verifying = reach(needsReconnect, renewRequested);
    expect(effectsOf(step(verifying, events.credentialsVerified))).toContainEqual({
      type: 'checkTicketMappingLater',
      wanted: incidents,
    });
  });

  it('are accepted again by HaloPSA itself: all goes on as it was, and what was refused is tried', () => {
    const needsReconnect = reach(mapped, events.reconnectNeeded, events.rightsRequested);
    const accepted = step(needsReconnect, events.rightsChecked);
    expect(accepted).toMatchObject({ state: { ...mapped, rights: events.rightsChecked.rights } });
    expect(effectsOf(accepted)).toContainEqual({ type: 'retryRefused' });
  });

  it('are tried with the access of before, which gives nobody else any', () => {
    expect([access(states.needsReconnect), savedAccess(states.needsReconnect)]).toEqual([
      null,
      access(states.connected),
    ]);
    expect(savedAccess(states.disconnected)).toBeNull();
  });

  it('give no access while a reconnect is verified', () => {
    expect(access(variants['verifying (reconnect)'])).toBeNull();
  });
});

test.each([
  ['disconnected', states.disconnected, 'Connect HaloPSA first.'],
  ['verifying', states.verifying, 'HaloPSA is just being connected. Try again in a moment.'],
  ['needsReconnect', states.needsReconnect, 'HaloPSA no longer accepts the saved credentials. Reconnect it first.'],
  ['revoking', states.revoking, 'The connection is being revoked.'],
])('acceptance 80: %s says why nothing can be asked of HaloPSA', (_status, state, sentence) => {
  expect(notConnected(state)).toBe(sentence);
  expect(reasonOf(step(state, events.seatPolicySaved))).toBe(sentence);
});

import type { State } from '../../../domain/connection/ticket-mapping';
import { inForce } from '../../../domain/connection/ticket-mapping';
import { ticketMappingView as view } from '../../../domain/connection/view';
import { after, effectsOf, reasonOf } from '../machine';
import { ada, alerts, ben, incidents, minute, names, refusedByHalo, unavailable } from '../samples';
import { edited, events, states, step, variants } from './ticket-mapping-states';

const tooLate = { ...events.ticketMappingRestored, at: minute(31) };
const reach = after(step);

describe('saving', () => {
  it('acceptance 41: does nothing when what is set is saved again, and keeps who set it', () => {
    const again = step(states.set, { ...events.ticketMappingSaved, by: ben, at: minute(99) });
    expect(again).toEqual({ accepted: true, state: states.set, effects: [] });
  });

  it('acceptance 41: sets what was edited, by the name of the editor', () => {
    const state = reach(states.set, edited, {
      ...events.ticketMappingChecked,
      names: { ...names, ticketType: 'Alert' },
    });
    expect(state).toEqual({
      status: 'set',
      wanted: alerts,
      by: ben,
      at: minute(15),
      names: { ...names, ticketType: 'Alert' },
    });
  });

  it('keeps the ticket mapping in force when an edit is refused', () => {
    expect(reach(states.set, edited, events.ticketMappingRefused)).toEqual(states.set);
  });

  it('tells the second of two editors who is faster', () => {
    expect(reasonOf(step(states.checking, edited))).toBe(
      'Ada is just saving a ticket mapping. Look again in a moment.',
    );
  });

  it('checks what was chosen, now and after an outage', () => {
    expect(effectsOf(step(states.set, edited))).toEqual([{ type: 'checkTicketMapping', wanted: alerts }]);
    const unchecked = step(variants['checking (set before)'], events.ticketMappingUnchecked);
    expect(effectsOf(unchecked)).toEqual([{ type: 'checkTicketMappingLater', wanted: alerts }]);
  });
});

describe('in force', () => {
  test.each([
    ['notSet', states.notSet, null],
    ['checking', states.checking, null],
    ['pendingCheck', states.pendingCheck, null],
    ['set', states.set, states.set],
    ['refused', states.refused, null],
    ['revoked', states.revoked, null],
    ['checking (set before)', variants['checking (set before)'], states.set],
    ['pendingCheck (set before)', variants['pendingCheck (set before)'], states.set],
    ['refused (set before)', variants['refused (set before)'], states.set],
    ['checking over refused (set before)', reach(variants['refused (set before)'], edited), states.set],
    ['revoked (refused kept)', variants['revoked (refused kept)'], null],
  ])('acceptance 41: %s', (_name, state, expected) => {
    expect(inForce(state)).toEqual(expected);
  });

  it('acceptance 41: stays in force, however often edits are not checked or refused', () => {
    const twice = reach(
      ...([variants['refused (set before)'], edited, events.ticketMappingUnchecked, edited] as const),
      events.ticketMappingUnchecked,
    );
    expect(twice).toMatchObject({ status: 'pendingCheck', replaces: states.set });
  });

  it('acceptance 38: comes back with an undo', () => {
    const undone = reach(variants['revoked (refused kept)'], events.ticketMappingRestored);
    expect(inForce(undone)).toEqual(states.set);
  });
});

describe('revoking', () => {
  it('acceptance 35: resets the form', () => {
    expect(view(states.set).ticketMapping).toEqual({ ...incidents, names });
    expect(view(states.revoked).ticketMapping).toBeNull();
  });

  it('acceptance 38: is undone until its last moment, with what was set before', () => {
    const undo = { ...events.ticketMappingRestored, at: minute(30) };
    expect(reach(states.revoked, undo)).toEqual(states.set);
    expect(view(states.revoked).undoUntil).toBe(minute(30));
  });

  it('acceptance 38: is not undone afterwards', () => {
    expect(reasonOf(step(states.revoked, tooLate))).toBe(
      'The time to undo has passed. Choose the ticket mapping again.',
    );
  });

  it('is done once: the second revoke keeps the name and the undo of the first', () => {
    const second = { ...events.ticketMappingRevoked, by: ada, at: minute(40), undoUntil: minute(50) };
    expect(reach(states.revoked, second)).toEqual(states.revoked);
  });

  it('ends a check under way and keeps what was in force before it', () => {
    expect(reach(variants['checking (set before)'], events.ticketMappingRevoked)).toEqual(states.revoked);
  });
});

describe('in words', () => {
  const paused =
    'Ticket creation and seat sync are paused until you choose again; you can undo this for a limited time.';
  const sentences: Readonly<Record<State['status'], string>> = {
    notSet: 'Not set. No ticket is created and no seat count is sent until you choose the ticket mapping.',
    checking: 'Being checked with HaloPSA.',
    pendingCheck: `Saved. HaloPSA could not be asked yet, so we check it as soon as it answers. ${unavailable.detail}`,
    set: 'Set by Ada: tickets are created as Incident, Gold, High.',
    refused: `HaloPSA does not accept this ticket mapping; choose again. ${refusedByHalo.detail}`,
    revoked: `Revoked by Ben. ${paused}`,
  };

  test.each(Object.entries(states))('acceptance 80: %s has a sentence', (status, state) => {
    expect({ [status]: view(state).message }).toEqual({ [status]: sentences[state.status] });
  });

  it('acceptance 80: says whose move it is', () => {
    const moves = Object.entries(states).map(([status, state]) => [status, view(state).whoseMove]);
    expect(Object.fromEntries(moves)).toEqual({
      notSet: 'you',
      checking: 'us',
      pendingCheck: 'halo',
      set: 'nobody',
      refused: 'you',
      revoked: 'you',
    });
  });

  it('acceptance 80: says what stays in force until HaloPSA has accepted another', () => {
    const stays = 'Until then Incident, Gold, High stays in force.';
    expect(view(variants['pendingCheck (set before)']).message).toBe(
      `Saved. HaloPSA could not be asked yet, so we check it as soon as it answers. ${stays} ${unavailable.detail}`,
    );
    expect(view(variants['refused (set before)']).message).toBe(
      `HaloPSA does not accept this ticket mapping; choose again. ${stays} ${refusedByHalo.detail}`,
    );
  });

  it('shows the old choice while a new one is checked', () => {
    expect(view(variants['checking (set before)']).ticketMapping).toEqual({ ...incidents, names });
  });

  it('shows what is saved without names until HaloPSA gave them', () => {
    expect(view(states.pendingCheck)).toMatchObject({
      ticketMapping: { ...incidents, names: null },
      problem: unavailable,
    });
  });
});

import type { State } from '../../domain/ticket-mapping';
import { awaited, initial, transition, view } from '../../domain/ticket-mapping';
import { missingPairs, redraw } from './diagram';
import { after, effectsOf, reasonOf } from './machine';
import { ada, alerts, ben, incidents, minute, names, refusedByHalo, unavailable } from './samples';
import { anyEvent, edited, events, states, variants } from './ticket-mapping-states';
import { alwaysFrom, startedAndDue } from './walk';

const diagram = [
  'notSet | ticketMappingSaved | checking | checkTicketMapping',
  'notSet | ticketMappingChecked | rejected',
  'notSet | ticketMappingRefused | rejected',
  'notSet | ticketMappingUnchecked | rejected',
  'notSet | ticketMappingRevoked | notSet',
  'notSet | ticketMappingRestored | rejected',

  'checking | ticketMappingSaved | checking',
  'checking | ticketMappingSaved (edited) | rejected',
  'checking | ticketMappingChecked | set',
  'checking | ticketMappingRefused | notSet',
  'checking (set before) | ticketMappingRefused | set',
  'checking (pendingCheck before) | ticketMappingRefused | pendingCheck | checkTicketMappingLater',
  'checking (revoked before) | ticketMappingRefused | revoked',
  'checking | ticketMappingUnchecked | pendingCheck | checkTicketMappingLater',
  'checking | ticketMappingRevoked | notSet',
  'checking (set before) | ticketMappingRevoked | revoked',
  'checking (revoked before) | ticketMappingRevoked | revoked',
  'checking | ticketMappingRestored | rejected',

  'pendingCheck | ticketMappingSaved | checking | checkTicketMapping',
  'pendingCheck | ticketMappingChecked | set',
  'pendingCheck | ticketMappingRefused | refused',
  'pendingCheck | ticketMappingUnchecked | rejected',
  'pendingCheck | ticketMappingRevoked | revoked',
  'pendingCheck | ticketMappingRestored | rejected',

  'set | ticketMappingSaved | set',
  'set | ticketMappingSaved (edited) | checking | checkTicketMapping',
  'set | ticketMappingChecked | rejected',
  'set | ticketMappingRefused | rejected',
  'set | ticketMappingUnchecked | rejected',
  'set | ticketMappingRevoked | revoked',
  'set | ticketMappingRestored | rejected',

  'refused | ticketMappingSaved | checking | checkTicketMapping',
  'refused | ticketMappingChecked | rejected',
  'refused | ticketMappingRefused | rejected',
  'refused | ticketMappingUnchecked | rejected',
  'refused | ticketMappingRevoked | revoked',
  'refused | ticketMappingRestored | rejected',

  'revoked | ticketMappingSaved | checking | checkTicketMapping',
  'revoked | ticketMappingChecked | rejected',
  'revoked | ticketMappingRefused | rejected',
  'revoked | ticketMappingUnchecked | rejected',
  'revoked | ticketMappingRevoked | revoked',
  'revoked | ticketMappingRestored | set',
  'revoked (pendingCheck kept) | ticketMappingRestored | pendingCheck | checkTicketMappingLater',
  'revoked | ticketMappingRestored (too late) | rejected',
];

const tooLate = { ...events.ticketMappingRestored, at: minute(31) };
const reach = after(transition);

describe('the diagram', () => {
  const row = redraw({
    transition,
    states: { ...states, ...variants },
    events: { ...events, 'ticketMappingSaved (edited)': edited, 'ticketMappingRestored (too late)': tooLate },
  });

  test.each(diagram)('%s', (drawn) => {
    expect(row(drawn)).toBe(drawn);
  });

  it('has every status with every event', () => {
    expect(missingPairs(diagram, Object.keys(states), Object.keys(events))).toEqual([]);
  });
});

describe('saving', () => {
  it('acceptance 41: does nothing when what is set is saved again, and keeps who set it', () => {
    const again = transition(states.set, { ...events.ticketMappingSaved, by: ben, at: minute(99) });
    expect(again).toEqual({ accepted: true, state: states.set, effects: [] });
  });

  it('acceptance 41: sets what was edited, by the name of the editor', () => {
    const state = reach(states.set, edited, {
      ...events.ticketMappingChecked,
      names: { ...names, ticketType: 'Alert' },
    });
    expect(state).toEqual({
      ...{ status: 'set', wanted: alerts, by: ben, at: minute(15) },
      names: { ...names, ticketType: 'Alert' },
    });
  });

  it('keeps the ticket mapping in force when an edit is refused', () => {
    expect(reach(states.set, edited, events.ticketMappingRefused)).toEqual(states.set);
  });

  it('tells the second of two editors who is faster', () => {
    expect(reasonOf(transition(states.checking, edited))).toBe(
      'Ada is just saving a ticket mapping. Look again in a moment.',
    );
  });

  it('checks what was chosen, now and after an outage', () => {
    expect(effectsOf(transition(states.set, edited))).toEqual([{ type: 'checkTicketMapping', wanted: alerts }]);
    const unchecked = transition(variants['checking (set before)'], events.ticketMappingUnchecked);
    expect(effectsOf(unchecked)).toEqual([{ type: 'checkTicketMappingLater', wanted: alerts }]);
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
    expect(reasonOf(transition(states.revoked, tooLate))).toBe(
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
  const paused = 'Ticket creation and seat sync are paused until you choose again; you can undo this until';
  const sentences: Readonly<Record<State['status'], string>> = {
    notSet: 'Not set. No ticket is created and no seat count is sent until you choose the ticket mapping.',
    checking: 'Being checked with HaloPSA.',
    pendingCheck: `Saved. HaloPSA could not be asked yet, so we check it as soon as it answers. ${unavailable.detail}`,
    set: 'Set by Ada: tickets are created as Incident, Gold, High.',
    refused: `HaloPSA does not accept this ticket mapping; choose again. ${refusedByHalo.detail}`,
    revoked: `Revoked by Ben. ${paused} ${minute(30)}.`,
  };

  test.each(Object.entries(states))('acceptance 80: %s has a sentence', (status, state) => {
    expect({ [status]: view(state).message }).toEqual({ [status]: sentences[state.status] });
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

describe('after any events', () => {
  const starts = [initial, ...Object.values(states), ...Object.values(variants)] as const;
  const eachStep = alwaysFrom(transition, starts, anyEvent);

  it('a rejected event is answered with a sentence', () => {
    eachStep(({ answer }) => {
      if (!answer.accepted) expect(answer.reason).toMatch(/^[A-Z].*\.$/);
    });
  });

  it('only a check, an undo or a refused edit leads to what is set', () => {
    eachStep(({ before, event, after: next }) => {
      if (next.status !== 'set' || before.status === 'set' || event.type === 'ticketMappingChecked') return;
      const held = before.status === 'revoked' ? before.kept : before.status === 'checking' && before.previous;
      expect(held).toEqual(next);
    });
  });

  it('what is awaited was started on entry', () => {
    eachStep((step) => {
      const { started, due } = startedAndDue(step, awaited, {
        checkTicketMapping: true,
        checkTicketMappingLater: true,
      });
      expect(started).toEqual(due);
    });
  });

  it('acceptance 80: the view has words', () => {
    eachStep(({ after: next }) => expect(view(next).message).toMatch(/^[A-Z].+\.$/));
  });
});

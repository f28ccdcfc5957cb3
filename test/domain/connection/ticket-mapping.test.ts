import type { Event } from '../../../domain/connection/ticket-mapping';
import { awaited, inForce, initial, view } from '../../../domain/connection/ticket-mapping';
import { missingPairs, redraw } from '../diagram';
import { minute } from '../samples';
import { alwaysFrom, startedAndDue } from '../walk';
import { anyEvent, edited, events, states, step, variants } from './ticket-mapping-states';

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
  'checking (refused before) | ticketMappingRefused | refused',
  'checking | ticketMappingUnchecked | pendingCheck | checkTicketMappingLater',
  'checking | ticketMappingRevoked | notSet',
  'checking (set before) | ticketMappingRevoked | revoked',
  'checking (revoked before) | ticketMappingRevoked | revoked',
  'checking | ticketMappingRestored | rejected',

  'pendingCheck | ticketMappingSaved | checking | checkTicketMapping',
  'pendingCheck (set before) | ticketMappingSaved | checking | checkTicketMapping',
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
  'revoked (refused kept) | ticketMappingRestored | refused',
  'revoked | ticketMappingRestored (too late) | rejected',
];

const tooLate = { ...events.ticketMappingRestored, at: minute(31) };

describe('the diagram', () => {
  const row = redraw({
    step,
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

describe('after any events', () => {
  const starts = [initial, ...Object.values(states), ...Object.values(variants)] as const;
  const eachStep = alwaysFrom(step, starts, anyEvent);

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

  it('acceptance 41: what is in force changes by a check, a revoke or an undo only', () => {
    const changing: readonly Event['type'][] = [
      ...(['ticketMappingChecked', 'ticketMappingRevoked', 'ticketMappingRestored'] as const),
    ];
    eachStep(({ before, event, after: next }) => {
      if (!changing.includes(event.type)) expect(inForce(next)).toEqual(inForce(before));
      if (event.type === 'ticketMappingRevoked') expect(inForce(next)).toBeNull();
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

import type { Event } from '../../../domain/connection/ticket-mapping';
import { awaited, inForce, initial } from '../../../domain/connection/ticket-mapping';
import { ticketMappingView as view } from '../../../domain/connection/view';
import { missingPairs, redraw } from '../diagram';
import { minute } from '../samples';
import { alwaysFrom, startedAndDue } from '../walk';
import { diagram } from './ticket-mapping-diagram';
import { anyEvent, edited, events, states, step, variants } from './ticket-mapping-states';

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

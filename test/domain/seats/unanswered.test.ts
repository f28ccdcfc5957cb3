import { decideAfterSending } from '../../../domain/seats/decision';
import { ada, at, licence, named, next, question, stateAfter, step } from './samples';

const waiting = stateAfter('startRequested');
const sent = { before: 10, after: 12 };

function unansweredIn(state: typeof waiting) {
  return state.status === 'waiting' ? state.unanswered : 'not waiting';
}

describe('a write without an answer', () => {
  const unanswered = next(waiting, named(waiting, 'writeUnanswered'));

  it('is remembered for as long as the wait goes on, and starts nothing', () => {
    expect(unansweredIn(waiting)).toBeNull();
    expect(step(waiting, named(waiting, 'writeUnanswered'))).toMatchObject({ accepted: true, effects: [] });
    expect(unansweredIn(unanswered)).toEqual(sent);
    expect(unansweredIn(next(unanswered, named(unanswered, 'reported')))).toEqual(sent);
  });

  it('is forgotten with the wait, also when the next one begins at once', () => {
    const moved = next(unanswered, named(unanswered, 'retargeted'));
    expect(unansweredIn(moved)).toBeNull();
    const again = next(next(unanswered, named(unanswered, 'decidedHeld')), { type: 'approveRequested', by: ada, at });
    expect(unansweredIn(again)).toBeNull();
  });

  it('of an earlier wait says nothing of this one', () => {
    const moved = next(waiting, named(waiting, 'retargeted'));
    expect(step(moved, named(waiting, 'writeUnanswered'))).toMatchObject({ accepted: false });
  });
});

describe('the decision after it', () => {
  const input = { ...question, at };
  const decide = (count: number, ...before: readonly (typeof sent | null)[]) =>
    decideAfterSending(before, { ...input, written: { count: 10, definition: 'used', at } }, licence(count));
  const wanted = input.report.seats.used;

  it('takes a count that is found as it was sent for our write', () => {
    expect(decide(wanted, { before: 10, after: wanted })).toEqual({ kind: 'write', before: 10, after: wanted });
  });

  it('takes the count from before for ours to replace', () => {
    expect(decide(28, { before: 28, after: 30 })).toMatchObject({ before: 28, after: wanted });
  });

  it('takes any other count for an edit in HaloPSA', () => {
    expect(decide(77, sent, null)).toMatchObject({ kind: 'drift', theirs: 77 });
    expect(decide(77)).toMatchObject({ kind: 'drift', theirs: 77 });
  });
});

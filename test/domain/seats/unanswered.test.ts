import { decideAfterSending } from '../../../domain/seats/decision';
import { ada, at, licence, named, next, question, stateAfter, step } from './samples';

const waiting = stateAfter('startRequested');
const sent = { before: 10, after: 12 };

function unansweredIn(state: typeof waiting) {
  return state.status === 'waiting' ? state.unanswered : 'not waiting';
}

/** HaloPSA has said no since, and the partner is asked. */
function refusedIn(state: typeof waiting) {
  const problem = { code: 'halo.oddRecord', detail: 'Correct it there.' };
  return next(state, { type: 'writeRefused', problem, unanswered: sent, version: state.version, at });
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

  it.each([['syncRequested'], ['settingsChanged'], ['reconcileFound'], ['reported', 'debounceEnded']])(
    'is still known after a no, with the wait that %s begins',
    (...names) => {
      const again = names.reduce((state, name) => next(state, named(state, name)), refusedIn(unanswered));
      expect(unansweredIn(again)).toEqual(sent);
    },
  );

  it('is forgotten after a no when HaloPSA tells what it holds, and with the licence', () => {
    const again = next(refusedIn(unanswered), named(unanswered, 'syncRequested'));
    const told = next(again, named(again, 'decidedHeld'));
    expect(unansweredIn(next(told, named(told, 'approveRequested')))).toBeNull();
    expect(unansweredIn(next(refusedIn(unanswered), named(unanswered, 'retargeted')))).toBeNull();
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

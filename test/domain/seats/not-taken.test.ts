import { decide } from '../../../domain/seats/decision';
import { view } from '../../../domain/seats/view';
import { notTaken } from '../../../domain/seats/words';
import { at, context, later, licence, named, next, question, reportOf, stateAfter } from './samples';

const kept = { before: 30, after: 40, keeps: 33, licence: 'Backup seats', definition: 'used' } as const;

/** HaloPSA said that it took 40, and keeps 33. */
function keeping(waiting = stateAfter('startRequested')) {
  const { version } = waiting;
  return next(waiting, { type: 'writeRefused', problem: notTaken(kept), notTaken: kept, version, at });
}

it('a seat count that HaloPSA says it took, and did not, is the partner’s move', () => {
  const { status, whoseMove, message, problem, history } = view(keeping(), context);
  expect({ status, whoseMove, problem }).toMatchObject({
    status: 'needsYou',
    whoseMove: 'you',
    problem: { code: 'seats.notTaken' },
  });
  expect(message).toMatch(
    /^HaloPSA did not take the seat count: it keeps 33, although 40 was sent twice\. Open the Software Licence Backup seats/,
  );
  expect(history[0]).toMatchObject({ outcome: 'refused', before: 30, after: 40, definition: 'used' });
});

it('the count that HaloPSA keeps is nobody’s edit, whatever is reported next', () => {
  const { written, seen } = keeping();
  expect({ written, seen }).toMatchObject({ written: { count: 33 }, seen: { count: 33 } });
  const ask = (used: number, count: number) =>
    decide({ ...question, report: reportOf(used), written, licence: licence(count) });
  expect(ask(40, 33)).toEqual({ kind: 'write', before: 33, after: 40 });
  expect(ask(41, 33)).toEqual({ kind: 'write', before: 33, after: 41 });
  expect(ask(33, 33)).toEqual({ kind: 'unchanged', count: 33, wanted: 33 });
  expect(ask(90, 33)).toMatchObject({ kind: 'held', reason: 'largeChange', before: 33 });
});

it('an edit of what HaloPSA keeps is a drift from it', () => {
  const { written } = keeping();
  expect(decide({ ...question, written, licence: licence(35) })).toMatchObject({ kind: 'drift', theirs: 35 });
});

it('the same again stands in one line of the history', () => {
  const again = keeping(next(keeping(), named(keeping(), 'syncRequested')));
  expect(again).toMatchObject({ status: 'needsYou', since: at, history: keeping().history });
});

it('is sent again when the partner asks, when settings change and when a reconcile finds it, and else stays', () => {
  const after = (name: string) => next(keeping(), named(keeping(), name)).status;
  expect(['syncRequested', 'settingsChanged', 'retargeted'].map(after)).toEqual(['waiting', 'waiting', 'waiting']);
  const found = next(keeping(), { type: 'reconcileFound', licence: licence(33, later), at: later });
  expect(found.status).toBe('waiting');
  expect(after('sameReported')).toBe('needsYou');
});

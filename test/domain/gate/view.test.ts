import { health } from '../../../domain/gate/health';
import { initial } from '../../../domain/gate/machine';
import { operationCounts, standingOf } from '../../../domain/gate/operation';
import { OperationView } from '../../../domain/gate/operation-schema';
import { itemCount, itemOf, itemsOf, standingIn, view } from '../../../domain/gate/view';
import { partnerId, REFERENCE, unavailable } from '../samples';
import {
  failing,
  finished,
  given,
  reach,
  ready,
  requested,
  second,
  skipped,
  states,
  timeCame,
  usual,
  variants,
} from './states';

const outage = reach(ready, requested('a', 1), requested('b', 2, 'seatSync'), failing('a', 10));
const iso = (seconds: number) => new Date(second(seconds)).toISOString();
const all = Object.entries({ ...states, ...variants });

it('acceptance 76: counts what waits to the item, also while it is tried, and tells the true next try', () => {
  const seen = { waiting: { incident: 1, seatSync: 1 }, oldestWaitingSince: iso(1), since: iso(10), attempts: 1 };
  expect(view(outage, second(20))).toMatchObject({ ...seen, nextAttemptAt: iso(40), whoseMove: 'halo' });
  expect(view(reach(outage, timeCame(40)), second(41))).toMatchObject({ ...seen, nextAttemptAt: null });
});

it('says what is wrong, and what happens next', () => {
  expect(view(outage, second(20)).message).toBe(
    'HaloPSA cannot be used at the moment. HaloPSA does not answer. ' +
      'Nothing is lost: 2 items are waiting. We try again by ourselves.',
  );
});

it('acceptance 32: counts what is held apart, and asks for the ticket mapping', () => {
  const held = reach(initial(partnerId), given(skipped, 0), requested('a', 1));
  expect(view(held, second(2))).toMatchObject({
    waiting: { incident: 0 },
    held: { incident: 1 },
    oldestWaitingSince: null,
    whoseMove: 'you',
    message: 'Nothing waits for HaloPSA. 1 item is held until you choose the ticket mapping.',
  });
  expect(itemsOf(held, 0, 10)).toMatchObject([{ key: 'a', status: 'held', nextAttemptAt: null }]);
});

describe('the last outage', () => {
  const ended = { since: iso(10), until: iso(42), items: 2 };
  const over = reach(outage, timeCame(40), finished('b', 42));
  const lastOutage = (state: typeof outage) => view(state, second(60)).lastOutage;

  it('is told with how long it was and how many waited, once it is over', () => {
    expect([ready, outage, reach(outage, timeCame(40), failing('b', 41))].map(lastOutage)).toEqual([null, null, null]);
    expect(lastOutage(over)).toEqual(ended);
    expect(health(view(over, second(60))).lastOutage).toEqual(ended);
  });

  it('is over with any answer, also a no to the credentials, or under a pause', () => {
    const paused = reach(outage, timeCame(40), {
      type: 'pauseRequested',
      by: { id: 'u-1', name: 'Ada' },
      at: second(41),
    });
    const refused = finished('b', 42, { outcome: 'refusedCredentials', problem: unavailable });
    expect(lastOutage(reach(paused, finished('b', 42)))).toEqual(ended);
    expect(lastOutage(reach(outage, timeCame(40), refused))).toEqual(ended);
  });

  it('is told until the next one is over, with what was done since', () => {
    const next = reach(over, finished('a', 43), requested('c', 50), failing('c', 51));
    expect(lastOutage(next)).toEqual(ended);
    const secondEnded = { since: iso(51), until: iso(82), items: 1 };
    expect(lastOutage(reach(next, timeCame(81), finished('c', 82)))).toEqual(secondEnded);
  });
});

it('shows how much of the limit is used', () => {
  expect(view(outage, second(20))).toMatchObject({ requestsInWindow: 2, limit: 210 });
  expect(view(outage, second(900))).toMatchObject({ requestsInWindow: 0 });
});

it('names who paused, and remembers the trouble behind it', () => {
  const paused = reach(outage, { type: 'pauseRequested', by: { id: 'u-1', name: 'Ada' }, at: second(11) });
  expect(view(paused, second(12))).toMatchObject({ pausedBy: 'Ada', problem: unavailable, nextAttemptAt: null });
});

test.each([
  ['all is well', states.paused, /waiting\. Resume; what waits is sent then\.$/],
  [
    'HaloPSA is down',
    variants['paused (outage, nothing waits)'],
    /HaloPSA cannot be used at the moment\. Resume; what waits is sent as soon as that is over\.$/,
  ],
  [
    'the credentials are refused',
    variants['paused (needsReconnect)'],
    /HaloPSA no longer accepts the saved credentials\. Reconnect HaloPSA and resume; what waits is sent then\.$/,
  ],
])('says what a resume brings where %s', (_name, state = initial(partnerId), message) => {
  expect(view(state, second(20)).message).toMatch(message);
});

it('lists every item with its attempts, its last error and its next try', () => {
  const failed = { attempts: 1, lastFailedAt: iso(10), problem: unavailable };
  expect(itemsOf(outage, 0, 10)).toEqual([
    {
      key: 'b',
      kind: 'seatSync',
      status: 'waiting',
      since: iso(2),
      attempts: 0,
      lastFailedAt: null,
      problem: null,
      nextAttemptAt: iso(40),
    },
    { key: 'a', kind: 'incident', status: 'waiting', since: iso(1), ...failed, nextAttemptAt: iso(40) },
  ]);
  expect(itemsOf(reach(outage, timeCame(40)), 0, 10)).toMatchObject([
    { key: 'b', status: 'inTurn', nextAttemptAt: null },
    { key: 'a', status: 'waiting' },
  ]);
});

it('gives a page of the list, and the place of one key', () => {
  const tried = reach(outage, timeCame(40));
  expect([itemCount(tried), itemsOf(tried, 1, 1), itemsOf(tried, 2, 5)]).toMatchObject([2, [{ key: 'a' }], []]);
  expect([itemOf(tried, 'b'), itemOf(tried, 'a'), itemOf(tried, 'nobody')]).toMatchObject([
    { key: 'b', status: 'inTurn' },
    { key: 'a', status: 'waiting' },
    null,
  ]);
});

it('lists and counts what is parked, and asks to look at it', () => {
  const problem = unavailable;
  const entry = { key: 'x', kind: 'incident' as const, since: second(1) };
  const parked = {
    ...ready,
    parked: [{ ...entry, failed: { attempts: 7, failures: 5, lastFailedAt: second(9), problem } }],
  };
  expect(view(parked, second(10))).toMatchObject({ parked: 1, whoseMove: 'you' });
  expect(itemsOf(parked, 0, 10)).toMatchObject([{ key: 'x', status: 'parked', attempts: 7, problem }]);
  const waiting = { ...parked, queue: [{ ...entry, key: 'y', failed: null }] };
  expect(itemsOf(waiting, 0, 10)).toMatchObject([
    { key: 'x', status: 'parked' },
    { key: 'y', status: 'waiting' },
  ]);
});

it.each(all)('acceptance 80: has words for %s, and no reference to a secret', (_, state) => {
  const seen = view(state, second(20));
  expect(seen.message).toMatch(/^[A-Z].+\.$/);
  expect(JSON.stringify([seen, itemsOf(state, 0, 100)])).not.toContain(REFERENCE);
});

it.each(all)('names nobody, and quotes nothing of HaloPSA, to those who may not act: %s', (_, state) => {
  const own = view(state, second(20));
  const { message, problem, pausedBy, ...shown } = health(own);
  expect(own).toMatchObject(shown);
  expect(problem?.code).toBe(own.problem?.code);
  expect(pausedBy).toBeNull();
  expect(message).toMatch(/^[A-Z].+\.$/);
  for (const secret of ['Ada', 'Ben', own.problem?.detail ?? 'Ada']) {
    expect(JSON.stringify({ message, problem })).not.toContain(secret);
  }
});

it('counts what waits for those who may not act', () => {
  expect(health(view(outage, second(20))).message).toBe(
    'HaloPSA cannot be used at the moment. Nothing is lost: 2 items are waiting.',
  );
});

it('acceptance 76: says when it goes on while our share of the request limit is used up', () => {
  const limited = reach(
    initial(partnerId, { requests: 4, share: 0.5 }),
    given(usual, 0),
    requested('o-1', 0),
    requested('o-2', 1),
  );
  const spent = reach(limited, finished('o-1', 2, { requests: 2 }));
  const { status, message, nextAttemptAt } = view(spent, second(3));
  expect(status).toBe('open');
  expect(nextAttemptAt).not.toBeNull();
  expect(message).toBe(
    'Sending to HaloPSA: 1 item is not there yet. Our share of its request limit is used up; it goes on by itself.',
  );
});

it.each(all)('has as many items in each view as are counted: %s', (_name, state) => {
  const counts = operationCounts(standingOf(view(state, second(20))), 0);
  expect(standingOf(view(state, second(20)))).toEqual(standingIn(state));
  for (const wanted of OperationView.options) {
    expect([itemsOf(state, 0, 100, wanted).length, itemCount(state, wanted)]).toEqual([counts[wanted], counts[wanted]]);
  }
});

it('pages through one view, in the order of the whole list', () => {
  const mixed = reach(initial(partnerId), given(skipped, 0), requested('i', 1), requested('m', 2, 'mappingCheck'));
  const behind = reach(mixed, requested('s', 3, 'seatSync'), requested('r', 4, 'reconcile'));
  const keys = (wanted: 'waiting' | 'held') => itemsOf(behind, 0, 10, wanted).map(({ key }) => key);
  expect([keys('waiting'), keys('held')]).toEqual([
    ['m', 'r'],
    ['i', 's'],
  ]);
  expect(itemsOf(behind, 1, 1, 'held')).toMatchObject([{ key: 's', status: 'held' }]);
});

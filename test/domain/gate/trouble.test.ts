import type { Event, State } from '../../../domain/gate/state';
import { effectsOf, reasonOf } from '../machine';
import { ada, unavailable, wrongSecret } from '../samples';
import { drive } from './drive';
import {
  failing,
  finished,
  given,
  inTurn,
  keysOf,
  reach,
  ready,
  renewedAccess,
  requested,
  second,
  start,
  step,
  timeCame,
  usual,
} from './states';

const paused: Event = { type: 'pauseRequested', by: ada, at: second(5) };
const tryNow = (seconds: number, isExtra = true): Event => ({
  type: 'tryNowRequested',
  by: ada,
  isExtra,
  at: second(seconds),
});
const retry = (key: string | null): Event => ({ type: 'retryRequested', key, at: second(900) });

describe('a key that alone keeps failing', () => {
  const isUp = (_: number, key: string | null) => key !== 'poison';
  const withOthers = Array.from({ length: 8 }, (_, index) => `k${index}`);
  const options = { until: second(3600), takesMs: 400, requests: 1, isUp, spread: () => 0.5 };
  const feeding = (state: State, key: string) => drive(reach(state, requested(key, 1)), second(1), options).state;

  it('is parked with its problem after five failures, and holds up nobody', () => {
    const busy = ['poison', ...withOthers].reduce((state, key) => reach(state, requested(key, 1)), ready);
    let state = drive(busy, second(1), { ...options, until: second(40) }).state;
    for (let round = 1; state.parked.length === 0 && round < 20; round += 1) {
      const from = 400 * round;
      const fed = withOthers.reduce((now, key) => reach(now, requested(key, from)), state);
      state = drive(fed, second(from), { ...options, until: second(from + 399) }).state;
    }
    expect(state.parked).toMatchObject([{ key: 'poison', failed: { failures: 5, problem: unavailable } }]);
  });

  it('is not parked in an outage, however long', () => {
    const worked = reach(ready, requested('before', 0), finished('before', 1));
    const busy = ['a', 'b'].reduce((state, key) => reach(state, requested(key, 1)), worked);
    const { state } = drive(busy, second(1), { ...options, until: second(24 * 3600), isUp: () => false });
    expect(state.parked).toEqual([]);
    expect(keysOf(state).length + (state.inFlight === null ? 0 : 1)).toBe(2);
  });

  it('is not parked when nothing else was let through meanwhile', () => {
    expect(feeding(ready, 'poison').parked).toEqual([]);
  });

  const parked: State = {
    ...reach(ready, requested('a', 1)),
    parked: ['x', 'y'].map((key) => ({
      key,
      kind: 'incident',
      since: start,
      failed: { attempts: 5, failures: 5, lastFailedAt: start, problem: unavailable },
    })),
  };

  it('goes to the end of the queue when a person retries it, with a clean slate', () => {
    expect(reach(parked, retry('y'))).toMatchObject({ queue: [{ key: 'y', failed: null }], parked: [{ key: 'x' }] });
    expect(keysOf(reach(parked, retry(null)))).toEqual(['x', 'y']);
  });

  it('stays parked when it asks again', () => {
    expect(reach(parked, requested('x', 9, 'seatSync'))).toMatchObject({
      queue: [],
      parked: [{ key: 'x', kind: 'seatSync', failed: { failures: 5 } }, { key: 'y' }],
    });
  });

  it('is found by name only where there is one; a second retry is harmless', () => {
    expect(reasonOf(step(parked, retry('z')))).toBe('Nothing of this name waits or is parked. Look at the list again.');
    expect(keysOf(reach(parked, retry('y'), retry('y')))).toEqual(['y']);
  });
});

describe('refused credentials', () => {
  const refusedAt = (seconds: number) =>
    finished('a', seconds, { outcome: 'refusedCredentials', problem: wrongSecret });
  const busy = reach(ready, requested('a', 1), requested('b', 2));

  it('acceptance 79: stop everything, are reported once, and all resumes by itself after a reconnect', () => {
    const answer = step(busy, refusedAt(3));
    const { credentials } = usual.access;
    expect(effectsOf(answer)).toEqual([{ type: 'reportRefusedCredentials', credentials, problem: wrongSecret }]);
    const stopped = reach(busy, refusedAt(3), given(null, 4), requested('c', 6));
    expect(stopped).toMatchObject({ status: 'needsReconnect', inFlight: null });
    const resumed = reach(stopped, given(renewedAccess, 7));
    expect([resumed.status, inTurn(resumed), ...keysOf(resumed)]).toEqual(['open', 'a', 'b', 'c']);
  });

  it('go on where they stopped when HaloPSA accepts them again', () => {
    const accepted = reach(busy, refusedAt(3), given(null, 4), given(usual, 60));
    expect([accepted.status, inTurn(accepted), ...keysOf(accepted)]).toEqual(['open', 'a', 'b']);
  });

  it('are over with a new generation too', () => {
    const { access, settings } = usual;
    const next = given({ access: { ...access, generation: 2 }, settings }, 5);
    expect(reach(busy, refusedAt(3), next).status).toBe('open');
  });

  it('that are replaced already stop nothing', () => {
    const answer = step(reach(busy, given(renewedAccess, 3)), refusedAt(4));
    expect(effectsOf(answer)).toMatchObject([{ type: 'grantTurn', key: 'a', access: renewedAccess }]);
  });
});

describe('an outage that a person does not wait out', () => {
  const outage = reach(ready, requested('a', 1), requested('b', 2), failing('a', 10));
  const nextAttemptAt = (state: State) => (state.status === 'waitingForHalo' ? state.nextAttemptAt : null);
  const inVain = reach(outage, tryNow(20), failing('b', 22));

  it('is tried by itself when it would have been, and as often, however often he tries in vain', () => {
    expect(inVain).toMatchObject({ status: 'waitingForHalo', inFlight: null, attempts: 2, since: second(10) });
    expect(nextAttemptAt(inVain)).toBe(second(40));
    const again = reach(inVain, tryNow(30), failing('a', 31));
    expect([nextAttemptAt(again), again]).toMatchObject([second(40), { attempts: 3 }]);
    expect(nextAttemptAt(reach(again, timeCame(40), failing('b', 41)))).toBe(second(101));
  });

  it('is tried at once when that time has passed meanwhile', () => {
    const late = reach(outage, tryNow(35), timeCame(40), failing('b', 50));
    expect(inTurn(late)).toBe('a');
    expect(nextAttemptAt(reach(late, failing('a', 51)))).toBe(second(111));
  });

  it('is left alone for longer where HaloPSA asks for it', () => {
    const asked = finished('b', 22, { outcome: 'unavailable', problem: unavailable, retryAfterMs: 200_000 });
    expect(nextAttemptAt(reach(outage, tryNow(20), asked))).toBe(second(222));
  });

  it('is tried by itself when it would have been when what he tried is withdrawn', () => {
    const withdrawn: Event = { type: 'turnWithdrawn', key: 'b', at: second(21) };
    expect(nextAttemptAt(reach(outage, tryNow(20), withdrawn))).toBe(second(40));
  });

  it('is tried later in a history that is older than this', () => {
    expect(nextAttemptAt(reach(outage, tryNow(20, false), failing('b', 22)))).toBe(second(82));
  });
});

describe('a pause', () => {
  const resume: Event = { type: 'resumeRequested', by: ada, at: second(9) };

  it('lets the turn in flight end and nothing else go, until it is resumed', () => {
    const still = reach(ready, requested('a', 1), requested('b', 2), paused, finished('a', 6), timeCame(7));
    expect(still).toMatchObject({ status: 'paused', inFlight: null });
    expect(inTurn(reach(still, resume))).toBe('b');
  });

  it('allows one try at a time when a person asks for it', () => {
    const still = reach(ready, paused, requested('a', 6), requested('b', 6), tryNow(7), tryNow(7));
    expect([inTurn(still), ...keysOf(still)]).toEqual(['a', 'b']);
    expect(reach(still, finished('a', 8))).toMatchObject({ status: 'paused', inFlight: null });
  });

  it('remembers an outage, which is tried at once when the gate is resumed', () => {
    const down = reach(ready, requested('a', 1), failing('a', 2), paused, resume);
    expect(down).toMatchObject({ status: 'waitingForHalo', since: second(2), inFlight: { key: 'a' } });
  });
});

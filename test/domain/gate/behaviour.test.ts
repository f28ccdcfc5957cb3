import { awaited, dueAt, initial } from '../../../domain/gate/machine';
import { requestsInWindow } from '../../../domain/gate/pace';
import type { Event, State } from '../../../domain/gate/state';
import { effectsOf } from '../machine';
import { ada, partnerId, unavailable } from '../samples';
import { drive } from './drive';
import {
  answered,
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
  skipped,
  step,
  timeCame,
  usual,
} from './states';

const nextAttemptAt = (state: State) => (state.status === 'waitingForHalo' ? state.nextAttemptAt : null);

describe('turns', () => {
  it('go one at a time, in the order in which they were asked for', () => {
    const busy = reach(ready, requested('a', 1), requested('b', 2), requested('c', 3));
    expect([inTurn(busy), ...keysOf(busy)]).toEqual(['a', 'b', 'c']);
    expect(inTurn(reach(busy, finished('a', 4)))).toBe('b');
  });

  it('count as what they cost at most when they are given up', () => {
    const spent = ({ pace }: State) => requestsInWindow(pace, second(2));
    const busy = reach(ready, requested('a', 1), requested('b', 1));
    const withdrawn = (key: string): Event => ({ type: 'turnWithdrawn', key, at: second(2) });
    expect([spent(reach(busy, withdrawn('a'))), spent(reach(busy, withdrawn('b')))]).toEqual([3, 0]);
  });

  it('carry the access and the settings of the moment', () => {
    const answer = step(reach(ready, requested('a', 1), given(renewedAccess, 2), requested('b', 3)), finished('a', 4));
    expect(effectsOf(answer)).toEqual([
      { type: 'grantTurn', key: 'b', access: renewedAccess, leaseUntil: second(124) },
    ]);
  });

  it('keep to the limits that were told last, also where none are told', () => {
    const told = reach(ready, given(usual, 1, { requests: 3, share: 1 }), given(usual, 2));
    expect(told.limits).toEqual({ ...ready.limits, requests: 3, share: 1 });
    expect(reach(told, given(usual, 3, {})).limits).toEqual(ready.limits);
  });

  it('keep the place of a key that asks again, under what it asks for now', () => {
    const queued = reach(ready, requested('a', 1), requested('b', 2), requested('c', 3), requested('b', 4, 'seatSync'));
    expect(queued.queue).toEqual([
      { key: 'b', kind: 'seatSync', since: second(2), failed: null },
      { key: 'c', kind: 'incident', since: second(3), failed: null },
    ]);
  });

  it('are granted again to a key that asked while its turn was in flight', () => {
    const again = reach(ready, requested('a', 1), requested('a', 2, 'seatSync'), requested('b', 3), finished('a', 4));
    expect(again.queue).toEqual([{ key: 'a', kind: 'seatSync', since: second(2), failed: null }]);
  });

  it('that failed come back once, for what the key asked last, since it asked first', () => {
    const asked = reach(ready, requested('a', 1), requested('a', 2, 'seatSync'), requested('a', 3, 'mappingCheck'));
    expect(reach(asked, failing('a', 4)).queue).toMatchObject([{ kind: 'mappingCheck', since: second(1) }]);
    expect(asked.inFlight).toMatchObject({ again: { kind: 'mappingCheck', since: second(2) } });
  });

  it('are taken away when the lease ends; the late end only counts its requests', () => {
    const leased = reach(ready, requested('a', 1), requested('b', 2));
    expect(dueAt(leased)).toBe(second(121));
    const lost = reach(leased, timeCame(121));
    expect([inTurn(lost), ...keysOf(lost)]).toEqual(['b']);
    const late = reach(lost, finished('a', 130, { requests: 7 }));
    expect(inTurn(late)).toBe('b');
    expect(late.pace.spent).toMatchObject([{ requests: 7 }]);
  });

  it('pass by what is held until the ticket mapping is chosen (acceptance 32)', () => {
    const held = reach(initial(partnerId), given(skipped, 0), requested('i', 1), requested('s', 2, 'seatSync'));
    expect(held.inFlight).toBeNull();
    const passed = reach(held, requested('m', 3, 'mappingCheck'));
    expect([inTurn(passed), ...keysOf(passed)]).toEqual(['m', 'i', 's']);
    expect(inTurn(reach(passed, finished('m', 4), given(usual, 5)))).toBe('i');
  });

  it('of a reconcile pass by too: a dry run needs no ticket mapping', () => {
    const held = reach(initial(partnerId), given(skipped, 0), requested('s', 1, 'seatSync'));
    expect(inTurn(reach(held, requested('r', 2, 'reconcile')))).toBe('r');
  });

  it('wait for room in the window, and say when there is some', () => {
    const full = reach(initial(partnerId, { requests: 10 }), given(usual, 0), requested('a', 1), requested('b', 2));
    const waiting = reach(full, finished('a', 3, { requests: 5 }));
    expect(waiting.inFlight).toBeNull();
    expect(dueAt(waiting)).toBe(second(306));
    expect(inTurn(reach(waiting, timeCame(305)))).toBeNull();
    expect(inTurn(reach(waiting, timeCame(306)))).toBe('b');
  });

  it('slow down after a 429', () => {
    const limited = reach(ready, requested('a', 1), finished('a', 2, { requests: 100, rateLimited: true }));
    expect(limited.pace.learned).toEqual({ limit: 90, at: second(2) });
  });
});

describe('an outage', () => {
  const outage = reach(ready, requested('a', 1), requested('b', 2), failing('a', 10));

  it('gives the next turn to the next key, half a minute later', () => {
    expect([inTurn(outage), ...keysOf(outage)]).toEqual([null, 'b', 'a']);
    expect(dueAt(outage)).toBe(second(40));
    expect(inTurn(reach(outage, timeCame(39)))).toBeNull();
    expect(inTurn(reach(outage, timeCame(40)))).toBe('b');
  });

  it('is tried at doubling distances up to five minutes, jittered by a fifth', () => {
    const waits = (spread: number) => {
      const down = drive(outage, second(40), {
        until: second(4000),
        takesMs: 0,
        requests: 1,
        isUp: () => false,
        spread: () => spread,
      });
      return down.calls.map(({ at }, index) => (at - (down.calls[index - 1]?.at ?? at)) / 1000).slice(1, 7);
    };
    expect(waits(0.5)).toEqual([60, 120, 240, 300, 300, 300]);
    expect(waits(0)).toEqual([48, 96, 192, 240, 240, 240]);
    expect(waits(1)).toEqual([72, 144, 288, 360, 360, 360]);
  });

  it('is left alone for as long as HaloPSA asked', () => {
    const asked = finished('a', 10, { outcome: 'unavailable', problem: unavailable, retryAfterMs: 200_000 });
    expect(nextAttemptAt(reach(ready, requested('a', 1), asked))).toBe(second(210));
  });

  it('is tried at once when HaloPSA answers a person, however long it asked to be left alone', () => {
    const asked = finished('a', 10, { outcome: 'unavailable', problem: unavailable, retryAfterMs: 300_000 });
    const shut = reach(ready, requested('a', 1), requested('b', 2), asked);
    expect(inTurn(reach(shut, answered(20, 0)))).toBeNull();
    expect(inTurn(reach(shut, answered(20)))).toBe('b');
    expect(reach(shut, answered(20), finished('b', 21))).toMatchObject({ status: 'open', inFlight: { key: 'a' } });
  });

  it('is tried at once only once, so that whoever looks again and again does not try it each time', () => {
    const again = reach(outage, answered(11), failing('b', 12), answered(13));
    expect([inTurn(again), nextAttemptAt(again)]).toEqual([null, second(72)]);
    const next = reach(again, timeCame(72), finished('a', 73), failing('b', 74));
    expect(inTurn(reach(next, answered(75)))).toBe('b');
  });

  it('keeps since when it lasts, and ends with the first answer, a no included', () => {
    const longer = reach(outage, timeCame(40), failing('b', 41));
    expect(longer).toMatchObject({ status: 'waitingForHalo', since: second(10), attempts: 2 });
    const refused = finished('a', 102, { outcome: 'refused', problem: unavailable });
    expect(reach(longer, timeCame(101), refused)).toMatchObject({ status: 'open', inFlight: { key: 'b' } });
  });

  it('is probed by the gate itself when nothing waits', () => {
    const empty = reach(ready, requested('a', 1), failing('a', 2), { type: 'turnWithdrawn', key: 'a', at: second(3) });
    const probing = reach(empty, timeCame(32));
    expect(awaited(probing)).toEqual([{ type: 'probe', access: usual.access, since: expect.any(Number) }]);
    expect(reach(probing, { type: 'probeSucceeded', requests: 1, at: second(33) }).status).toBe('open');
  });

  it('is probed anew with new credentials when they change under a probe', () => {
    const empty = reach(ready, requested('a', 1), failing('a', 2), { type: 'turnWithdrawn', key: 'a', at: second(3) });
    const answer = step(reach(empty, timeCame(32)), given(renewedAccess, 33));
    expect(effectsOf(answer)).toEqual([{ type: 'probe', access: renewedAccess.access, since: expect.any(Number) }]);
  });

  it('acceptance 76: of an hour loses nothing, sends each thing once and drains under the limit', () => {
    const keys = Array.from({ length: 500 }, (_, index) => `incident:p-42:o${index}`);
    const full = keys.reduce((state, key) => reach(state, requested(key, 1)), ready);
    const { state, calls } = drive(full, second(1), {
      until: second(24 * 3600),
      takesMs: 400,
      requests: 3,
      isUp: (at: number) => at > second(3600),
      spread: () => 0.5,
    });
    const done = calls.filter(({ outcome }) => outcome === 'done').map(({ key }) => key);
    expect([...done].sort()).toEqual([...keys].sort());
    expect(state).toMatchObject({ status: 'open', queue: [], parked: [], inFlight: null });
    const busiest = calls.map(({ at }) => calls.filter((call) => call.at > at - 300_000 && call.at <= at).length * 3);
    expect(Math.max(...busiest)).toBeLessThanOrEqual(210);
    const down = calls.filter(({ outcome }) => outcome === 'unavailable');
    expect(down.length).toBeLessThanOrEqual(17);
  });
});

it('acceptance 67: after a revoke nothing is granted, not even what waits or asks again', () => {
  const closing: Event = { type: 'closeRequested', by: ada, at: second(3) };
  const closed = reach(ready, requested('a', 1), requested('a', 2), requested('b', 2), closing);
  expect(closed).toMatchObject({ status: 'closed', access: null, queue: [], inFlight: { key: 'a', again: null } });
  expect(reach(closed, finished('a', 4))).toMatchObject({ queue: [], inFlight: null });
  expect(dueAt(closed)).toBe(second(121));
});

it('10,000 waiting keys ask and are served in under four seconds of computing', () => {
  const before = process.cpuUsage();
  let state = reach(initial(partnerId, { requests: 1e9 }), given(usual, 0));
  for (let index = 0; index < 10_000; index += 1) state = reach(state, requested(`incident:p-42:o${index}`, 1));
  const { calls } = drive(state, second(1), {
    until: second(100_000),
    takesMs: 1,
    requests: 3,
    isUp: () => true,
    spread: () => 0,
  });
  expect(calls).toHaveLength(10_000);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000_000).toBeLessThan(4);
});

import fc from 'fast-check';
import { conditionOf } from '../../../domain/gate/condition';
import type { Effect, Event, State } from '../../../domain/gate/machine';
import { awaited, dueAt, initial } from '../../../domain/gate/machine';
import { room } from '../../../domain/gate/pace';
import { pack, unpack } from '../../../domain/gate/pack';
import { isHeld } from '../../../domain/gate/turn';
import type { Transition } from '../../../domain/transition';
import { partnerId } from '../samples';
import { always, startedAndDue } from '../walk';
import { drive } from './drive';
import { anyEvent, given, reach, requested, second, start, states, step, usual } from './states';

interface World {
  readonly gate: State;
  readonly now: number;
}
interface Move {
  readonly wait: number;
  readonly event: Event;
  /** Whether an event about a key is about the one in flight. */
  readonly isAimed: boolean;
}

const anyMove: fc.Arbitrary<Move> = fc.record({
  wait: fc.oneof(fc.nat(1500), fc.nat(40_000), fc.nat(200_000)),
  event: anyEvent,
  isAimed: fc.nat(9).map((number) => number > 0),
});

function eventOf({ gate, now }: World, { wait, event, isAimed }: Move): Event {
  const at = now + wait;
  const key = isAimed && gate.inFlight?.type === 'turn' ? gate.inFlight.key : null;
  const isAboutTurn = event.type === 'turnFinished' || event.type === 'turnLost' || event.type === 'turnWithdrawn';
  return isAboutTurn && key !== null ? { ...event, at, key } : { ...event, at };
}

/** The gate with a clock: time only goes on. */
function moved(world: World, move: Move): Transition<World, Effect> {
  const event = eventOf(world, move);
  const next = step(world.gate, event);
  return next.accepted ? { ...next, state: { gate: next.state, now: event.at } } : next;
}

const limits = { requests: 20, windowMs: 300_000 };
const eachStep = always(moved, { gate: reach(initial(partnerId, limits), given(usual, 0)), now: start }, anyMove);

const attempts = (effects: readonly Effect[]) => effects.filter(({ type }) => type !== 'reportRefusedCredentials');
const keysOf = ({ queue, parked, inFlight }: State): readonly string[] => [
  ...[...queue, ...parked].map(({ key }) => key),
  ...(inFlight?.type === 'turn' ? [inFlight.key] : []),
];

it('every status is reached', () => {
  const reached = new Set<string>();
  eachStep(({ after }) => reached.add(after.gate.status));
  expect([...reached].sort()).toEqual(Object.keys(states).sort());
});

it('a rejected event is answered with a sentence and changes nothing', () => {
  eachStep(({ before, after, answer }) => {
    if (answer.accepted) return;
    expect(answer.reason).toMatch(/^[A-Z].*\.$/);
    expect(after).toBe(before);
  });
});

it('the same state and event have the same answer', () => {
  eachStep(({ before, event, answer }) => expect(moved(before, event)).toEqual(answer));
});

it('never are two turns or probes in flight', () => {
  eachStep(({ before, after, answer }) => {
    const started = answer.accepted ? attempts(answer.effects) : [];
    expect(started.length).toBeLessThanOrEqual(1);
    if (started.length === 0) return;
    expect(after.gate.inFlight).toMatchObject(started[0]?.type === 'probe' ? { type: 'probe' } : { type: 'turn' });
    const { inFlight } = before.gate;
    if (inFlight?.type === 'turn' && answer.accepted) expect(after.gate.inFlight).not.toMatchObject({ ...inFlight });
  });
});

it('a key never stands twice', () => {
  eachStep(({ after }) => expect(new Set(keysOf(after.gate)).size).toBe(keysOf(after.gate).length));
});

/** The key that an event may end; `undefined` for none, `null` for all. */
function mayEnd({ gate }: World, event: Event): string | null | undefined {
  const turn = gate.inFlight?.type === 'turn' ? gate.inFlight : null;
  switch (event.type) {
    case 'turnFinished': {
      const isOver = event.outcome === 'done' || event.outcome === 'refused' || gate.status === 'closed';
      return isOver && turn?.key === event.key && turn.again === null ? event.key : undefined;
    }
    case 'turnWithdrawn':
    case 'turnLost':
      return event.key;
    case 'timeCame':
      return turn !== null && turn.again === null && turn.leaseUntil <= event.at ? turn.key : undefined;
    case 'closeRequested':
      return null;
    default:
      return undefined;
  }
}

it('acceptance 76: no key is lost, and none appears that did not ask', () => {
  eachStep(({ before, event, after, answer }) => {
    const sent = eventOf(before, event);
    const ended = mayEnd(before, sent);
    const kept = ended === null ? [] : keysOf(before.gate).filter((key) => key !== ended);
    expect(keysOf(after.gate)).toEqual(expect.arrayContaining([...kept]));
    const asked = sent.type === 'turnRequested' && answer.accepted ? [sent.key] : [];
    expect([...keysOf(before.gate), ...asked]).toEqual(expect.arrayContaining([...keysOf(after.gate)]));
    if (asked.length > 0) expect(keysOf(after.gate)).toContain(asked[0]);
  });
});

it('whatever comes of an extra attempt, the next one by itself is not later than it was to be', () => {
  eachStep(({ before, event, after, answer }) => {
    const sent = eventOf(before, event);
    const planned = conditionOf(before.gate);
    const isOver = before.gate.inFlight?.isExtra === true && after.gate.inFlight !== before.gate.inFlight;
    if (!answer.accepted || !isOver || planned.status !== 'waitingForHalo') return;
    const now = conditionOf(after.gate);
    const asked = 'retryAfterMs' in sent ? sent.at + (sent.retryAfterMs ?? 0) : 0;
    if (now.status === 'waitingForHalo') {
      expect(now.nextAttemptAt).toBeLessThanOrEqual(Math.max(asked, planned.nextAttemptAt));
    }
  });
});

it('turns are granted with the access of the moment, and to no kind that is held', () => {
  eachStep(({ after, answer }) => {
    const { access, inFlight } = after.gate;
    for (const effect of answer.accepted ? answer.effects : []) {
      if (effect.type === 'grantTurn') expect(effect.access).toEqual(access);
      if (effect.type === 'probe') expect(effect.access).toEqual(access?.access);
      if (effect.type === 'grantTurn' && inFlight?.type === 'turn') expect(isHeld(inFlight.kind, access)).toBe(false);
    }
  });
});

it('nothing goes through while credentials are refused, nor after the end, nor in a pause but on demand', () => {
  eachStep(({ before, event, after, answer }) => {
    if (conditionOf(after.gate).status === 'needsReconnect') expect(after.gate.inFlight).toBeNull();
    if (!answer.accepted || attempts(answer.effects).length === 0) return;
    expect(['closed', 'needsReconnect']).not.toContain(after.gate.status);
    expect(before.gate.status).not.toBe('closed');
    if (after.gate.status === 'paused') expect(event.event.type).toBe('tryNowRequested');
  });
});

it('the closed gate stays closed and empty', () => {
  eachStep(({ before, after }) => {
    if (before.gate.status === 'closed') expect(after.gate.status).toBe('closed');
    if (after.gate.status === 'closed') expect(after.gate).toMatchObject({ queue: [], parked: [], access: null });
  });
});

it('the open gate is idle only when nothing may go, and wakes when something may', () => {
  eachStep(({ after: { gate, now }, answer }) => {
    if (!answer.accepted || gate.status !== 'open' || gate.inFlight !== null || gate.access === null) return;
    const next = gate.queue.find(({ kind }) => !isHeld(kind, gate.access));
    if (next === undefined) expect(dueAt(gate)).toBeNull();
    else expect(room(gate.pace, gate.limits, now)).toBeLessThan(3);
    const due = dueAt(gate);
    if (due === null) return;
    expect(due).toBeGreaterThan(now);
    expect(reach(gate, { type: 'timeCame', at: due }).inFlight).toMatchObject({ key: next?.key });
  });
});

it('timeCame too early or twice does no harm', () => {
  eachStep(({ after: { gate, now }, answer }) => {
    if (!answer.accepted) return;
    const due = dueAt(gate);
    if (due !== null && due <= now) return;
    expect(step(gate, { type: 'timeCame', at: now })).toEqual({ accepted: true, state: gate, effects: [] });
  });
});

it('what is awaited was started on entry', () => {
  eachStep(({ before, event, answer, after }) => {
    if (!answer.accepted) return;
    const step = { before: before.gate, event: event.event, after: after.gate };
    const isAwaited = { grantTurn: false, probe: true, reportRefusedCredentials: false };
    const gateAnswer = { ...answer, state: after.gate };
    const { started, due } = startedAndDue({ ...step, answer: gateAnswer }, awaited, isAwaited);
    expect(started).toEqual(due);
  });
});

it('a continue-as-new carries everything over', () => {
  eachStep(({ after: { gate } }) => {
    const carried = unpack(JSON.parse(JSON.stringify(pack(gate))));
    expect({ ...carried, queue: [], parked: [] }).toEqual({ ...gate, queue: [], parked: [] });
    expect(keysOf(carried)).toEqual(keysOf(gate));
  });
});

it('acceptance 76: an outage costs at most 30 attempts in any five minutes, and parks nobody', () => {
  const spreads = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(fc.nat(20), fc.nat(15_000), spreads, (waiting, takesMs, spread) => {
      const keys = Array.from({ length: waiting }, (_, index) => requested(`k${index}`, 1));
      const options = { until: second(7200), takesMs, requests: 1, isUp: () => false };
      const full = reach(initial(partnerId), given(usual, 0), ...keys);
      const down = drive(full, second(1), { ...options, spread: () => spread.next().value ?? 0 });
      const inWindow = down.calls.map(({ at }) => down.calls.filter((one) => one.at <= at && one.at > at - 300_000));
      for (const calls of inWindow) expect(calls.length).toBeLessThanOrEqual(30);
      expect(down.state.parked).toEqual([]);
      expect(keysOf(down.state)).toHaveLength(waiting);
    }),
  );
});

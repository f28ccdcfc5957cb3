import fc from 'fast-check';
import type { Transition } from '../../domain/transition';
import type { HasType, Step } from './machine';

export interface Taken<State, Event, Effect> {
  readonly before: State;
  readonly event: Event;
  readonly answer: Transition<State, Effect>;
  readonly after: State;
}

/** Asserts something of every step of any walk: whatever is sent, in whatever order, late and repeated events among it. */
export const alwaysFrom =
  <State, Event, Effect>(
    transition: Step<State, Event, Effect>,
    starts: readonly [State, ...State[]],
    anyEvent: fc.Arbitrary<Event>,
  ) =>
  (holds: (step: Taken<State, Event, Effect>) => void): void =>
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.array(anyEvent, { maxLength: 60, size: 'max' }), (start, events) => {
        for (const step of walk(transition, start, events)) holds(step);
      }),
    );

/** The same of every walk from one state. */
export const always = <State, Event, Effect>(
  transition: Step<State, Event, Effect>,
  initial: State,
  anyEvent: fc.Arbitrary<Event>,
) => alwaysFrom(transition, [initial], anyEvent);

/** Sends events one after the other. State and event are frozen, so that a machine which changes them in place throws. */
function walk<State, Event, Effect>(
  transition: Step<State, Event, Effect>,
  initial: State,
  events: readonly Event[],
): readonly Taken<State, Event, Effect>[] {
  let state = frozen(initial);
  return events.map((event) => {
    const before = state;
    const answer = transition(before, frozen(event));
    state = answer.accepted ? frozen(answer.state) : before;
    return { before, event, answer, after: state };
  });
}

/** The awaited effects that a step started, and those that it has to start: what is awaited now and was not before; sorted. */
export function startedAndDue<State, Event, Effect extends HasType>(
  { before, answer, after }: Taken<State, Event, Effect>,
  awaited: (state: State) => readonly Effect[],
  isAwaited: Readonly<Record<Effect['type'], boolean>>,
) {
  const ofType = new Map<string, boolean>(Object.entries(isAwaited));
  const already = awaited(before).map((effect) => JSON.stringify(effect));
  return {
    started: answer.accepted ? sorted(answer.effects.filter(({ type }) => ofType.get(type))) : [],
    due: sorted(awaited(after).filter((effect) => !already.includes(JSON.stringify(effect)))),
  };
}

const sorted = <Effect extends HasType>(effects: readonly Effect[]): readonly Effect[] =>
  effects.toSorted((one, other) => one.type.localeCompare(other.type));

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

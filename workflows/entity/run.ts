import type { Rules } from '../../domain/transition';
import { untilAnswered } from '../calls/until-answered';
import { live } from './live';
import type { Machine } from './machine';
import { createMachine } from './machine';
import type { Operation, Operations } from './operations';
import { createOperations, operationAttributes } from './operations';
import type { Shown } from './publish';
import { createPublisher } from './publish';
import type { RunningOptions } from './running-effects';

/** What one kind of entity adds to the life that all entities share. */
interface Entity<State, Event, Effect> extends Pick<RunningOptions<Event, Effect>, 'outlives'> {
  /** The entity's machine in `domain/`. */
  readonly rules: Rules<State, Event, Effect>;
  readonly initial: State;
  /** The newest operations of the run before. */
  readonly operations: readonly Operation[];
  readonly continueAfterEvents: number;
  /** Sets the handlers of Updates, Signals and Queries. */
  handle(machine: Machine<State, Event>, operations: Operations): void;
  /** Carries out one effect and gives its outcome, good or bad, as an event. */
  perform(effect: Effect, machine: Machine<State, Event>): Promise<Event | null>;
  /** Whether an awaited effect only waits for its time or its turn, so that the next run can start it anew. */
  waits(effect: Effect): boolean;
  /** Whether the entity allows a continue-as-new now; the machine is asked as well. */
  mayContinue(): boolean;
  shown(state: State): Shown;
  /** When something is due although nothing happens (milliseconds since 1970), or null. */
  dueAt(state: State): number | null;
  /** What is due then; null when the Workflow may end. */
  due(state: State): Event | null;
  continueAsNew(state: State, operations: readonly Operation[]): Promise<never>;
}

/** The life of an entity Workflow, until it may end; gives its last state. */
export async function runEntity<State, Event, Effect>(entity: Entity<State, Event, Effect>): Promise<State> {
  const operations = createOperations(entity.operations);
  const publisher = createPublisher<State>((state) => {
    const shown = entity.shown(state);
    return { ...shown, attributes: [...shown.attributes, ...operationAttributes(operations.recent())] };
  });
  const machine: Machine<State, Event> = createMachine<State, Event, Effect>({
    rules: entity.rules,
    initial: entity.initial,
    waits: entity.waits,
    outlives: entity.outlives,
    perform: (effect) => untilAnswered(() => entity.perform(effect, machine)),
    entered: publisher.entered,
  });
  entity.handle(machine, operations);
  await live({
    // The entity is asked first: a gate compares each Workflow Task with the one before.
    isIdle: () => entity.mayContinue() && machine.isIdle(),
    continueAfterEvents: entity.continueAfterEvents,
    dueAt: () => entity.dueAt(machine.state()),
    due: () => {
      const event = entity.due(machine.state());
      if (event === null) return 'ended';
      machine.send(event);
      return 'goesOn';
    },
    continueAsNew: () => {
      publisher.flush();
      return entity.continueAsNew(machine.state(), operations.recent());
    },
  });
  publisher.flush();
  return machine.state();
}

import type { SearchAttributeUpdatePair, UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import type { Problem } from '../../domain/schema';
import { REFUSED, searchAttributes, searchableOperation } from '../messages';
import type { Machine } from './machine';

/** One command that was carried out; the id of its Update begins with the caller's Idempotency-Key. */
export interface Operation {
  readonly id: string;
  readonly refusal: Problem | null;
}

interface Handler<Input, Answer> {
  /** Throws to reject the command before it leaves a trace in the history. */
  validate(input: Input): void;
  /** Carries the command out; a Problem is a no from HaloPSA. */
  run(input: Input): Promise<Problem | null>;
  answer(input: Input): Answer;
}

/** Handles a command that is done as soon as the machine has taken its event. */
export const doneAtOnce = <State, Event, Input, Answer>(
  machine: Machine<State, Event>,
  eventOf: (input: Input) => Event,
  answer: (input: Input) => Answer,
): Handler<Input, Answer> => ({
  validate: (input) => machine.check(eventOf(input)),
  run: async (input) => {
    machine.send(eventOf(input));
    return null;
  },
  answer,
});

export interface Operations {
  handle<Answer, Input>(definition: UpdateDefinition<Answer, [Input]>, handler: Handler<Input, Answer>): void;
  /** The newest operations first, at most 20. */
  recent(): readonly Operation[];
}

const REMEMBERED = 20;

/**
 * Answers commands so that the same request under the same Idempotency-Key is the same operation. Temporal remembers an
 * Update's id within one run of a Workflow; what is remembered here goes on through a continue-as-new. From its start, so
 * that it can be searched for.
 */
export function createOperations(carried: readonly Operation[]): Operations {
  let operations = carried;
  const known = () => operations.find(({ id }) => id === currentUpdateInfo()?.id);
  const begin = async (run: () => Promise<Problem | null>) => {
    const id = currentUpdateInfo()?.id;
    if (id === undefined) return run();
    operations = [{ id, refusal: null }, ...operations].slice(0, REMEMBERED);
    try {
      const refusal = await run();
      operations = operations.map((one) => (one.id === id ? { id, refusal } : one));
      return refusal;
    } catch (error) {
      operations = operations.filter((one) => one.id !== id);
      throw error;
    }
  };

  return {
    recent: () => operations,
    handle: (definition, { validate, run, answer }) =>
      setHandler(
        definition,
        async (input) => {
          const earlier = known();
          const refusal = earlier === undefined ? await begin(() => run(input)) : earlier.refusal;
          if (refusal !== null) throw refuse(refusal);
          return answer(input);
        },
        { validator: (input) => (known() === undefined ? validate(input) : undefined) },
      ),
  };
}

/** Turns HaloPSA's refusal into the failure of an Update. */
export const refuse = (problem: Problem) =>
  ApplicationFailure.create({ message: problem.detail, type: REFUSED, nonRetryable: true, details: [problem] });

/** Temporal takes 2,048 bytes of one Search Attribute, and ends a Workflow that writes more. */
const SEARCHABLE_BYTES = 2_000;

/** The Search Attribute by which an operator finds what an operation did: the newest, as far as their ids fit. */
export function operationAttributes(operations: readonly Operation[]): SearchAttributeUpdatePair[] {
  const ids = [...new Set(operations.map(({ id }) => searchableOperation(id)))];
  while (JSON.stringify(ids).length > SEARCHABLE_BYTES) ids.pop();
  return ids.length === 0 ? [] : [{ key: searchAttributes.operationIds, value: ids }];
}

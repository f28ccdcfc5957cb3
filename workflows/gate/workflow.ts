import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import * as domain from '../../domain/gate/machine';
import type { PackedState } from '../../domain/gate/pack';
import { pack, unpack } from '../../domain/gate/pack';
import { summary } from '../../domain/gate/view';
import { live, takenAlong } from '../entity/live';
import type { Machine } from '../entity/machine';
import { createMachine } from '../entity/machine';
import type { Operation } from '../entity/operations';
import { createOperations, operationAttributes } from '../entity/operations';
import type { Shown } from '../entity/publish';
import { publish } from '../entity/publish';
import type { GateInput } from '../messages';
import { CONTINUE_AFTER_EVENTS } from '../messages/timings';
import { handleGateMessages } from './commands';
import { performGate } from './effects';

/** A gate's input, and after a continue-as-new what it takes along. */
export interface HaloGateInput extends GateInput {
  readonly carried?: { readonly state: PackedState; readonly operations: readonly Operation[] };
}

/** What a Workflow Task brings besides a Signal or two. */
const CALM_EVENTS = 8;

/** The turnstile in front of one partner's HaloPSA. It runs until a revoke closes and cancels it. */
export async function haloGate(input: HaloGateInput): Promise<void> {
  const { partnerId, limits, carried, continueAfterEvents = CONTINUE_AFTER_EVENTS } = input;
  const operations = createOperations(carried?.operations ?? []);
  const machine: Machine<domain.State, domain.Event> = createMachine<domain.State, domain.Event, domain.Effect>({
    initial: carried ? unpack(carried.state) : domain.initial(partnerId, limits),
    transition: domain.transition,
    awaited: domain.awaited,
    waits: () => false,
    outlives: () => false,
    perform: (effect) => performGate(effect, partnerId),
    publish: (state) => publish(shown(state, operations.recent())),
  });

  handleGateMessages(machine, operations);
  const isCalm = createCalm();

  await live({
    // Asked first: it compares each Workflow Task of a long history with the one before.
    isIdle: () => isCalm() && machine.isIdle(),
    continueAfterEvents,
    dueAt: () => domain.dueAt(machine.state()),
    due: () => {
      machine.send({ type: 'timeCame', at: Date.now() });
      return 'goesOn';
    },
    continueAsNew: () =>
      makeContinueAsNewFunc<typeof haloGate>(takenAlong())({
        partnerId,
        continueAfterEvents,
        carried: { state: pack(machine.state()), operations: operations.recent() },
      }),
  });
}

/**
 * Whether little has happened since the last Workflow Task. Temporal refuses a continue-as-new while a Signal has come that the
 * Workflow has not seen, and then has it read again from its history; so it is not tried while Signals come fast.
 */
function createCalm(): () => boolean {
  let before = 0;
  let now = 0;
  return () => {
    const { historyLength } = workflowInfo();
    if (historyLength !== now) [before, now] = [now, historyLength];
    return now - before <= CALM_EVENTS;
  };
}

/** What changes with every turn is not shown: an operator reads it from the Workflow's current details, a partner from its Query. */
function shown(state: domain.State, operations: readonly Operation[]): Shown {
  const { status, message, since, problem, whoseMove } = summary(state);
  return {
    status,
    attributes: operationAttributes(operations),
    memo: { status, since, problem },
    details: [
      `Gate of partner ${state.partnerId} to HaloPSA is **${status}**: ${message}`,
      `Whose move: ${whoseMove}. ${state.queue.length} wait, ${state.parked.length} are parked.`,
    ].join('\n\n'),
  };
}

import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import * as gate from '../../domain/gate/machine';
import type { PackedState } from '../../domain/gate/pack';
import { pack, unpack } from '../../domain/gate/pack';
import { summary } from '../../domain/gate/view';
import { takenAlong } from '../entity/live';
import type { Operation } from '../entity/operations';
import type { Shown } from '../entity/publish';
import { runEntity } from '../entity/run';
import type { GateInput } from '../messages';
import { CONTINUE_AFTER_EVENTS } from '../messages';
import { handleGateMessages } from './commands';
import { performGate } from './effects';

/** A gate's input, and after a continue-as-new what it takes along. */
export interface HaloGateInput extends GateInput {
  readonly carried?: { readonly state: PackedState; readonly operations: readonly Operation[] };
}

/** So many events a Workflow Task has when it brings only a Signal or two. */
const CALM_EVENTS = 8;

/** The turnstile in front of one partner's HaloPSA. It runs until a revoke closes and cancels it. */
export async function haloGate(input: HaloGateInput): Promise<void> {
  const { partnerId, limits, carried, continueAfterEvents = CONTINUE_AFTER_EVENTS } = input;
  await runEntity<gate.State, gate.Event, gate.Effect>({
    rules: gate,
    initial: carried ? unpack(carried.state) : gate.initial(partnerId, limits),
    operations: carried?.operations ?? [],
    continueAfterEvents,
    handle: handleGateMessages,
    perform: (effect) => performGate(effect, partnerId),
    waits: () => false,
    outlives: () => false,
    mayContinue: createCalm(),
    shown,
    dueAt: gate.dueAt,
    due: () => ({ type: 'timeCame', at: Date.now() }),
    continueAsNew: (state, operations) =>
      makeContinueAsNewFunc<typeof haloGate>(takenAlong())({
        partnerId,
        continueAfterEvents,
        carried: { state: pack(state), operations },
      }),
  });
}

/**
 * Whether little has happened since the last Workflow Task. Temporal refuses a continue-as-new while a Signal has come that the
 * Workflow has not seen, and then has it read again from its history; so it is not tried while Signals come fast.
 */
function createCalm(): () => boolean {
  let before = 0;
  let newest = 0;
  return () => {
    const { historyLength } = workflowInfo();
    if (historyLength !== newest) [before, newest] = [newest, historyLength];
    return newest - before <= CALM_EVENTS;
  };
}

/** What changes with every turn is not shown: an operator reads it from the Workflow's current details, a partner from its Query. */
function shown(state: gate.State): Shown {
  const { status, message, since, problem, whoseMove } = summary(state);
  const memo = {
    status,
    since,
    problem,
    ...(state.status === 'waitingForHalo' && state.isAnswered && { isAnswered: true }),
  };
  return {
    status,
    attributes: [],
    memo,
    facts: memo,
    details: [
      `Gate of partner ${state.partnerId} to HaloPSA is **${status}**: ${message}`,
      `Whose move: ${whoseMove}. ${state.queue.length} wait, ${state.parked.length} are parked.`,
    ].join('\n\n'),
  };
}

import { makeContinueAsNewFunc, setHandler, workflowInfo } from '@temporalio/workflow';
import * as domain from '../../domain/connection/machine';
import { health, view } from '../../domain/connection/view';
import { live, takenAlong } from '../entity/live';
import type { Machine } from '../entity/machine';
import { createMachine } from '../entity/machine';
import type { Operation } from '../entity/operations';
import { createOperations, operationAttributes } from '../entity/operations';
import type { Shown } from '../entity/publish';
import { publish } from '../entity/publish';
import * as messages from '../messages';
import type { Timings } from '../messages/timings';
import { defaultTimings } from '../messages/timings';
import { createTurns } from '../turn/take';
import { credentialsOf, handleCommands } from './commands';
import { performConnection } from './effects';

const HOUR = 3_600_000;

/** A connection's input, and after a continue-as-new what it takes along. */
export interface HaloConnectionInput extends messages.ConnectionInput {
  readonly carried?: {
    readonly state: domain.State;
    readonly operations: readonly Operation[];
    readonly isTurnAsked: boolean;
  };
}

/** A partner's connection to HaloPSA: connect, ticket mapping, rights, revoke. Ends when there is nothing left to restore. */
export async function haloConnection(input: HaloConnectionInput): Promise<string> {
  const timings = { ...defaultTimings, ...input.timings };
  const operations = createOperations(input.carried?.operations ?? []);
  const turns = createTurns(input.partnerId, input.carried?.isTurnAsked);
  const machine: Machine<domain.State, domain.Event> = createMachine<domain.State, domain.Event, domain.Effect>({
    initial: input.carried?.state ?? domain.initial(input.partnerId),
    transition: domain.transition,
    awaited: domain.awaited,
    waits: ({ type }) => type === 'checkTicketMappingLater',
    outlives: () => false,
    perform: (effect) => performConnection(effect, { state: machine.state(), timings, turns }),
    publish: (state) => publish(shown(state, operations.recent())),
  });

  handleCommands(machine, operations, timings);
  setHandler(messages.getConnectionQuery, () => answer(machine.state()));
  setHandler(messages.getAccessQuery, () => {
    const granted = domain.turnAccess(machine.state());
    return granted ?? { reason: domain.notConnected(machine.state()) };
  });
  setHandler(messages.reconnectNeededSignal, ({ credentials, problem }) =>
    machine.tell({ type: 'reconnectNeeded', credentials, problem, at: new Date().toISOString() }),
  );
  setHandler(messages.gateMissedSignal, () => machine.tell({ type: 'gateMissed' }));

  await live({
    isIdle: () => machine.isIdle() && !turns.isHeld(),
    continueAfterEvents: timings.continueAfterEvents,
    dueAt: () => endsAt(machine.state(), timings),
    due: () => 'ended',
    continueAsNew: () =>
      makeContinueAsNewFunc<typeof haloConnection>(takenAlong())({
        partnerId: input.partnerId,
        timings,
        carried: { state: machine.state(), operations: operations.recent(), isTurnAsked: turns.isAsked() },
      }),
  });
  return health(machine.state()).message;
}

const answer = (state: domain.State): messages.ConnectionAnswer => ({
  partnerPath: state.partnerPath,
  credentials: credentialsOf(state),
  health: health(state),
  view: view(state),
});

/** A disconnected connection ends when nothing is left to restore or to remember. */
function endsAt(state: domain.State, timings: Timings): number | null {
  if (state.status !== 'disconnected') return null;
  const { revocation, refusal } = state;
  const remembered = Date.parse(refusal?.at ?? workflowInfo().startTime.toISOString()) + timings.rememberedHours * HOUR;
  return Math.max(remembered, revocation === null ? 0 : Date.parse(revocation.keptUntil));
}

function shown(state: domain.State, operations: readonly Operation[]): Shown {
  const { message, whoseMove, since, problem } = health(state);
  const lines = [
    `Connection of partner ${state.partnerId} to HaloPSA is **${state.status}** since ${since ?? 'the beginning'}: ${message}`,
    `Whose move: ${whoseMove}. Ticket mapping: ${view(state).ticketMapping.message}`,
    ...(problem === null ? [] : [`Problem ${problem.code}: ${problem.detail}`]),
  ];
  return {
    status: state.status,
    attributes: operationAttributes(operations),
    memo: health(state),
    details: lines.join('\n\n'),
  };
}

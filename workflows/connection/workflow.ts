import { makeContinueAsNewFunc, setHandler, workflowInfo } from '@temporalio/workflow';
import { due, endsAt } from '../../domain/connection/end';
import * as connection from '../../domain/connection/machine';
import { health, summary, view } from '../../domain/connection/view';
import { takenAlong } from '../entity/live';
import type { Machine } from '../entity/machine';
import type { Operation } from '../entity/operations';
import type { Shown } from '../entity/publish';
import { runEntity } from '../entity/run';
import * as messages from '../messages';
import { defaultTimings } from '../messages';
import { createTurns } from '../turn/take';
import { answeringWhenTold, credentialsOf, handleCommands } from './commands';
import { performConnection } from './effects';
import { createTold } from './told';

const HOUR = 3_600_000;

/** A connection's input, and after a continue-as-new what it takes along. */
export interface HaloConnectionInput extends messages.ConnectionInput {
  readonly carried?: {
    readonly state: connection.State;
    readonly operations: readonly Operation[];
    readonly isTurnAsked: boolean;
  };
}

/** A partner's connection to HaloPSA: connect, ticket mapping, rights, revoke. Ends when there is nothing left to restore. */
export async function haloConnection(input: HaloConnectionInput): Promise<string> {
  const { partnerId, carried } = input;
  const timings = { ...defaultTimings, ...input.timings };
  const told = createTold();
  const turns = createTurns(partnerId, carried?.isTurnAsked);
  const remembering = {
    startedAt: workflowInfo().startTime.getTime(),
    rememberedMs: timings.rememberedHours * HOUR,
  };
  const last = await runEntity<connection.State, connection.Event, connection.Effect>({
    rules: connection,
    initial: carried?.state ?? connection.initial(partnerId, input.firstGeneration),
    operations: carried?.operations ?? [],
    continueAfterEvents: timings.continueAfterEvents,
    handle: (machine, operations) => {
      handleCommands(machine, answeringWhenTold(operations, machine, told), timings);
      handleQueries(machine);
      handleSignals(machine);
    },
    perform: async (effect, machine) => {
      const outcome = await performConnection(effect, { state: machine.state(), timings, turns });
      told.note(effect);
      return outcome;
    },
    waits: ({ type }) => type === 'checkTicketMappingLater' || type === 'trySavedCredentials',
    outlives: () => false,
    mayContinue: () => !turns.hasTurn(),
    shown,
    dueAt: (state) => endsAt(state, remembering),
    due: (state) => due(state, { now: Date.now(), knownMs: timings.knownDays * 24 * HOUR }),
    continueAsNew: (state, operations) =>
      makeContinueAsNewFunc<typeof haloConnection>(takenAlong())({
        partnerId,
        timings,
        carried: { state, operations, isTurnAsked: turns.isAsked() },
      }),
  });
  return summary(last).message;
}

type ConnectionMachine = Machine<connection.State, connection.Event>;

function handleQueries(machine: ConnectionMachine): void {
  setHandler(messages.getConnectionQuery, () => answer(machine.state()));
  setHandler(messages.getAccessQuery, () => {
    const access = connection.turnAccess(machine.state());
    return access ?? { reason: connection.notConnected(machine.state()) };
  });
}

function handleSignals(machine: ConnectionMachine): void {
  setHandler(messages.reconnectNeededSignal, ({ credentials, problem }) =>
    machine.notify({ type: 'reconnectNeeded', credentials, problem, at: new Date().toISOString() }),
  );
  setHandler(messages.revokeConnectionSignal, ({ by }) =>
    machine.notify({ type: 'revokeRequested', by, at: new Date().toISOString() }),
  );
  setHandler(messages.partnerPlacedSignal, (place) =>
    machine.notify({ type: 'partnerPlaced', ...place, at: new Date().toISOString() }),
  );
  setHandler(messages.gateMissedSignal, () => machine.notify({ type: 'gateMissed' }));
}

const answer = (state: connection.State): messages.ConnectionAnswer => ({
  partnerPath: state.partnerPath,
  credentials: credentialsOf(state),
  health: health(state),
  view: view(state),
});

function shown(state: connection.State): Shown {
  const { message, whoseMove, since, problem } = summary(state);
  const lines = [
    `Connection of partner ${state.partnerId} to HaloPSA is **${state.status}** since ${since ?? 'the beginning'}: ${message}`,
    `Whose move: ${whoseMove}. Ticket mapping: ${view(state).ticketMapping.message}`,
    ...(problem === null ? [] : [`Problem ${problem.code}: ${problem.detail}`]),
  ];
  return { status: state.status, attributes: [], memo: summary(state), details: lines.join('\n\n') };
}

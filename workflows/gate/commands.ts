import { condition, patched, setHandler } from '@temporalio/workflow';
import type { Event, State } from '../../domain/gate/machine';
import { itemCount, itemOf, itemsOf, standingIn, view } from '../../domain/gate/view';
import { tellWhoEnds } from '../calls/ended';
import type { Machine } from '../entity/machine';
import type { Operations } from '../entity/operations';
import { doneAtOnce } from '../entity/operations';
import * as messages from '../messages';
import { patches } from '../patches';

type GateMachine = Machine<State, Event>;

/** Turns each message into an event. Who asks for turns sends Signals, people send Updates. */
export function handleGateMessages(machine: GateMachine, operations: Operations): void {
  handleTurns(machine);
  handleQueries(machine);
  handlePeople(machine, operations);
  tellWhoEnds();
}

function handleTurns(machine: GateMachine): void {
  setHandler(messages.requestTurnsSignal, (requests) => {
    for (const request of requests) machine.notify({ type: 'turnRequested', ...request, at: Date.now() });
  });
  setHandler(messages.withdrawTurnSignal, ({ key }) => machine.notify({ type: 'turnWithdrawn', key, at: Date.now() }));
  setHandler(messages.finishTurnSignal, (report) =>
    machine.notify({ type: 'turnFinished', ...report, at: Date.now(), spread: Math.random() }),
  );
  setHandler(messages.haloAnsweredSignal, ({ generation }) =>
    machine.notify({ type: 'haloAnswered', generation, at: Date.now() }),
  );
  setHandler(messages.changeAccessSignal, (notice) =>
    machine.notify({ type: 'accessChanged', ...notice, at: Date.now() }),
  );
}

function handleQueries(machine: GateMachine): void {
  setHandler(messages.getGateQuery, () => view(machine.state(), Date.now()));
  setHandler(messages.getGateItemQuery, ({ key }) => itemOf(machine.state(), key));
  setHandler(messages.getGateItemsQuery, ({ offset, limit, view: wanted }) => ({
    items: itemsOf(machine.state(), offset, limit, wanted),
    total: itemCount(machine.state(), wanted),
    ...standingIn(machine.state()),
  }));
}

function handlePeople(machine: GateMachine, operations: Operations): void {
  const shown = () => view(machine.state(), Date.now());
  const atOnce = <Command extends messages.Command>(eventOf: (command: Command) => Event) =>
    doneAtOnce(machine, eventOf, shown);
  operations.handle(
    messages.pauseGateUpdate,
    atOnce(({ by }) => ({ type: 'pauseRequested', by, at: Date.now() })),
  );
  operations.handle(
    messages.resumeGateUpdate,
    atOnce(({ by }) => ({ type: 'resumeRequested', by, at: Date.now() })),
  );
  const tryNow = (isExtra: boolean) =>
    atOnce(({ by }: messages.Command) => ({ type: 'tryNowRequested', by, isExtra, at: Date.now() }));
  operations.handle(messages.tryNowUpdate, {
    ...tryNow(true),
    // A validator leaves no trace in the history, so it may not ask for a patch.
    run: (command) => tryNow(patched(patches.extraAttempts)).run(command),
  });
  operations.handle(
    messages.retryTurnUpdate,
    atOnce(({ key }: messages.RetryCommand) => ({ type: 'retryRequested', key, at: Date.now() })),
  );

  const close = ({ by }: messages.Command): Event => ({ type: 'closeRequested', by, at: Date.now() });
  operations.handle(messages.closeGateUpdate, {
    validate: (command) => machine.check(close(command)),
    run: async (command) => {
      machine.send(close(command));
      await condition(() => machine.state().inFlight === null);
      return null;
    },
    answer: shown,
  });
}

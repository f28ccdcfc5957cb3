import { condition, setHandler } from '@temporalio/workflow';
import type { Event, State } from '../../domain/gate/machine';
import { itemCount, itemOf, itemsOf, view } from '../../domain/gate/view';
import { tellWhoEnds } from '../calls/ended';
import type { Machine } from '../entity/machine';
import type { Operations } from '../entity/operations';
import { atOnce } from '../entity/operations';
import * as messages from '../messages';

/** Turns each message into an event. Who asks for turns sends Signals, people send Updates. */
export function handleGateMessages(machine: Machine<State, Event>, operations: Operations): void {
  const at = () => Date.now();
  const shown = () => view(machine.state(), at());

  setHandler(messages.requestTurnSignal, (request) => machine.tell({ type: 'turnRequested', ...request, at: at() }));
  setHandler(messages.requestTurnsSignal, (requests) => {
    for (const request of requests) machine.tell({ type: 'turnRequested', ...request, at: at() });
  });
  setHandler(messages.withdrawTurnSignal, ({ key }) => machine.tell({ type: 'turnWithdrawn', key, at: at() }));
  setHandler(messages.finishTurnSignal, (report) =>
    machine.tell({ type: 'turnFinished', ...report, at: at(), spread: Math.random() }),
  );
  setHandler(messages.changeAccessSignal, (notice) => machine.tell({ type: 'accessChanged', ...notice, at: at() }));
  tellWhoEnds();

  setHandler(messages.getGateQuery, shown);
  setHandler(messages.getGateItemQuery, ({ key }) => itemOf(machine.state(), key));
  setHandler(messages.getGateItemsQuery, ({ offset, limit }) => ({
    items: itemsOf(machine.state(), offset, limit),
    total: itemCount(machine.state()),
  }));

  const now = <Command extends messages.Command>(eventOf: (command: Command) => Event) =>
    atOnce(machine, eventOf, shown);
  operations.handle(
    messages.pauseGateUpdate,
    now(({ by }) => ({ type: 'pauseRequested', by, at: at() })),
  );
  operations.handle(
    messages.resumeGateUpdate,
    now(({ by }) => ({ type: 'resumeRequested', by, at: at() })),
  );
  operations.handle(
    messages.tryNowUpdate,
    now(({ by }) => ({ type: 'tryNowRequested', by, at: at() })),
  );
  operations.handle(
    messages.retryTurnUpdate,
    now(({ key }: messages.RetryCommand) => ({ type: 'retryRequested', key, at: at() })),
  );

  const close = ({ by }: messages.Command): Event => ({ type: 'closeRequested', by, at: at() });
  operations.handle(messages.closeGateUpdate, {
    validate: (command) => machine.ask(close(command)),
    run: async (command) => {
      machine.send(close(command));
      await condition(() => machine.state().inFlight === null);
      return null;
    },
    answer: shown,
  });
}

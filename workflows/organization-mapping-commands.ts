import { setHandler } from '@temporalio/workflow';
import type { Event, State } from '../domain/organization-mapping';
import { view } from '../domain/organization-mapping-view';
import type { Machine } from './machine';
import * as messages from './messages';
import type { Operations } from './operations';

/** Turns each message into an event; a rejected command leaves no history, a rejected notice changes nothing. */
export function handleOrganizationCommands(
  machine: Machine<State, Event>,
  operations: Operations,
  timings: messages.Timings,
): void {
  const shown = () => view(machine.state());
  const at = () => new Date().toISOString();

  const map = ({ wanted, revision, by }: messages.MapOrganizationCommand): Event => ({
    ...{ type: 'mappingRequested', wanted, revision, by, at: at() },
  });
  operations.handle(messages.mapOrganizationUpdate, {
    validate: (command) => machine.ask(map(command)),
    run: async (command) => {
      const outcome = await machine.settle(map(command), isChecked, timings.answerWithinSeconds);
      return outcome?.type === 'mappingRefused' ? outcome.problem : null;
    },
    answer: shown,
  });

  const unlink = ({ by }: messages.Command): Event => ({ type: 'unlinkRequested', by, at: at() });
  operations.handle(messages.unlinkOrganizationUpdate, {
    validate: (command) => machine.ask(unlink(command)),
    run: async (command) => {
      machine.send(unlink(command));
      return null;
    },
    answer: shown,
  });

  setHandler(messages.organizationReportedSignal, (report) => machine.send({ type: 'organizationReported', report }));
  setHandler(messages.connectionRevokedSignal, ({ siteUrl, keptUntil }) =>
    machine.send({ type: 'connectionRevoked', siteUrl, keptUntil }),
  );
  setHandler(messages.connectionRestoredSignal, ({ siteUrl }) =>
    machine.send({ type: 'connectionRestored', siteUrl, at: at() }),
  );
}

const isChecked = (state: State): boolean => state.status !== 'checking';

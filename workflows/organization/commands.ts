import { setHandler } from '@temporalio/workflow';
import type { FoundNotice } from '../../activities';
import type { Event, State } from '../../domain/organization/machine';
import { view } from '../../domain/organization/view';
import type { Machine } from '../entity/machine';
import type { Operations } from '../entity/operations';
import * as messages from '../messages';
import type { Timings } from '../messages/timings';

/** Turns each message into an event; a rejected command leaves no history, a rejected notice changes nothing. */
export function handleOrganizationCommands(
  machine: Machine<State, Event>,
  operations: Operations,
  timings: Timings,
): void {
  const shown = () => view(machine.state());
  const at = () => new Date().toISOString();

  const map = ({ wanted, revision, by }: messages.MapOrganizationCommand): Event => ({
    type: 'mappingRequested',
    wanted,
    revision,
    by,
    at: at(),
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
      // A write that is under way ends first: after the answer nothing is written.
      await machine.quiet();
      return null;
    },
    answer: shown,
  });

  const debounceUntil = () => new Date(Date.now() + timings.seatDebounceSeconds * 1000).toISOString();
  setHandler(messages.organizationReportedSignal, (report) =>
    machine.tell({ type: 'organizationReported', report, debounceUntil: debounceUntil(), at: at() }),
  );
  setHandler(messages.connectionRevokedSignal, (notice) => machine.tell({ type: 'connectionRevoked', ...notice }));
  setHandler(messages.connectionRestoredSignal, (notice) =>
    machine.tell({ type: 'connectionRestored', ...notice, at: at() }),
  );
  setHandler(messages.reconcileNoticeSignal, (notice) => machine.tell(noticed(notice, at())));
  setHandler(messages.settingsChangedSignal, (settings) =>
    machine.tell({ type: 'settingsChanged', settings, at: at() }),
  );
}

const isChecked = (state: State): boolean => state.status !== 'checking';

function noticed(notice: FoundNotice, at: string): Event {
  switch (notice.type) {
    case 'previewed':
      return { type: 'previewed', by: notice.by, at };
    case 'started':
      return { type: 'startRequested', by: notice.by, at };
    case 'found':
      return { type: 'reconcileFound', licence: notice.licence, at };
    case 'missed':
      return { type: 'reconcileMissed', at };
  }
}

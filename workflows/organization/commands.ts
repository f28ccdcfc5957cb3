import { setHandler } from '@temporalio/workflow';
import { informed } from '../../domain/organization/informed';
import type { Event, State } from '../../domain/organization/machine';
import type { ConnectionNow } from '../../domain/organization/state';
import { view } from '../../domain/organization/view';
import type { OrganizationReport } from '../../domain/schema';
import type { Machine } from '../entity/machine';
import type { Operations } from '../entity/operations';
import type { Timings } from '../messages';
import * as messages from '../messages';

/** Turns each message into an event; a rejected command leaves no history, a rejected notice changes nothing. */
export function handleOrganizationMessages(
  machine: Machine<State, Event>,
  operations: Operations,
  timings: Timings,
): void {
  const shown = () => view(machine.state());
  const isoNow = () => new Date().toISOString();

  const map = (command: messages.MapOrganizationCommand): Event => ({
    type: 'mappingRequested',
    ...command,
    at: isoNow(),
  });
  operations.handle(messages.mapOrganizationUpdate, {
    validate: (command) => machine.check(map(command)),
    run: async (command) => {
      const outcome = await machine.settle(map(command), isChecked, timings.answerWithinSeconds);
      return outcome?.type === 'mappingRefused' ? outcome.problem : null;
    },
    answer: shown,
  });

  const unlink = (command: messages.OrganizationCommand): Event => ({
    type: 'unlinkRequested',
    ...command,
    at: isoNow(),
  });
  operations.handle(messages.unlinkOrganizationUpdate, {
    validate: (command) => machine.check(unlink(command)),
    run: async (command) => {
      machine.send(unlink(command));
      // A write that is under way ends first: after the answer nothing is written.
      await machine.quiet();
      return null;
    },
    answer: shown,
  });

  const debounceUntil = () => new Date(Date.now() + timings.seatDebounceSeconds * 1000).toISOString();
  const reported = (report: OrganizationReport) =>
    machine.notify({ type: 'organizationReported', report, debounceUntil: debounceUntil(), at: isoNow() });
  setHandler(messages.newestReportSignal, reported);
  setHandler(messages.organizationReportedSignal, reported);
  setHandler(messages.organizationNoticeSignal, (notice) => machine.notify({ ...notice, at: isoNow() }));
}

/** The organization with what its connection says; a notice of it may still be on its way. */
export const seenWith = (state: State, connection: ConnectionNow | undefined): State =>
  connection === undefined ? state : informed(state, connection, new Date().toISOString());

const isChecked = (state: State): boolean => state.status !== 'checking';

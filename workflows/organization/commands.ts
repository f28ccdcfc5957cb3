import { setHandler } from '@temporalio/workflow';
import type { Event, State } from '../../domain/organization/machine';
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

  const map = ({ wanted, revision, by }: messages.MapOrganizationCommand): Event => ({
    type: 'mappingRequested',
    wanted,
    revision,
    by,
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

  const unlink = ({ by }: messages.Command): Event => ({ type: 'unlinkRequested', by, at: isoNow() });
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

const isChecked = (state: State): boolean => state.status !== 'checking';

import { setHandler } from '@temporalio/workflow';
import type { Event, State } from '../../domain/organization/machine';
import { row, seatsView } from '../../domain/organization/view';
import { brief, forPerson } from '../calls/activities';
import { failureOf } from '../calls/failure';
import { reportRefusedCredentials } from '../calls/refused-credentials';
import type { Machine } from '../entity/machine';
import type { Operations } from '../entity/operations';
import { doneAtOnce, refuse } from '../entity/operations';
import * as messages from '../messages';
import { seenWith } from './commands';

const { start, sync, approve, dismiss, choose, preview } = messages.seatsUpdates;

/** The commands of an organization's seat sync. Only the preview of one organization waits for HaloPSA. */
export function handleSeatCommands(machine: Machine<State, Event>, operations: Operations): void {
  const isoNow = () => new Date().toISOString();
  const shown = () => seatsView(machine.state());
  setHandler(messages.getSeatsQuery, (connection) => seatsView(seenWith(machine.state(), connection)));

  const atOnce = <Command extends messages.OrganizationCommand>(eventOf: (command: Command) => Event) =>
    doneAtOnce(machine, eventOf, shown);
  operations.handle(
    start,
    atOnce((command: messages.OrganizationCommand) => ({ type: 'startRequested', ...command, at: isoNow() })),
  );
  operations.handle(
    sync,
    atOnce((command: messages.OrganizationCommand) => ({ type: 'syncRequested', ...command, at: isoNow() })),
  );
  operations.handle(
    approve,
    atOnce((command: messages.HeldCommand) => ({ type: 'approveRequested', ...command, at: isoNow() })),
  );
  operations.handle(
    dismiss,
    atOnce((command: messages.HeldCommand) => ({ type: 'dismissRequested', ...command, at: isoNow() })),
  );
  operations.handle(
    choose,
    atOnce((command: messages.ChooseCommand) => ({ type: 'driftChosen', ...command, at: isoNow() })),
  );

  const looked = (command: messages.OrganizationCommand): Event => ({ type: 'previewed', ...command, at: isoNow() });
  setHandler(
    preview,
    async (command) => {
      const row = await previewed(machine.state());
      machine.notify(looked(command));
      return row;
    },
    { validator: (command) => machine.check(looked(command)) },
  );
}

async function previewed(state: State) {
  const { partnerId, report } = state;
  const summary = `read the licence of ${brief(report.name)} for a preview`;
  try {
    return await forPerson(summary).previewSeats({ partnerId, organization: row(state) });
  } catch (error) {
    const failed = failureOf(error);
    await reportRefusedCredentials(partnerId, failed);
    throw refuse(failed.problem);
  }
}

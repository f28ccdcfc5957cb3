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

const { start, sync, approve, dismiss, choose, preview } = messages.seatsUpdates;

/** The commands of an organization's seat sync. Only the preview of one organization waits for HaloPSA. */
export function handleSeatCommands(machine: Machine<State, Event>, operations: Operations): void {
  const isoNow = () => new Date().toISOString();
  const shown = () => seatsView(machine.state());
  setHandler(messages.getSeatsQuery, shown);

  const atOnce = <Command extends messages.Command>(eventOf: (command: Command) => Event) =>
    doneAtOnce(machine, eventOf, shown);
  operations.handle(
    start,
    atOnce(({ by }: messages.Command) => ({ type: 'startRequested', by, at: isoNow() })),
  );
  operations.handle(
    sync,
    atOnce(({ by }: messages.Command) => ({ type: 'syncRequested', by, at: isoNow() })),
  );
  operations.handle(
    approve,
    atOnce(({ by, count }: messages.HeldCommand) => ({ type: 'approveRequested', by, count, at: isoNow() })),
  );
  operations.handle(
    dismiss,
    atOnce(({ by, count }: messages.HeldCommand) => ({ type: 'dismissRequested', by, count, at: isoNow() })),
  );
  operations.handle(
    choose,
    atOnce(({ by, choice, theirs }: messages.ChooseCommand) => ({
      type: 'driftChosen',
      by,
      choice,
      theirs,
      at: isoNow(),
    })),
  );

  setHandler(
    preview,
    async ({ by }) => {
      const row = await previewed(machine.state());
      machine.notify({ type: 'previewed', by, at: isoNow() });
      return row;
    },
    { validator: ({ by }) => machine.check({ type: 'previewed', by, at: isoNow() }) },
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

import { setHandler } from '@temporalio/workflow';
import type { Event, State } from '../../domain/organization/machine';
import { row, seatsView } from '../../domain/organization/view';
import { asked, brief } from '../calls/activities';
import { failureOf } from '../calls/failure';
import { reportRefusedCredentials } from '../calls/refused-credentials';
import type { Machine } from '../entity/machine';
import type { Operations } from '../entity/operations';
import { atOnce, refuse } from '../entity/operations';
import * as messages from '../messages';

const { start, sync, approve, dismiss, choose, preview } = messages.seatsUpdates;

/** What a person says of an organization's seat sync. Nothing here waits for HaloPSA, but the preview of one organization. */
export function handleSeatCommands(machine: Machine<State, Event>, operations: Operations): void {
  const at = () => new Date().toISOString();
  const shown = () => seatsView(machine.state());
  setHandler(messages.getSeatsQuery, shown);

  const now = <Command extends messages.Command>(eventOf: (command: Command) => Event) =>
    atOnce(machine, eventOf, shown);
  operations.handle(
    start,
    now(({ by }: messages.Command) => ({ type: 'startRequested', by, at: at() })),
  );
  operations.handle(
    sync,
    now(({ by }: messages.Command) => ({ type: 'syncRequested', by, at: at() })),
  );
  operations.handle(
    approve,
    now(({ by, count }: messages.HeldCommand) => ({ type: 'approveRequested', by, count, at: at() })),
  );
  operations.handle(
    dismiss,
    now(({ by, count }: messages.HeldCommand) => ({ type: 'dismissRequested', by, count, at: at() })),
  );
  operations.handle(
    choose,
    now(({ by, choice, theirs }: messages.ChooseCommand) => ({ type: 'driftChosen', by, choice, theirs, at: at() })),
  );

  setHandler(
    preview,
    async ({ by }) => {
      const row = await previewed(machine.state());
      machine.tell({ type: 'previewed', by, at: at() });
      return row;
    },
    { validator: ({ by }) => machine.ask({ type: 'previewed', by, at: at() }) },
  );
}

async function previewed(state: State) {
  const { partnerId, report } = state;
  const summary = `read the licence of ${brief(report.name)} for a preview`;
  try {
    return await asked(summary).previewSeats({ partnerId, organization: row(state) });
  } catch (error) {
    const failed = failureOf(error);
    await reportRefusedCredentials(partnerId, failed);
    throw refuse(failed.problem);
  }
}

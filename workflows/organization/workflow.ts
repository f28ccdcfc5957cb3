import { makeContinueAsNewFunc, patched, setHandler } from '@temporalio/workflow';
import * as organization from '../../domain/organization/machine';
import { row, view } from '../../domain/organization/view';
import type { OrganizationRow } from '../../domain/organization/view-schema';
import { takenAlong } from '../entity/live';
import type { Operation } from '../entity/operations';
import type { Shown } from '../entity/publish';
import { runEntity } from '../entity/run';
import * as messages from '../messages';
import { defaultTimings } from '../messages';
import { patches } from '../patches';
import { createTurns } from '../turn/take';
import { handleOrganizationMessages, seenWith } from './commands';
import { performOrganization } from './effects';
import { handleSeatCommands } from './seat-commands';

/** An organization's input, and after a continue-as-new what it takes along. */
export interface OrganizationMappingInput extends messages.OrganizationMappingInput {
  readonly carried?: {
    readonly state: organization.State;
    readonly operations: readonly Operation[];
    readonly isTurnAsked: boolean;
  };
}

/** One organization: what the portal reports of it, and the Customer and Software Licence that it is mapped to. */
export async function organizationMapping(input: OrganizationMappingInput): Promise<void> {
  const { partnerId, organizationId, report, carried } = input;
  const timings = { ...defaultTimings, ...input.timings };
  const turns = createTurns(partnerId, carried?.isTurnAsked);
  await runEntity<organization.State, organization.Event, organization.Effect>({
    rules: organization,
    initial: carried?.state ?? organization.initial(partnerId, organizationId, report),
    operations: carried?.operations ?? [],
    continueAfterEvents: timings.continueAfterEvents,
    handle: (machine, operations) => {
      handleOrganizationMessages(machine, operations, timings);
      handleSeatCommands(machine, operations);
      setHandler(messages.getOrganizationQuery, (connection) => view(seenWith(machine.state(), connection)));
    },
    perform: (effect, machine) => performOrganization(effect, { machine, turns }),
    waits: ({ type }) => waiting.includes(type),
    // The seats may have been written although the effect was cancelled.
    outlives: ({ type }) => type === 'decided' || type === 'writeRefused',
    mayContinue: () => !turns.hasTurn(),
    shown,
    dueAt: keptUntil,
    due: () => ({ type: 'keptExpired', at: new Date().toISOString() }),
    continueAsNew: (state, operations) =>
      makeContinueAsNewFunc<typeof organizationMapping>(takenAlong())({
        partnerId,
        organizationId,
        report: state.report,
        timings,
        carried: { state, operations, isTurnAsked: turns.isAsked() },
      }),
  });
}

const waiting: readonly organization.Effect['type'][] = ['checkMappingLater', 'syncSeats', 'waitForDebounce'];

const keptUntil = (state: organization.State): number | null =>
  state.status === 'kept' ? Date.parse(state.keptUntil) : null;

/** Runs that began before a row said what it does today go on as they did, until they continue as new. */
function memoOf(state: organization.State): object {
  const shownRow = row(state);
  const sync = syncOf(shownRow);
  if (patched(patches.differenceInRows)) return { ...shownRow, sync };
  const { before: _before, after: _after, ...without } = sync;
  return { ...shownRow, sync: without };
}

function syncOf({ sync }: OrganizationRow): OrganizationRow['sync'] {
  const isHalos = sync.status === 'waiting' && sync.whoseMove === 'halo';
  return isHalos && !patched(patches.seatsWaitForHalo) ? { ...sync, whoseMove: 'us' } : sync;
}

function shown(state: organization.State): Shown {
  const { message, whoseMove } = row(state);
  const mapping = organization.mappingOf(state);
  return {
    status: state.status,
    attributes: [
      { key: messages.searchAttributes.customerId, value: mapping === null ? null : `${mapping.customerId}` },
      { key: messages.searchAttributes.softwareLicenceId, value: mapping?.softwareLicenceId ?? null },
      { key: messages.searchAttributes.seatSync, value: state.status === 'mapped' ? state.seats.status : null },
    ],
    memo: memoOf(state),
    details: `**${state.report.name}** (${state.report.status}) is **${state.status}**: ${message}\n\nWhose move: ${whoseMove}.`,
  };
}

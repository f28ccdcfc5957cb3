import { makeContinueAsNewFunc, setHandler } from '@temporalio/workflow';
import * as domain from '../../domain/organization/machine';
import { row, view } from '../../domain/organization/view';
import { live, takenAlong } from '../entity/live';
import type { Machine } from '../entity/machine';
import { createMachine } from '../entity/machine';
import type { Operation } from '../entity/operations';
import { createOperations, operationAttributes } from '../entity/operations';
import type { Shown } from '../entity/publish';
import { publish } from '../entity/publish';
import * as messages from '../messages';
import { defaultTimings } from '../messages/timings';
import { createTurns } from '../turn/take';
import { handleOrganizationCommands } from './commands';
import { performOrganizationMapping } from './effects';
import { handleSeatCommands } from './seat-commands';
import type { Unanswered } from './unanswered';
import { createUnansweredWrites } from './unanswered';

/** An organization's input, and after a continue-as-new what it takes along. */
export interface OrganizationMappingInput extends messages.OrganizationMappingInput {
  readonly carried?: {
    readonly state: domain.State;
    readonly operations: readonly Operation[];
    readonly isTurnAsked: boolean;
    readonly unanswered: Unanswered | null;
  };
}

/** One organization: what the portal reports of it, and the Customer and Software Licence that it is mapped to. */
export async function organizationMapping(input: OrganizationMappingInput): Promise<void> {
  const { partnerId, organizationId, report, carried } = input;
  const timings = { ...defaultTimings, ...input.timings };
  const operations = createOperations(carried?.operations ?? []);
  const turns = createTurns(partnerId, carried?.isTurnAsked);
  const unanswered = createUnansweredWrites(carried?.unanswered);
  const machine: Machine<domain.State, domain.Event> = createMachine<domain.State, domain.Event, domain.Effect>({
    initial: carried?.state ?? domain.initial(partnerId, organizationId, report),
    transition: domain.transition,
    awaited: domain.awaited,
    waits: ({ type }) => waiting.includes(type),
    // Something may have been written.
    outlives: ({ type }) => type === 'decided' || type === 'writeRefused',
    perform: (effect) => performOrganizationMapping(effect, { current: machine.state, turns, unanswered }),
    publish: (state) => publish(shown(state, operations.recent())),
  });

  handleOrganizationCommands(machine, operations, timings);
  handleSeatCommands(machine, operations);
  setHandler(messages.getOrganizationQuery, () => view(machine.state()));

  await live({
    isIdle: () => machine.isIdle() && !turns.isHeld(),
    continueAfterEvents: timings.continueAfterEvents,
    dueAt: () => keptUntil(machine.state()),
    due: () => {
      machine.send({ type: 'keptExpired', at: new Date().toISOString() });
      return 'goesOn';
    },
    continueAsNew: () =>
      makeContinueAsNewFunc<typeof organizationMapping>(takenAlong())({
        partnerId,
        organizationId,
        report: machine.state().report,
        timings,
        carried: {
          state: machine.state(),
          operations: operations.recent(),
          isTurnAsked: turns.isAsked(),
          unanswered: unanswered.last(),
        },
      }),
  });
}

const waiting: readonly domain.Effect['type'][] = ['checkMappingLater', 'syncSeats', 'waitForDebounce'];

const keptUntil = (state: domain.State): number | null =>
  state.status === 'kept' ? Date.parse(state.keptUntil) : null;

function shown(state: domain.State, operations: readonly Operation[]): Shown {
  const { message, whoseMove } = row(state);
  const mapping = domain.mappingOf(state);
  return {
    status: state.status,
    attributes: [
      { key: messages.searchAttributes.customerId, value: mapping === null ? null : `${mapping.customerId}` },
      { key: messages.searchAttributes.softwareLicenceId, value: mapping?.softwareLicenceId ?? null },
      { key: messages.searchAttributes.seatSync, value: state.status === 'mapped' ? state.seats.status : null },
      ...operationAttributes(operations),
    ],
    memo: row(state),
    details: `**${state.report.name}** (${state.report.status}) is **${state.status}**: ${message}\n\nWhose move: ${whoseMove}.`,
  };
}

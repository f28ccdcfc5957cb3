import type { Candidate } from '../../domain/access';
import type { Event, State } from '../../domain/connection/machine';
import { savedAccess } from '../../domain/connection/machine';
import { view } from '../../domain/connection/view';
import { replaced } from '../../domain/connection/words';
import type { Problem } from '../../domain/schema';
import type { Machine } from '../entity/machine';
import type { Operations } from '../entity/operations';
import { doneAtOnce } from '../entity/operations';
import * as messages from '../messages';
import type { Timings } from '../messages/timings';
import type { Told } from './told';

const HOUR = 3_600_000;

type ConnectionMachine = Machine<State, Event>;

const isoNow = () => new Date().toISOString();
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();

/** Turns each command into an event, checked first in the validator, so that a refused command leaves no history. */
export function handleCommands(machine: ConnectionMachine, operations: Operations, timings: Timings): void {
  handleCredentials(machine, operations, timings);
  handleSettings(machine, operations, timings);
}

/** Each command is answered when the gate knows what it has changed. */
export const answeringWhenTold = (operations: Operations, machine: ConnectionMachine, told: Told): Operations => ({
  ...operations,
  handle: (definition, handler) =>
    operations.handle(definition, {
      ...handler,
      run: async (input) => {
        const problem = await handler.run(input);
        await told.untilGateKnows(machine.state);
        return problem;
      },
    }),
});

/** What waits for HaloPSA's answer to the credentials: connect, check rights, revoke. */
function handleCredentials(machine: ConnectionMachine, operations: Operations, timings: Timings): void {
  const { answerWithinSeconds: seconds } = timings;
  const shown = () => view(machine.state());

  // An api of before did not send `issuedAt`.
  const connect = ({ candidate, partnerPath, issuedAt = 0, by }: messages.ConnectCommand): Event => ({
    type: 'connectRequested',
    candidate,
    partnerPath,
    issuedAt,
    by,
    at: isoNow(),
  });
  operations.handle(messages.connectUpdate, {
    validate: (command) => machine.check(connect(command)),
    run: async (command) => {
      const isReplaced = isReplacing(command.candidate);
      const isSettled = (state: State, event: Event) => isVerified(state) || isReplaced(state, event);
      const outcome = await machine.settle(connect(command), isSettled, seconds);
      return outcome?.type === 'connectRequested' ? replaced(outcome.by) : problemOf(outcome);
    },
    answer: ({ request }) => ({ view: shown(), credentials: credentialsOf(machine.state()), request }),
  });

  operations.handle(messages.checkRightsUpdate, {
    validate: () => machine.check({ type: 'rightsRequested' }),
    run: async () => problemOf(await machine.settle({ type: 'rightsRequested' }, areRightsChecked, seconds)),
    answer: shown,
  });

  const revoke = ({ by }: messages.Command): Event => ({ type: 'revokeRequested', by, at: isoNow() });
  operations.handle(messages.revokeConnectionUpdate, {
    validate: (command) => machine.check(revoke(command)),
    run: async (command) => problemOf(await machine.settle(revoke(command), isRevoked, seconds)),
    answer: shown,
  });
}

/** What the partner chooses: the ticket mapping and the seat policy. */
function handleSettings(machine: ConnectionMachine, operations: Operations, timings: Timings): void {
  const { answerWithinSeconds: seconds, undoHours } = timings;
  const shown = () => view(machine.state());
  const atOnce = <Command extends messages.Command>(eventOf: (command: Command) => Event) =>
    doneAtOnce(machine, eventOf, shown);

  const save = ({ ticketMapping: wanted, by }: messages.SaveTicketMappingCommand): Event => ({
    type: 'ticketMappingSaved',
    wanted,
    by,
    at: isoNow(),
  });
  operations.handle(messages.saveTicketMappingUpdate, {
    validate: (command) => machine.check(save(command)),
    run: async (command) => problemOf(await machine.settle(save(command), isTicketMappingChecked, seconds)),
    answer: shown,
  });
  operations.handle(
    messages.revokeTicketMappingUpdate,
    atOnce(({ by }) => ({ type: 'ticketMappingRevoked', by, at: isoNow(), undoUntil: inHours(undoHours) })),
  );
  operations.handle(
    messages.undoTicketMappingRevokeUpdate,
    atOnce(() => ({ type: 'ticketMappingRestored', at: isoNow() })),
  );
  operations.handle(
    messages.saveSeatPolicyUpdate,
    atOnce(({ policy }: messages.SaveSeatPolicyCommand) => ({ type: 'seatPolicySaved', policy })),
  );
}

const isVerified = (state: State): boolean => state.status !== 'verifying';

/** Whether what another person, or another press of the button, has typed is being verified instead of `own`. */
const isReplacing =
  (own: Candidate) =>
  (state: State, event: Event): boolean =>
    event.type === 'connectRequested' &&
    event.candidate.credentials !== own.credentials &&
    state.status === 'verifying' &&
    state.candidate.credentials === event.candidate.credentials;

const isRevoked = (state: State): boolean => state.status === 'disconnected';

const isTicketMappingChecked = (state: State): boolean =>
  state.status !== 'connected' || state.ticketMapping.status !== 'checking';

const areRightsChecked = (state: State, event: Event): boolean =>
  savedAccess(state) === null || ['rightsChecked', 'rightsUnchecked', 'reconnectNeeded'].includes(event.type);

/** Why the command was refused, or null. What is saved and checked later was not refused. */
function problemOf(outcome: Event | null): Problem | null {
  switch (outcome?.type) {
    case 'credentialsRefused':
    case 'credentialsUnchecked':
    case 'ticketMappingRefused':
    case 'rightsUnchecked':
      return outcome.problem;
    default:
      return null;
  }
}

/** While new credentials are proved, the old ones stay in use. */
export function credentialsOf(state: State): readonly string[] {
  const own = 'candidate' in state ? [state.candidate.credentials] : [];
  return state.status === 'verifying' ? [...own, ...credentialsOf(state.previous)] : own;
}

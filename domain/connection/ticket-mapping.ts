import type { Actor, Problem, TicketMapping } from '../schema';
import type { Transition } from '../transition';
import { accepting, reject } from '../transition';
import type { TicketMappingNames } from './view-schema';

export type { TicketMappingNames } from './view-schema';

interface Choice {
  readonly wanted: TicketMapping;
  readonly by: Actor;
  readonly at: string;
}

type NotSet = { readonly status: 'notSet' };
/** Not accepted by HaloPSA yet, or not at all; what it was to replace stays in force. */
export interface Unproved extends Choice {
  readonly problem: Problem;
  readonly replaces: Saved | null;
}
type PendingCheck = Unproved & { readonly status: 'pendingCheck' };
type Refused = Unproved & { readonly status: 'refused' };
export type Saved = Choice & { readonly status: 'set'; readonly names: TicketMappingNames };
type Revoked = {
  readonly status: 'revoked';
  readonly kept: Saved | PendingCheck | Refused;
  readonly by: Actor;
  readonly at: string;
  readonly undoUntil: string;
};
type Settled = NotSet | PendingCheck | Refused | Saved | Revoked;
type Checking = Choice & { readonly status: 'checking'; readonly previous: Settled };

/** A partner's ticket mapping, inside the connection. Tickets and seats go by what is in force. */
export type State = Settled | Checking;

export type Event =
  | { readonly type: 'ticketMappingSaved'; readonly wanted: TicketMapping; readonly by: Actor; readonly at: string }
  | { readonly type: 'ticketMappingChecked'; readonly names: TicketMappingNames }
  | { readonly type: 'ticketMappingRefused'; readonly problem: Problem }
  | { readonly type: 'ticketMappingUnchecked'; readonly problem: Problem }
  | { readonly type: 'ticketMappingRevoked'; readonly by: Actor; readonly at: string; readonly undoUntil: string }
  | { readonly type: 'ticketMappingRestored'; readonly at: string };

export type Effect =
  | { readonly type: 'checkTicketMapping'; readonly wanted: TicketMapping }
  | { readonly type: 'checkTicketMappingLater'; readonly wanted: TicketMapping };

export const initial: State = { status: 'notSet' };

const to = accepting<State>();

export function transition(state: State, event: Event): Transition<State> {
  switch (event.type) {
    case 'ticketMappingSaved':
      return saved(state, event);
    case 'ticketMappingChecked':
      if (!isBeingChecked(state)) return reject('No ticket mapping is being checked.');
      return to({ status: 'set', ...choice(state), names: event.names });
    case 'ticketMappingRefused':
      if (state.status === 'checking') return to(state.previous);
      if (state.status !== 'pendingCheck') return reject('No ticket mapping is being checked.');
      return to({ ...state, status: 'refused', problem: event.problem });
    case 'ticketMappingUnchecked':
      if (state.status !== 'checking') return reject('No ticket mapping is being checked.');
      return to({
        status: 'pendingCheck',
        ...choice(state),
        problem: event.problem,
        replaces: inForce(state.previous),
      });
    case 'ticketMappingRevoked':
      return revoked(state, event);
    case 'ticketMappingRestored':
      if (state.status !== 'revoked') return reject('There is no revoked ticket mapping to bring back.');
      if (event.at > state.undoUntil) return reject('The time to undo has passed. Choose the ticket mapping again.');
      return to(state.kept);
  }
}

/** The ticket mapping that tickets and seats go by: the newest that HaloPSA has accepted, unless it was revoked. */
export function inForce(state: State): Saved | null {
  switch (state.status) {
    case 'set':
      return state;
    case 'pendingCheck':
    case 'refused':
      return state.replaces;
    case 'checking':
      return inForce(state.previous);
    case 'notSet':
    case 'revoked':
      return null;
  }
}

/** HaloPSA is asked whether it knows the four choices: at once, or in a turn when it could not be asked. */
export function awaited(state: State): readonly Effect[] {
  switch (state.status) {
    case 'checking':
      return [{ type: 'checkTicketMapping', wanted: state.wanted }];
    case 'pendingCheck':
      return [{ type: 'checkTicketMappingLater', wanted: state.wanted }];
    case 'notSet':
    case 'set':
    case 'refused':
    case 'revoked':
      return [];
  }
}

function saved(state: State, event: Extract<Event, { type: 'ticketMappingSaved' }>): Transition<State> {
  const { wanted, by, at } = event;
  if (state.status === 'checking') {
    return same(state.wanted, wanted)
      ? to(state)
      : reject(`${state.by.name} is just saving a ticket mapping. Look again in a moment.`);
  }
  if (state.status === 'set' && same(state.wanted, wanted)) return to(state);
  return to({ status: 'checking', wanted, by, at, previous: state });
}

function revoked(state: State, event: Extract<Event, { type: 'ticketMappingRevoked' }>): Transition<State> {
  const held = state.status === 'checking' ? state.previous : state;
  if (held.status === 'notSet' || held.status === 'revoked') return to(held);
  return to({ status: 'revoked', kept: held, by: event.by, at: event.at, undoUntil: event.undoUntil });
}

const isBeingChecked = (state: State): state is Checking | PendingCheck =>
  state.status === 'checking' || state.status === 'pendingCheck';

const choice = ({ wanted, by, at }: Choice): Choice => ({ wanted, by, at });

const same = (a: TicketMapping, b: TicketMapping): boolean =>
  a.seatCount === b.seatCount &&
  a.ticketTypeId === b.ticketTypeId &&
  a.slaId === b.slaId &&
  a.priorityId === b.priorityId;

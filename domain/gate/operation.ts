import type { OrganizationRow } from '../organization/view-schema';
import type { OrganizationId, WhoseMove } from '../schema';
import type { StuckStatus } from '../seats/stuck';
import { isStuck } from '../seats/stuck';
import type { Move, Operation, OperationCounts } from './operation-schema';
import type { GateItem, Standing } from './view';
import type { CountByKind, GateView } from './view-schema';
import { itemWords } from './words';

/** The calls by which a partner gives that word. */
const movesOfSeats: Readonly<Record<StuckStatus, readonly Move[]>> = {
  held: ['approveSeats', 'dismissSeats'],
  drift: ['chooseSeats'],
  needsYou: ['syncSeats'],
};

/** A seat sync as a line of the operations list; null where it does not wait for its partner, or nothing is mapped. `id` is its key at the gate. */
export function ofSeats(
  { organizationId, name, status: mapping, sync }: OrganizationRow,
  id: string,
): Operation | null {
  const { status, message, since, problem } = sync;
  if (mapping !== 'mapped' || !isStuck(status)) return null;
  return {
    id,
    kind: 'seatSync',
    status,
    organizationId,
    organization: name,
    message,
    whoseMove: 'you',
    moves: movesOfSeats[status],
    since,
    attempts: 0,
    problem,
    nextAttemptAt: null,
  };
}

const movesOfItem: Readonly<Record<GateItem['status'], readonly Move[]>> = {
  inTurn: [],
  waiting: [],
  held: ['saveTicketMapping'],
  parked: ['retryOperation'],
};

const moverOfItem: Readonly<Record<GateItem['status'], WhoseMove>> = {
  inTurn: 'halo',
  waiting: 'halo',
  held: 'you',
  parked: 'you',
};

interface Named {
  readonly organizationId: OrganizationId | null;
  readonly name: string | null;
}

/** What stands at the gate as a line of the operations list. */
export function ofItem(item: GateItem, { organizationId, name }: Named): Operation {
  const { key, kind, status, since, attempts, problem, nextAttemptAt } = item;
  return {
    id: key,
    kind,
    status,
    organizationId,
    organization: name,
    message: itemWords[status],
    whoseMove: moverOfItem[status],
    moves: movesOfItem[status],
    since,
    attempts,
    problem,
    nextAttemptAt,
  };
}

/** How many operations each view has: `toDecide` seat syncs wait for their partner's word, the others stand at the gate. */
export const operationCounts = ({ waiting, held, parked }: Standing, toDecide: number): OperationCounts => ({
  all: waiting + toDecide + parked + held,
  waiting,
  toDecide,
  parked,
  held,
});

type Counted = Pick<GateView, 'waiting' | 'held' | 'parked'>;

export const standingOf = (gate: Counted | null): Standing => ({
  waiting: sum(gate?.waiting),
  held: sum(gate?.held),
  parked: gate?.parked ?? 0,
});

const sum = (counts: CountByKind | undefined): number =>
  Object.values(counts ?? {}).reduce((total, count) => total + count, 0);

/** How much stands at the gate: what waits, is held or is parked. */
export const unsent = (gate: Counted | null): number => operationCounts(standingOf(gate), 0).all;

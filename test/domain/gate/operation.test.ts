import { ticketMappingView } from '../../../domain/connection/view';
import { forEachKind } from '../../../domain/gate/kinds';
import { ofItem, ofSeats, operationCounts, standingOf, unsent } from '../../../domain/gate/operation';
import { Operation } from '../../../domain/gate/operation-schema';
import type { GateItem } from '../../../domain/gate/view';
import { countsOf } from '../../../domain/organization/list';
import { row } from '../../../domain/organization/view';
import type { WhoseMove } from '../../../domain/schema';
import { stuckStatuses } from '../../../domain/seats/stuck';
import { states as ticketMappings } from '../connection/ticket-mapping-states';
import { states, variants } from '../organization/states';
import { minute, unavailable } from '../samples';

const item: GateItem = {
  key: 'organization-mapping:p-1:o-1',
  kind: 'seatSync',
  status: 'waiting',
  since: minute(1),
  attempts: 2,
  lastFailedAt: minute(2),
  problem: unavailable,
  nextAttemptAt: minute(3),
};

test.each<[GateItem['status'], string, string, readonly string[]]>([
  ['inTurn', 'On its way to HaloPSA.', 'halo', []],
  ['waiting', 'Waits for its turn with HaloPSA.', 'halo', []],
  ['held', 'Waits for the ticket mapping to be chosen.', 'you', ['saveTicketMapping']],
  ['parked', 'HaloPSA failed on it again and again; look at it and retry.', 'you', ['retryOperation']],
])('what is %s at the gate: "%s" it is the move of %s, by %j', (status, message, whoseMove, moves) => {
  const operation = ofItem({ ...item, status }, { organizationId: 'o-1', name: 'Initech' });
  expect(operation).toEqual({
    id: item.key,
    kind: 'seatSync',
    status,
    organizationId: 'o-1',
    organization: 'Initech',
    message,
    whoseMove,
    moves,
    since: minute(1),
    attempts: 2,
    problem: unavailable,
    nextAttemptAt: minute(3),
  });
  expect(Operation.parse(operation)).toEqual(operation);
});

const held = row(variants['mapped (held)']);

test.each<[(typeof stuckStatuses)[number], readonly string[]]>([
  ['held', ['approveSeats', 'dismissSeats']],
  ['drift', ['chooseSeats']],
  ['needsYou', ['syncSeats']],
])('a seat sync that is %s waits for its partner, who moves it by %j', (status, moves) => {
  const operation = ofSeats({ ...held, sync: { ...held.sync, status } }, 'key');
  const { message, since } = held.sync;
  expect(operation).toMatchObject({ id: 'key', kind: 'seatSync', status, message, moves, since });
  expect(operation).toMatchObject({ whoseMove: 'you', nextAttemptAt: null });
  expect(Operation.parse(operation)).toEqual(operation);
});

test.each(['notStarted', 'inSync', 'debouncing', 'waiting', 'off'] as const)(
  'a seat sync that is %s does not wait for its partner',
  (status) => {
    expect(ofSeats({ ...held, sync: { ...held.sync, status } }, 'key')).toBeNull();
    expect(stuckStatuses).not.toContain(status);
  },
);

it.each<[string, { readonly whoseMove: WhoseMove }]>([
  ['a seat sync', row(variants['mapped (syncing)']).sync],
  ['the check of a mapping', row(states.pendingCheck)],
  ['the check of a ticket mapping', ticketMappingView(ticketMappings.pendingCheck)],
])('%s that waits for HaloPSA is its move, wherever one reads of it', (_name, { whoseMove }) => {
  const named = { organizationId: null, name: null };
  expect(ofItem({ ...item, status: 'waiting' }, named).whoseMove).toBe(whoseMove);
  expect(ofItem({ ...item, status: 'inTurn' }, named).whoseMove).toBe(whoseMove);
});

it.each(Object.entries({ ...states, ...variants }))(
  'an organization that is %s is counted as it is listed',
  (_, of) => {
    const { views, toDecide } = countsOf([row(of)]);
    expect(toDecide).toBe(ofSeats(row(of), 'key') === null ? 0 : 1);
    expect(toDecide).toBeLessThanOrEqual(views.needsYou);
    expect(operationCounts(standingOf(null), toDecide)).toEqual({
      all: toDecide,
      waiting: 0,
      toDecide,
      parked: 0,
      held: 0,
    });
  },
);

it('names the organization that the seat sync is of', () => {
  const { organizationId, name } = row(states.mapped);
  expect(ofSeats(held, 'key')).toMatchObject({ organizationId, organization: name });
});

it('counts as unsent what waits, is held or is parked, and nothing where there is no gate', () => {
  const none = forEachKind(() => 0);
  expect(unsent({ waiting: { ...none, seatSync: 2 }, held: { ...none, incident: 3 }, parked: 4 })).toBe(9);
  expect(unsent({ waiting: none, held: none, parked: 0 })).toBe(0);
  expect(unsent(null)).toBe(0);
});

it.each(['kept', 'unmapped', 'needsAttention'] as const)(
  'is none while the organization is %s: nothing is on its way',
  (status) => {
    expect(ofSeats({ ...held, status }, 'key')).toBeNull();
  },
);

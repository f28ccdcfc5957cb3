import { standsAtGate, withItem } from '../../../domain/gate/parked';
import type { GateItem } from '../../../domain/gate/view';
import { view } from '../../../domain/seats/view';
import type { SeatsView } from '../../../domain/seats/view-schema';
import { unavailable } from '../samples';
import { context, states } from '../seats/samples';

const shown = Object.values(states).map((state): [SeatsView['status'], SeatsView] => [
  state.status,
  view(state, context),
]);

test.each(shown)('the gate is asked about a seat sync that is waiting: %s', (status, seats) => {
  expect(standsAtGate(seats)).toBe(status === 'waiting');
});

test.each(shown)('what the gate has parked waits for the partner where it waits for its turn: %s', (status, seats) => {
  const parked = { message: 'HaloPSA failed on it again and again; look at it and retry.', whoseMove: 'you' };
  const known = withItem(seats, { status: 'parked', problem: unavailable });
  expect(known).toEqual(status === 'waiting' ? { ...seats, ...parked, problem: unavailable } : seats);
});

test.each<[GateItem['status']]>([['inTurn'], ['waiting'], ['held']])(
  'what is %s at the gate goes on by itself, or by the ticket mapping',
  (status) => {
    for (const [, seats] of shown) expect(withItem(seats, { status, problem: unavailable })).toBe(seats);
  },
);

it('says nothing else of what does not stand at the gate', () => {
  for (const [, seats] of shown) expect(withItem(seats, null)).toBe(seats);
});

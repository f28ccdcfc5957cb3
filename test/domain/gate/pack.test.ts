import fc from 'fast-check';
import type { Kind } from '../../../domain/gate/kinds';
import { pack, unpack } from '../../../domain/gate/pack';
import type { Parked, State, Waiting } from '../../../domain/gate/state';
import { unavailable, wrongSecret } from '../samples';
import { failing, finished, reach, ready, requested, second, states, timeCame, variants } from './states';

const at = fc.integer({ min: second(0), max: second(1_000_000) });
const failed = fc.record({
  attempts: fc.nat(5000),
  failures: fc.nat(5),
  lastFailedAt: at,
  problem: fc.constantFrom(unavailable, wrongSecret, { ...unavailable, fields: { siteUrl: 'Down.' } }),
});
const asked = {
  key: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.nat(99_999).map((number) => `incident:p-42:o${number}`),
  ),
  kind: fc.constantFrom<Kind[]>('seatSync', 'mappingCheck', 'ticketMappingCheck', 'incident', 'reconcile'),
  since: at,
};
const waiting: fc.Arbitrary<Waiting> = fc.record({ ...asked, failed: fc.option(failed) });
const parked: fc.Arbitrary<Parked> = fc.record({ ...asked, failed });

const overTheWire = (state: State): State => unpack(JSON.parse(JSON.stringify(pack(state))));

const toTheSecond = <Entry extends Waiting>(entry: Entry): Entry => ({
  ...entry,
  since: Math.floor(entry.since / 1000) * 1000,
  failed: entry.failed && { ...entry.failed, lastFailedAt: Math.ceil(entry.failed.lastFailedAt / 1000) * 1000 },
});

it.each(Object.entries({ ...states, ...variants }))('carries %s over as it is', (_, state) => {
  expect(overTheWire(state)).toEqual(state);
});

it('carries the last outage over', () => {
  const over = reach(ready, requested('a', 1), failing('a', 2), timeCame(32), finished('a', 33));
  expect(over.lastOutage).toBeDefined();
  expect(overTheWire(over)).toEqual(over);
});

it('carries any queue over in its order, to the second', () => {
  fc.assert(
    fc.property(fc.array(waiting), fc.array(parked), (queue, kept) => {
      const state: State = { ...ready, queue, parked: kept };
      const carried = overTheWire(state);
      expect(carried).toEqual({ ...state, queue: queue.map(toTheSecond), parked: kept.map(toTheSecond) });
      expect(overTheWire(carried)).toEqual(carried);
    }),
  );
});

const crowd = (failedOnce: boolean): State => ({
  ...ready,
  queue: Array.from({ length: 10_000 }, (_, index) => ({
    key: `${index % 3 === 0 ? 'incident:p1:o' : 'organization-mapping:p1:o'}${10_000 + index}`,
    kind: index % 3 === 0 ? ('incident' as const) : ('seatSync' as const),
    since: second(index * 7),
    failed: failedOnce
      ? { attempts: 12, failures: 2, lastFailedAt: second(90_000 + index), problem: unavailable }
      : null,
  })),
});

it('takes at most 300 KB for 10,000 waiting keys, even when all of them have failed', () => {
  expect(JSON.stringify(pack(crowd(false))).length).toBeLessThan(200_000);
  expect(JSON.stringify(pack(crowd(true))).length).toBeLessThan(300_000);
  expect(overTheWire(crowd(true))).toEqual(crowd(true));
});

it('refuses what it did not pack', () => {
  const packed = pack(ready);
  expect(() => unpack({ ...packed, entries: { ...packed.entries, queue: ['?'] } })).toThrow('packed gate');
});

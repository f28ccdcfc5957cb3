import { eventually } from '../../api/running-api';
import { quieten } from '../../journeys/partner';
import {
  countOf,
  quick,
  report,
  requests,
  savePolicy,
  seatsOf,
  syncedOrganization,
  syncingPartner,
  writesTo,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...quick, timings: { seatDebounceSeconds: 10 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

/** Ages, each once, in the order of arrival: the same in every run, and the newest (0) neither first nor last. */
const shuffled = Array.from({ length: 100 }, (_, index) => (index * 37 + 50) % 100);
/** A value of its own for each age, from 13 to 112; the newest is neither the smallest nor the largest. */
const usedAt = (age: number) => 13 + ((age * 41 + 44) % 100);

it('100 reports within the debounce make one write with the newest observation, whatever order they arrive in', async () => {
  const partner = await syncingPartner(system);
  expect(await savePolicy(partner, { largeChange: { percent: 1000, seats: 1000 } })).toMatchObject({ status: 200 });
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  system.simulator.control.requests.clear();
  const newest = Date.now();
  const observed = (age: number) => new Date(newest - age * 10).toISOString();
  const reports = shuffled.map((age) => report(partner, 'o1', usedAt(age), { observedAt: observed(age) }));
  expect(new Set((await Promise.all(reports)).map(({ status }) => status))).toEqual(new Set([200]));
  expect(await seatsOf(partner, 'o1')).toMatchObject({
    status: 'debouncing',
    whoseMove: 'us',
    until: expect.any(String),
  });
  expect(requests(system).total).toBe(0);
  expect(usedAt(0)).toBe(57);
  expect(await written(partner, 'o1', 57)).toMatchObject({ history: [{ before: 12, after: 57 }, {}, {}] });
  expect(countOf(system, licence)).toBe(57);
  expect(requests(system)).toMatchObject({ total: 2, byKind: { read: 1, write: 1 } });
});

it('constant reports do not postpone the write for ever', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  let used = 12;
  const seen = await eventually(
    async () => {
      used = used === 20 ? 13 : used + 1;
      await report(partner, 'o1', used);
      return { ...(await seatsOf(partner, 'o1')), writes: writesTo(system, licence).length };
    },
    ({ writes }) => writes === 2,
    40_000,
  );
  expect(seen).toMatchObject({ writes: 2 });
});

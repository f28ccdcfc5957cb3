import { map, quieten, register, target } from '../../journeys/partner';
import {
  forEach,
  operationsOf,
  operationsWhen,
  quick,
  report,
  seatsWhen,
  syncedOrganization,
  syncingPartner,
  takeApiDown,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

const MANY = 104;

let system: System;
beforeAll(async () => {
  const env = { ...quick.env, GATE_PROBE_FIRST_SECONDS: '2', GATE_PROBE_MAX_SECONDS: '2' };
  system = await startSystem({ ...quick, env, simulator: { customers: MANY } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('pages what waits, the stuck ones first, without leaving out or repeating any', async () => {
  const partner = await syncingPartner(system);
  await syncedOrganization(system, partner, 'stuck', { index: 0, used: 12 });
  await report(partner, 'stuck', 60);
  await seatsWhen(partner, 'stuck', 'held');
  takeApiDown(system);
  await partner.call('POST', '/halopsa/gate/pause');
  const others = Array.from({ length: MANY - 1 }, (_, index) => index + 1);
  await forEach(others, async (index) => {
    await register(partner, `o${index}`);
    expect(await map(partner, `o${index}`, target(system, index))).toMatchObject({ body: { status: 'pendingCheck' } });
  });
  const first = await operationsWhen(partner, ({ total }) => total === MANY);
  expect(first).toMatchObject({ total: MANY, next: '100' });
  expect(first.items).toHaveLength(100);
  expect(first.items[0]).toMatchObject({ status: 'held', organizationId: 'stuck' });
  const second = await operationsOf(partner, first.next ?? '');
  expect(second).toMatchObject({ total: MANY, next: null });
  const ids = [...first.items, ...second.items].map(({ organizationId }) => organizationId);
  expect(new Set(ids).size).toBe(MANY);
  expect(second.items.every(({ organization }) => organization === 'Acme')).toBe(true);
});

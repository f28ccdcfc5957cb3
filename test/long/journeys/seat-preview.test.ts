import { quieten } from '../../journeys/partner';
import {
  forEach,
  mappedCount,
  mappedOrganization,
  previewed,
  previewPage,
  quick,
  requests,
  syncingPartner,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

const MANY = 104;

let system: System;
beforeAll(async () => {
  const env = { ...quick.env, HALO_LIMIT_REQUESTS: '10000' };
  system = await startSystem({ ...quick, env, simulator: { customers: MANY, licencesPerCustomer: 1 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('pages the rows of a dry run, and adds up all of them', async () => {
  const partner = await syncingPartner(system);
  const indexes = Array.from({ length: MANY }, (_, index) => index);
  await forEach(indexes, (index) => mappedOrganization(system, partner, `o${index}`, { index, count: 10, used: 12 }));
  await mappedCount(partner, MANY);
  const { progress, rows } = await previewed(partner);
  expect(progress).toMatchObject({
    compared: MANY,
    findings: { write: MANY },
    totals: { before: MANY * 10, after: MANY * 12 },
  });
  expect(new Set(rows.map(({ organizationId }) => organizationId)).size).toBe(MANY);
  expect(await previewPage(partner)).toMatchObject({ rows: { length: 100 }, next: '100' });
  expect(await previewPage(partner, '100')).toMatchObject({ rows: { length: 4 }, next: null });
  expect(requests(system).byKind.write).toBe(0);
});

import { freePort } from '../../../embedded/ports';
import { quieten } from '../../journeys/partner';
import {
  countOf,
  gateWhen,
  isQuiet,
  quick,
  report,
  syncedOrganizations,
  syncingPartner,
  troubleLicences,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
let port: number;
beforeAll(async () => {
  port = await freePort();
  system = await startSystem({ ...quick, allowedHosts: [`127.0.0.1:${port}`] });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('gets everything through a HaloPSA that comes and goes', async () => {
  const partner = await syncingPartner(system);
  const licences = await syncedOrganizations(system, partner, 4);
  system.simulator.control.requests.clear();
  troubleLicences(system, { kind: 'status', status: 502 }, { flapping: { down: 3, up: 8 } });
  for (const used of [13, 14, 15]) {
    await Promise.all(licences.map((_, index) => report(partner, `o${index}`, used)));
    for (const [index] of licences.entries()) await written(partner, `o${index}`, used);
  }
  expect(licences.map((licence) => countOf(system, licence))).toEqual([15, 15, 15, 15]);
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', parked: 0 });
});

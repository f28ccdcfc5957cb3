import { connect, quieten, revoke, unlink } from '../../journeys/partner';
import {
  connectionOf,
  countOf,
  gateWhen,
  mappingWhen,
  quick,
  report,
  requests,
  saveTicketMapping,
  stays,
  syncedOrganization,
  syncedOrganizations,
  syncingPartner,
  takeApiDown,
  troubleLicences,
  writeInFlight,
  writesTo,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('acceptance 53: a write that takes HaloPSA long is not cut off by the unlink, because HaloPSA would still carry it out', async () => {
  const partner = await syncingPartner(system);
  const licence = await syncedOrganization(system, partner, 'o1', { index: 0, used: 12 });
  troubleLicences(system, { kind: 'latency', milliseconds: 5_000 });
  await report(partner, 'o1', 13);
  await writeInFlight(system, licence);
  expect(await unlink(partner, 'o1')).toMatchObject({ status: 200 });
  const after = countOf(system, licence);
  expect(await stays(() => countOf(system, licence))).toBe(after);
  expect(writesTo(system, licence)).toMatchObject([{ status: 201 }, { status: 201 }]);
});

it('acceptance 67, 68, 70: revoke with HaloPSA down drops what waits; connected again it is checked and arrives', async () => {
  const partner = await syncingPartner(system);
  const licences = await syncedOrganizations(system, partner, 3);
  takeApiDown(system);
  for (const index of [0, 1, 2]) await report(partner, `o${index}`, 13 + index);
  await gateWhen(partner, ({ status, waiting }) => status === 'waitingForHalo' && waiting.seatSync === 3);
  expect(await revoke(partner)).toMatchObject({ status: 200, body: { status: 'disconnected' } });
  const { total } = requests(system);
  await report(partner, 'o0', 15);
  expect(await stays(() => requests(system).total)).toBe(total);
  expect(await mappingWhen(partner, 'o0', 'kept')).toMatchObject({ status: 'kept' });

  system.simulator.control.faults.clear();
  expect(await connect(system, partner)).toMatchObject({ status: 200 });
  expect(await connectionOf(partner)).toMatchObject({ ticketMapping: { status: 'notSet' } });
  for (const index of [0, 1, 2]) {
    expect(await mappingWhen(partner, `o${index}`, 'mapped')).toMatchObject({ status: 'mapped' });
  }
  expect(licences.map((licence) => countOf(system, licence))).toEqual([12, 12, 12]);
  expect(await saveTicketMapping(partner)).toMatchObject({ status: 200 });
  for (const [index, count] of [15, 14, 15].entries()) {
    expect(await written(partner, `o${index}`, count)).toMatchObject({ status: 'inSync' });
  }
  expect(licences.map((licence) => countOf(system, licence))).toEqual([15, 14, 15]);
});

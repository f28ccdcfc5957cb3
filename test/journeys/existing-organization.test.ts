import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import {
  connectedPartner,
  impatient,
  map,
  mappedPartner,
  mapping,
  now,
  quieten,
  register,
  syncedPartner,
  target,
  untilCount,
} from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const licence = (id: number) => system.simulator.control.licences.get(id);

it('acceptance 61: preselects what is saved, and to save it again changes nothing', async () => {
  const partner = await mappedPartner(system);
  const before = (await mapping(partner, 'o1')).body;
  expect(before).toMatchObject({ status: 'mapped', mapping: target(system), target: target(system), revision: 1 });
  const { total } = system.simulator.control.requests.report();
  expect((await map(partner, 'o1', { ...target(system), revision: 1 })).body).toEqual(before);
  expect((await mapping(partner, 'o1')).body).toEqual(before);
  expect(system.simulator.control.requests.report().total).toBe(total);
});

it('acceptance 62: a change of the licence moves later writes, and names the old one, which stays as it is', async () => {
  const partner = await syncedPartner(system);
  const [old, next] = [target(system), target(system, 1)];
  const nameOf = ({ customerId, softwareLicenceId }: typeof old) => ({
    customerName: system.simulator.control.customers.get(customerId).name,
    softwareLicenceName: licence(softwareLicenceId).name,
  });
  const moved = await map(partner, 'o1', { ...next, revision: 1 });
  expect(moved).toMatchObject({ status: 200, body: { status: 'mapped', mapping: next, revision: 2 } });
  expect(moved.body.history).toMatchObject([
    { from: { ...old, ...nameOf(old) }, to: { ...next, ...nameOf(next) }, by: { name: 'Ada' } },
    { from: null, to: old },
  ]);
  const { count } = licence(next.softwareLicenceId);
  await partner.call('POST', '/organizations/o1/halopsa/seats/start');
  await register(partner, 'o1', { observedAt: now(), seats: { used: count + 1, purchased: 9, active: 2 } });
  expect(await untilCount(system, next.softwareLicenceId, count + 1)).toBe(count + 1);
  expect(licence(old.softwareLicenceId).count).toBe(3);
});

it('acceptance 63: offers the grid of all organizations, with what each is mapped to', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  await register(partner, 'o2', { name: 'Initech' });
  await map(partner, 'o2', target(system));
  const grid = await eventually(
    () => partner.call('GET', '/organizations'),
    ({ body }) => Object(body.counts).mapped === 1 && Object(body.counts).unmapped === 1,
  );
  expect(grid.body.items).toMatchObject([
    { organizationId: 'o1', name: 'Acme', status: 'unmapped', target: null, whoseMove: 'you' },
    { organizationId: 'o2', name: 'Initech', status: 'mapped', target: target(system), whoseMove: 'nobody' },
  ]);
});

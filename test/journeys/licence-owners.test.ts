import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { impatient, itemsOf, map, quieten, target, unlink } from './partner';
import { both, expectOneOwner, registeredPartner, slowDown, taken } from './two-organizations';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('gives a licence that two organizations choose at once to one, and tells the other one whose it is', async () => {
  const partner = await registeredPartner(system);
  slowDown(system);
  await expectOneOwner(partner, await Promise.all(both.map((id) => map(partner, id, target(system)))));
});

it('gives a licence that two organizations are moved to at once to one; the other one stays where it was', async () => {
  const partner = await registeredPartner(system);
  for (const [index, id] of both.entries()) await map(partner, id, target(system, index));
  slowDown(system);
  const replies = await Promise.all(both.map((id) => map(partner, id, target(system, 2))));
  const { loser, body } = await expectOneOwner(partner, replies);
  expect(body).toMatchObject({ status: 'mapped', mapping: target(system, both.indexOf(loser)) });
});

it('lets an organization choose a licence that another one has just left', async () => {
  const partner = await registeredPartner(system);
  await map(partner, 'o1', target(system));
  await unlink(partner, 'o1');
  expect(await map(partner, 'o2', target(system))).toMatchObject({ status: 200 });
  expect(await map(partner, 'o1', target(system))).toMatchObject(taken('o2'));
  await map(partner, 'o2', target(system, 1));
  expect(await map(partner, 'o1', target(system))).toMatchObject({ status: 200 });
});

it('tells in the list of Software Licences which organization has one already', async () => {
  const partner = await registeredPartner(system);
  const { customerId, softwareLicenceId } = target(system);
  const holder = async () => {
    const { body } = await partner.call('GET', `/halopsa/choices/software-licences?customerId=${customerId}`);
    return itemsOf(body).find(({ id }) => id === softwareLicenceId)?.mappedTo;
  };
  expect(await holder()).toBeNull();
  await map(partner, 'o1', target(system));
  expect(await holder()).toMatchObject({ organizationId: 'o1' });
  await unlink(partner, 'o1');
  expect(await holder()).toBeNull();
});

import { licenceOwnersWorkflowId, organizationWorkflowId } from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import {
  connect,
  impatient,
  itemsOf,
  map,
  mappedPartner,
  mapping,
  quieten,
  register,
  revoke,
  takeDown,
  target,
  unlink,
  untilStatus,
} from '../../journeys/partner';
import { both, names, registeredPartner, slowDown, taken } from '../../journeys/two-organizations';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('gives a licence to one at most, whoever is unlinked and mapped at the same time', async () => {
  const partner = await registeredPartner(system);
  await map(partner, 'o1', target(system));
  slowDown(system);
  await Promise.all([unlink(partner, 'o1'), ...both.map((id) => map(partner, id, target(system)))]);
  const settled = await Promise.all(
    both.map((id) => untilStatus(() => mapping(partner, id), 'mapped', 'refused', 'unmapped')),
  );
  expect(settled.filter(({ body }) => body.status === 'mapped').length).toBeLessThanOrEqual(1);
});

it('gives a licence that two organizations chose in an outage to one when HaloPSA is back, and asks for the other one', async () => {
  const partner = await registeredPartner(system);
  takeDown(system);
  for (const id of both) {
    expect(await map(partner, id, target(system))).toMatchObject({ status: 200, body: { status: 'pendingCheck' } });
  }
  system.simulator.control.faults.clear();
  const settled = await Promise.all(both.map((id) => untilStatus(() => mapping(partner, id), 'mapped', 'refused')));
  const winner = both.find((_, index) => settled[index]?.body.status === 'mapped');
  const refused = settled.find(({ body }) => body.status === 'refused');
  expect(refused?.body).toMatchObject({
    problem: { code: 'mapping.licenceTaken', detail: expect.stringContaining(`${names[winner ?? 'o1']} is mapped`) },
  });
});

it('keeps a licence over a revoke for the organization that is mapped to it', async () => {
  const partner = await mappedPartner(system);
  await register(partner, 'o2', { name: names.o2 });
  expect(await revoke(partner)).toMatchObject({ status: 200 });
  const index = system.client.workflow.getHandle(licenceOwnersWorkflowId(partner.id));
  expect((await index.describe()).status.name).not.toBe('RUNNING');
  await connect(system, partner);
  expect(await map(partner, 'o2', target(system))).toMatchObject(taken('o1'));
  expect(await untilStatus(() => mapping(partner, 'o1'), 'mapped')).toMatchObject({ body: { status: 'mapped' } });
  expect(await map(partner, 'o2', target(system))).toMatchObject(taken('o1'));
});

it('lets an organization choose the licence of one that was ended in Temporal', async () => {
  const partner = await registeredPartner(system);
  await map(partner, 'o1', target(system));
  await system.client.workflow.getHandle(organizationWorkflowId(partner.id, 'o1')).terminate();
  expect(await map(partner, 'o2', target(system))).toMatchObject({ status: 200 });
});

it('finds the owner of a licence although the index of owners was ended in Temporal', async () => {
  const partner = await registeredPartner(system);
  await map(partner, 'o1', target(system));
  await eventually(
    () => partner.call('GET', '/organizations?mapping=mapped'),
    ({ body }) => itemsOf(body).length === 1,
  );
  await system.client.workflow.getHandle(licenceOwnersWorkflowId(partner.id)).terminate();
  expect(await map(partner, 'o2', target(system))).toMatchObject(taken('o1'));
});

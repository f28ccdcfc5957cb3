import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import {
  aPartner,
  connectedPartner,
  connection,
  impatient,
  map,
  mapping,
  quieten,
  register,
  takeDown,
  target,
} from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const unmapped = { organizationId: 'o1', status: 'unmapped', mapping: null, canUnlink: false, revision: 0 };
const listed = async (partner: Partner) => (await partner.call('GET', '/organizations')).body;

it('acceptance 42: registers an organization while nothing is connected', async () => {
  const partner = await aPartner(system);
  expect((await register(partner, 'o1')).status).toBe(200);
  expect(await mapping(partner, 'o1')).toMatchObject({ status: 200, body: unmapped });
  expect((await connection(partner)).body).toMatchObject({ status: 'disconnected', message: 'Not connected.' });
});

it('acceptance 46: registers an organization while HaloPSA is down, unmapped, without asking HaloPSA', async () => {
  const partner = await connectedPartner(system);
  takeDown(system);
  system.simulator.control.requests.clear();
  const startedAt = Date.now();
  expect((await register(partner, 'o1')).status).toBe(200);
  expect(Date.now() - startedAt).toBeLessThan(10_000);
  expect(await mapping(partner, 'o1')).toMatchObject({ status: 200, body: unmapped });
  expect(
    await eventually(
      () => listed(partner),
      ({ counts }) => Object(counts).unmapped === 1,
    ),
  ).toMatchObject({
    items: [{ organizationId: 'o1', name: 'Acme', message: 'Not mapped to a Customer in HaloPSA.', whoseMove: 'you' }],
  });
  expect(system.simulator.control.requests.report().total).toBe(0);
});

it('acceptance 46: registers an organization while no worker runs', async () => {
  const partner = await connectedPartner(system);
  await system.stopWorker();
  expect((await register(partner, 'o1')).status).toBe(200);
  expect(
    await eventually(
      () => listed(partner),
      ({ counts }) => Object(counts).unmapped === 1,
    ),
  ).toMatchObject({
    items: [{ organizationId: 'o1', status: 'unmapped' }],
  });
  await system.startWorker();
  // A worker that has just started may take longer than a look has.
  const seen = await eventually(
    () => mapping(partner, 'o1'),
    ({ status }) => status === 200,
  );
  expect(seen).toMatchObject({ status: 200, body: unmapped });
});

it('acceptance 45: takes the new organization on to its mapping', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  expect(await map(partner, 'o1', target(system))).toMatchObject({ status: 200, body: { status: 'mapped' } });
});

it('acceptance 47: shows a connection that is not healthy with its state, and registers all the same', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  takeDown(system);
  expect((await map(partner, 'o1', target(system))).body).toMatchObject({ status: 'pendingCheck' });
  const unwell = await eventually(
    () => connection(partner),
    ({ body }) => Object(body.gate).status === 'waitingForHalo',
  );
  expect(unwell.body).toMatchObject({
    status: 'connected',
    gate: { message: expect.stringContaining('HaloPSA cannot be used at the moment.'), waiting: { mappingCheck: 1 } },
  });
  expect((await register(partner, 'o2')).status).toBe(200);
  expect(await mapping(partner, 'o2')).toMatchObject({ body: { status: 'unmapped' } });
});

import { eventually } from '../../api/running-api';
import { quieten } from '../../journeys/partner';
import {
  countOf,
  listedInSync,
  mappingWhen,
  quick,
  reconciled,
  report,
  requests,
  syncingPartner,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...quick, simulator: { customers: 130, licencesPerCustomer: 3 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const licences = () => system.simulator.control.licences;

it.each([
  ['deleted', { deleted: true, is_active: false }, /is not active in HaloPSA\. Choose another one\.$/],
  ['moved to another customer', { client_id: 30 }, /belongs to another customer in HaloPSA\. Choose another one\.$/],
  [
    'made inaccessible',
    { accessible: false },
    /The agent may not see this Software Licence\. Allow it under Client Restrictions in the agent's role, or choose another one\.$/,
  ],
] as const)(
  'finds a licence that was %s, asks the partner, and mends itself when it is back',
  async (_, edit, sentence) => {
    const partner = await syncingPartner(system);
    const [licence = 0] = await listedInSync(system, partner, 1);
    const before = licences().get(licence);
    licences().change(licence, edit);
    expect(await reconciled(partner)).toMatchObject({ findings: { missed: 1 }, told: 1 });
    expect(await mappingWhen(partner, 'o0', 'needsAttention')).toMatchObject({
      whoseMove: 'you',
      message: expect.stringMatching(/^The mapping needs you\./),
      problem: { detail: expect.stringMatching(sentence) },
    });
    await report(partner, 'o0', 13);
    // Another reconcile of what is still missing tells nobody a second time.
    const isShown = async () => (await reconciled(partner)).told;
    expect(await eventually(isShown, (told) => told === 0)).toBe(0);
    expect(countOf(system, licence)).toBe(12);

    const { client_id, deleted, is_active } = before;
    licences().change(licence, { client_id, deleted, is_active, accessible: true });
    expect(await reconciled(partner)).toMatchObject({ told: 1 });
    expect(await mappingWhen(partner, 'o0', 'mapped')).toMatchObject({ status: 'mapped' });
    expect(await written(partner, 'o0', 13)).toMatchObject({ history: [{ before: 12, after: 13 }, {}, {}] });
  },
);

it('a customer that became inactive asks its partner before anything more is written to it', async () => {
  const partner = await syncingPartner(system);
  const [licence = 0] = await listedInSync(system, partner, 2);
  const { client_id } = licences().get(licence);
  const { name } = system.simulator.control.customers.change(client_id, { inactive: true });
  expect(await reconciled(partner)).toMatchObject({ status: 'done' });
  expect(await mappingWhen(partner, 'o0', 'needsAttention')).toMatchObject({
    whoseMove: 'you',
    problem: { code: 'mapping.customerInactive', detail: `${name} is inactive in HaloPSA. Choose another one.` },
  });
  await report(partner, 'o0', 13);
  await report(partner, 'o1', 13);
  await written(partner, 'o1', 13);
  expect(countOf(system, licence)).toBe(12);

  system.simulator.control.customers.change(client_id, { inactive: false });
  const isTold = async () => (await reconciled(partner)).told;
  expect(await eventually(isTold, (told) => told === 1)).toBe(1);
  expect(await written(partner, 'o0', 13)).toMatchObject({ status: 'inSync' });
});

it('finds an inactive customer pages later in a HaloPSA that does not list by id', async () => {
  const partner = await syncingPartner(system);
  await listedInSync(system, partner, 1);
  const { customers, faults } = system.simulator.control;
  for (const { id } of customers.list()) customers.change(id, { inactive: true });
  faults.add({ path: '/api/client', effect: { kind: 'oddAnswer', largestPage: 50, descending: true } });
  expect(await reconciled(partner)).toMatchObject({ status: 'done' });
  expect(await mappingWhen(partner, 'o0', 'needsAttention')).toMatchObject({
    problem: { code: 'mapping.customerInactive' },
  });
});

it.each([
  ['400', { kind: 'status', status: 400 }, 'halo.rejected'],
  ['404', { kind: 'status', status: 404 }, 'halo.notFound'],
  ['a list of another shape', { kind: 'otherReply', body: { clients: {} } }, 'halo.oddList'],
  ['more than fits', { kind: 'hugeBody' }, 'halo.tooLarge'],
] as const)(
  'compares licences where HaloPSA answers with %s instead of its customers, and says so',
  async (_, effect, code) => {
    const partner = await syncingPartner(system);
    await listedInSync(system, partner, 1);
    system.simulator.control.faults.add({ path: '/api/client', effect });
    const detail = expect.stringMatching(/^Nobody looked for customers that became inactive\. /);
    expect(await reconciled(partner)).toMatchObject({ status: 'done', compared: 1, problem: { code, detail } });
  },
);

it('asks twice for inactive customers where HaloPSA gives the same page for ever', async () => {
  const partner = await syncingPartner(system);
  const { customers, faults, requests: log } = system.simulator.control;
  for (const { id } of customers.list()) customers.change(id, { inactive: true });
  faults.add({ path: '/api/client', effect: { kind: 'oddAnswer', largestPage: 50, samePage: true } });
  log.clear();
  expect(await reconciled(partner)).toMatchObject({ status: 'done' });
  expect(requests(system).byPath['GET /api/client']).toBe(2);
});

it('finds a licence that is gone without a trace, and one of a customer that the agent may not see', async () => {
  const partner = await syncingPartner(system);
  const [gone = 0, hidden = 0] = await listedInSync(system, partner, 2);
  licences().remove(gone);
  system.simulator.control.customers.change(licences().get(hidden).client_id, { accessible: false });
  expect(await reconciled(partner)).toMatchObject({ findings: { missed: 2 }, told: 2 });
  expect(await mappingWhen(partner, 'o0', 'needsAttention')).toMatchObject({
    problem: {
      code: 'mapping.licenceGone',
      detail: 'HaloPSA does not have this Software Licence any more. Choose another one.',
    },
  });
  expect(await mappingWhen(partner, 'o1', 'needsAttention')).toMatchObject({
    problem: {
      code: 'mapping.customerNotAccessible',
      detail: expect.stringMatching(/^The agent may not see this customer/),
    },
  });
});

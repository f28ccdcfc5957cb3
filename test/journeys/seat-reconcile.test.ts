import { targetOf } from '../../domain/organization/common';
import { awaited, initial, transition } from '../../domain/organization/machine';
import { noSettings } from '../../domain/organization/settings';
import { row } from '../../domain/organization/view';
import type { OrganizationMappingView } from '../../domain/organization/view-schema';
import type { organizationMapping } from '../../workflows';
import { organizationWorkflowId, searchAttributes, TASK_QUEUE, VIEW_MEMO } from '../../workflows/messages';
import { eventually } from '../api/running-api';
import { after, starting } from '../domain/machine';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import { map, quieten, target } from './partner';
import {
  countOf,
  gateWhen,
  isQuiet,
  listedInSync,
  mappedCount,
  mappedOrganization,
  mappingOf,
  mappingWhen,
  quick,
  reconciled,
  report,
  requests,
  seatsWhen,
  syncedOrganization,
  syncingPartner,
  untilInSync,
  written,
} from './seats';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...quick, simulator: { customers: 130, licencesPerCustomer: 3 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const licences = () => system.simulator.control.licences;

/** An organization as an earlier build would have mapped it: it asked nobody whether the licence has an owner. */
async function startMapped(
  { id: partnerId }: Partner,
  organizationId: string,
  { mapping, report: other }: OrganizationMappingView,
) {
  if (mapping === null) throw new Error('It is to be mapped like another one.');
  const { by, at, ...checked } = mapping;
  const reported = { ...other, name: `Organization ${organizationId}` };
  const state = after(starting({ transition, awaited }))(
    initial(partnerId, organizationId, reported),
    { type: 'mappingRequested', wanted: targetOf(checked), by, at },
    { type: 'mappingChecked', target: checked, settings: noSettings, at },
  );
  await system.client.workflow.start<typeof organizationMapping>('organizationMapping', {
    workflowId: organizationWorkflowId(partnerId, organizationId),
    taskQueue: TASK_QUEUE,
    args: [{ partnerId, organizationId, report: reported, carried: { state, operations: [], isTurnAsked: false } }],
    memo: { [VIEW_MEMO]: row(state) },
    typedSearchAttributes: [
      { key: searchAttributes.partnerId, value: partnerId },
      { key: searchAttributes.organizationId, value: organizationId },
    ],
    staticSummary: `Organization ${organizationId} of partner ${partnerId}`,
    staticDetails: 'As an earlier build mapped it.',
  });
}

it('writes nothing where nothing has changed, and asks page by page where organizations are many', async () => {
  const partner = await syncingPartner(system);
  await listedInSync(system, partner, 5);
  await gateWhen(partner, isQuiet);
  system.simulator.control.requests.clear();
  expect(await reconciled(partner)).toMatchObject({
    status: 'done',
    mode: 'reconcile',
    by: 'Ada',
    licences: 399,
    steps: 5,
    requests: 5,
    compared: 5,
    told: 0,
    findings: { unchanged: 5, write: 0, held: 0, drift: 0, missed: 0, doubled: 0, off: 0 },
  });
  const { byKind, byPath } = requests(system);
  expect([byKind, byPath]).toEqual([
    { token: 0, read: 5, write: 0 },
    { 'GET /api/client': 1, 'GET /api/softwarelicence': 4 },
  ]);
});

it('asks for single licences where organizations are fewer than pages', async () => {
  const partner = await syncingPartner(system);
  for (const index of [0, 100]) await syncedOrganization(system, partner, `o${index}`, { index, used: 12 });
  await untilInSync(partner, 2);
  system.simulator.control.requests.clear();
  expect(await reconciled(partner)).toMatchObject({ compared: 2, findings: { unchanged: 2 }, requests: 3 });
  expect(requests(system).byPath).toEqual({
    'GET /api/client': 1,
    'GET /api/softwarelicence': 1,
    'GET /api/softwarelicence/:id': 1,
  });
});

it('writes what differs from a report that was not sent, and asks where HaloPSA was edited', async () => {
  const partner = await syncingPartner(system);
  const [edited = 0] = await listedInSync(system, partner, 2);
  const fresh = await mappedOrganization(system, partner, 'fresh', { index: 2, count: 10, used: 12 });
  await mappedCount(partner, 3);
  licences().change(edited, { count: 30 });
  expect(await reconciled(partner)).toMatchObject({ findings: { drift: 1, write: 1, unchanged: 1 }, told: 1 });
  expect(await seatsWhen(partner, 'o0', 'drift')).toMatchObject({
    history: [{ before: 30, after: 12, cause: 'reconcile', outcome: 'drift' }, {}, {}],
  });
  // One that nobody has started stays as it is, until somebody says so.
  expect(countOf(system, fresh)).toBe(10);
  expect(await reconciled(partner, { startsNew: true })).toMatchObject({ told: 2 });
  expect(await written(partner, 'fresh', 12)).toMatchObject({
    history: [{ before: 10, after: 12, cause: 'start', by: { name: 'Ada' } }, { outcome: 'started' }],
  });
});

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

it('an agent that may not list customers still has its licences compared', async () => {
  const partner = await syncingPartner(system);
  await listedInSync(system, partner, 1);
  system.simulator.control.faults.add({ path: '/api/client', effect: { kind: 'status', status: 403 } });
  expect(await reconciled(partner)).toMatchObject({ status: 'done', problem: null, findings: { unchanged: 1 } });
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

it('finds two organizations that were mapped to one licence before licences were claimed, and asks for each', async () => {
  const partner = await syncingPartner(system);
  const wanted = target(system, 0);
  await report(partner, 'one', 12);
  expect(await map(partner, 'one', wanted)).toMatchObject({ status: 200 });
  await startMapped(partner, 'two', await mappingOf(partner, 'one'));
  await mappedCount(partner, 2);
  expect(await reconciled(partner)).toMatchObject({ findings: { doubled: 2 }, told: 2 });
  expect(await mappingWhen(partner, 'one', 'needsAttention')).toMatchObject({
    problem: {
      code: 'mapping.licenceTaken',
      detail: expect.stringContaining('Organization two is mapped to this Software Licence already.'),
    },
  });
  expect(await mappingWhen(partner, 'two', 'needsAttention')).toMatchObject({
    problem: {
      code: 'mapping.licenceTaken',
      detail: expect.stringContaining('Organization one is mapped to this Software Licence already.'),
    },
  });
  expect(await partner.call('DELETE', '/organizations/two/halopsa/mapping')).toMatchObject({ status: 200 });
  const mended = async () => (await reconciled(partner)).findings.doubled;
  expect(await eventually(mended, (doubled) => doubled === 0)).toBe(0);
  expect(await mappingWhen(partner, 'one', 'mapped')).toMatchObject({ status: 'mapped' });
});

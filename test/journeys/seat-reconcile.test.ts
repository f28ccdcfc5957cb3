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

it('an agent that may not list customers still has its licences compared, and reads what was left out', async () => {
  const partner = await syncingPartner(system);
  await listedInSync(system, partner, 1);
  system.simulator.control.faults.add({ path: '/api/client', effect: { kind: 'status', status: 403 } });
  expect(await reconciled(partner)).toMatchObject({
    status: 'done',
    findings: { unchanged: 1 },
    problem: {
      code: 'halo.forbidden',
      detail: expect.stringMatching(/^Nobody looked for customers that became inactive\./),
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

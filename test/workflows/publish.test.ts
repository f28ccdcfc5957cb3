import type { OrganizationReport } from '../../domain/schema';
import {
  newestReportSignal,
  organizationReportedSignal,
  organizationWorkflowId,
  VIEW_MEMO,
} from '../../workflows/messages';
import { eventually } from '../api/running-api';
import { connectedPartner, map, mappedPartner, quieten, register, target } from '../journeys/partner';
import { secondsAgo } from '../journeys/seats';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import { runsOf } from './runs';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

const MANY = 50;
const reportOf = (used: number, observedAt = secondsAgo(MANY - used)): OrganizationReport => ({
  name: 'Contoso',
  status: 'active',
  seats: { used, purchased: 100, active: 2 },
  observedAt,
});

const workflowOf = (partnerId: string) => system.client.workflow.getHandle(organizationWorkflowId(partnerId, 'o1'));

const usedIn = (memo: Record<string, unknown> | undefined) => Object(memo?.[VIEW_MEMO]).report?.seats?.used;

/** How often a Workflow wrote what the lists show, and how often it was woken. */
async function writes(partnerId: string) {
  const runs = await runsOf(system.client, organizationWorkflowId(partnerId, 'o1'));
  const events = runs.flatMap((run) => run.events);
  return {
    memos: events.filter((event) => event.workflowPropertiesModifiedEventAttributes).length,
    tasks: events.filter((event) => event.workflowTaskCompletedEventAttributes).length,
  };
}

it('what many Signals change at once is shown once', async () => {
  const partner = await connectedPartner(system);
  await system.stopWorker();
  await register(partner, 'o1');
  const workflow = workflowOf(partner.id);
  for (let used = 1; used <= MANY; used += 1) await workflow.signal(organizationReportedSignal, reportOf(used));
  await system.startWorker();
  const shown = await eventually(
    async () => usedIn((await workflow.describe()).memo),
    (used) => used === MANY,
  );
  expect(shown).toBe(MANY);
  expect(await writes(partner.id)).toEqual({ memos: 1, tasks: 1 });
});

it('of the reports that waited for a worker the newest counts, wherever it stands among them', async () => {
  const partner = await connectedPartner(system);
  await system.stopWorker();
  await register(partner, 'o1');
  const workflow = workflowOf(partner.id);
  for (const used of [3, 1, 44, 2]) await workflow.signal(newestReportSignal, reportOf(used));
  await system.startWorker();
  // A worker that has just started may take longer than a look has.
  const seen = await eventually(
    () => partner.call('GET', '/organizations/o1/halopsa/mapping'),
    ({ status }) => status === 200,
  );
  expect(seen).toMatchObject({ status: 200, body: { name: 'Contoso', report: { seats: { used: 44 } } } });
});

it('who was answered reads nothing older in the lists than what was answered', async () => {
  const partner = await mappedPartner(system);
  const { memo, typedSearchAttributes } = await workflowOf(partner.id).describe();
  expect(memo?.[VIEW_MEMO]).toMatchObject({ status: 'mapped', target: target(system) });
  expect(typedSearchAttributes.getAll()).toEqual(
    expect.arrayContaining([expect.objectContaining({ value: 'mapped' })]),
  );
  await map(partner, 'o1', target(system, 1));
  expect((await workflowOf(partner.id).describe()).memo?.[VIEW_MEMO]).toMatchObject({ target: target(system, 1) });
});

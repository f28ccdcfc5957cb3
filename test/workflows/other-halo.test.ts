import { organizationWorkflowId, TASK_QUEUE } from '../../workflows/messages';
import { variants } from '../domain/organization/states';
import { siteUrl } from '../domain/samples';
import { quieten } from '../journeys/partner';
import { mappingWhen, quick, requests, syncingPartner } from '../journeys/seats';
import type { System } from '../support/system';
import { startSystem } from '../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(quick);
});
afterEach(() => quieten(system));
afterAll(() => system.stop());

it('seats of a mapping that was made in another HaloPSA are written nowhere', async () => {
  const partner = await syncingPartner(system);
  system.simulator.control.requests.clear();
  const state = { ...variants['mapped (syncing)'], partnerId: partner.id, organizationId: 'o1' };
  // As if no revoke had reached it: the lists by which one is told follow a moment late.
  await system.client.workflow.start('organizationMapping', {
    workflowId: organizationWorkflowId(partner.id, 'o1'),
    taskQueue: TASK_QUEUE,
    args: [
      {
        partnerId: partner.id,
        organizationId: 'o1',
        report: state.report,
        carried: { state, operations: [], isTurnAsked: false },
      },
    ],
  });
  expect(await mappingWhen(partner, 'o1', 'needsAttention')).toMatchObject({
    problem: { code: 'mapping.otherHalo', detail: expect.stringContaining(`mapped in ${siteUrl}`) },
  });
  expect(requests(system).total).toBe(0);
});

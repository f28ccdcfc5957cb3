import { defaultSeatPolicy } from '../../domain/seats/policy';
import type { Partner } from '../../test/journeys/partner';
import * as journey from '../../test/journeys/partner';
import * as seats from '../../test/journeys/seats';
import type { System } from '../../test/support/system';
import { continued } from '../../test/workflows/runs';
import type { licenceOwners } from '../../workflows';
import {
  connectionWorkflowId,
  gateWorkflowId,
  licenceOwnersWorkflowId,
  organizationWorkflowId,
  searchAttributes,
  TASK_QUEUE,
  withdrawTurnSignal,
} from '../../workflows/messages';
import type { Path } from './path';

/** The index of the owners of licences, as the first claim would start it, but with shorter runs. */
export async function startOwners({ client }: System, { id: partnerId }: Partner, continueAfterEvents: number) {
  const workflowId = licenceOwnersWorkflowId(partnerId);
  await client.workflow.start<typeof licenceOwners>('licenceOwners', {
    workflowId,
    taskQueue: TASK_QUEUE,
    args: [{ partnerId, continueAfterEvents }],
    typedSearchAttributes: [{ key: searchAttributes.partnerId, value: partnerId }],
    staticSummary: `Owners of the Software Licences of partner ${partnerId}`,
    staticDetails: 'In many runs.',
  });
  return workflowId;
}

async function continuedConnection(system: System, partner: Partner): Promise<string> {
  await journey.connect(system, partner);
  await journey.saveTicketMapping(partner);
  const workflowId = connectionWorkflowId(partner.id);
  await continued(system.client, workflowId, () => seats.savePolicy(partner, defaultSeatPolicy));
  await journey.saveTicketMapping(partner, { priorityId: 1 });
  return workflowId;
}

async function continuedOrganization(system: System, partner: Partner): Promise<string> {
  await journey.connect(system, partner);
  await journey.saveTicketMapping(partner);
  await seats.syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
  journey.takeDown(system);
  await seats.report(partner, 'o1', 5);
  await seats.gateWhen(partner, ({ status }) => status === 'waitingForHalo');
  const workflowId = organizationWorkflowId(partner.id, 'o1');
  await continued(system.client, workflowId, () => seats.report(partner, 'o1', 6));
  system.simulator.control.faults.clear();
  expect(await seats.written(partner, 'o1', 6)).toMatchObject({ status: 'inSync' });
  return workflowId;
}

async function continuedOwners(system: System, partner: Partner): Promise<string> {
  const workflowId = await startOwners(system, partner, 30);
  await journey.connect(system, partner);
  await journey.register(partner, 'o1');
  let index = 0;
  const moved = async () => {
    index = 1 - index;
    await journey.map(partner, 'o1', journey.target(system, index));
  };
  await continued(system.client, workflowId, moved);
  await moved();
  return workflowId;
}

async function continuedGate(system: System, partner: Partner): Promise<string> {
  await journey.connect(system, partner);
  await journey.saveTicketMapping(partner);
  await seats.syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
  journey.takeDown(system);
  await seats.report(partner, 'o1', 5);
  await seats.gateWhen(partner, ({ status }) => status === 'waitingForHalo');
  const workflowId = gateWorkflowId(partner.id);
  const gate = system.client.workflow.getHandle(workflowId);
  await continued(system.client, workflowId, () => gate.signal(withdrawTurnSignal, { key: 'nobody' }));
  system.simulator.control.faults.clear();
  expect(await seats.written(partner, 'o1', 5)).toMatchObject({ status: 'inSync' });
  return workflowId;
}

/** Paths through a continue-as-new, on a system that forces it: the run after it. */
export const continuedPaths: readonly Path[] = [
  { name: 'connection-continued', play: continuedConnection },
  { name: 'connection-shown-by-facts', play: continuedConnection },
  { name: 'organization-continued', play: continuedOrganization },
  { name: 'organization-shown-by-facts', play: continuedOrganization },
  { name: 'licence-owners-continued', play: continuedOwners },
  { name: 'gate-continued', play: continuedGate },
  { name: 'gate-shown-by-facts', play: continuedGate },
];

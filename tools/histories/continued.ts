import { defaultSeatPolicy } from '../../domain/seats/policy';
import * as journey from '../../test/journeys/partner';
import * as seats from '../../test/journeys/seats';
import { continued } from '../../test/workflows/runs';
import {
  connectionWorkflowId,
  gateWorkflowId,
  organizationWorkflowId,
  withdrawTurnSignal,
} from '../../workflows/messages';
import type { Path } from './path';

/** Paths through a continue-as-new, on a system that forces it: the run after it. */
export const continuedPaths: readonly Path[] = [
  {
    name: 'connection-continued',
    play: async (system, partner) => {
      await journey.connect(system, partner);
      await journey.saveTicketMapping(partner);
      const workflowId = connectionWorkflowId(partner.id);
      await continued(system.client, workflowId, () => seats.savePolicy(partner, defaultSeatPolicy));
      await journey.saveTicketMapping(partner, { priorityId: 1 });
      return workflowId;
    },
  },
  {
    name: 'organization-continued',
    play: async (system, partner) => {
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
    },
  },
  {
    name: 'gate-continued',
    play: async (system, partner) => {
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
    },
  },
];

import { eventually } from '../../test/api/running-api';
import type { Partner } from '../../test/journeys/partner';
import * as journey from '../../test/journeys/partner';
import * as seats from '../../test/journeys/seats';
import type { System } from '../../test/support/system';
import { connectionWorkflowId, reconcileWorkflowId } from '../../workflows/messages';
import { gateEnded } from './organization';
import type { Path } from './path';

const isTicketMapping = (status: string) => async (partner: Partner) => {
  expect((await journey.connection(partner)).body).toMatchObject({ ticketMapping: { status } });
};

async function connected(system: System, partner: Partner): Promise<void> {
  expect(await journey.connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected' } });
}

async function renewed(system: System, partner: Partner): Promise<void> {
  system.simulator.control.application.rotateSecret();
  await connected(system, partner);
}

async function savedWhileDown(system: System, partner: Partner): Promise<string> {
  await connected(system, partner);
  journey.takeDown(system);
  await journey.saveTicketMapping(partner);
  await isTicketMapping('pendingCheck')(partner);
  system.simulator.control.faults.clear();
  const ticketMapping = await eventually(
    () => journey.ticketMappingOf(partner),
    ({ status }) => status === 'set',
  );
  expect(ticketMapping).toMatchObject({ status: 'set' });
  return connectionWorkflowId(partner.id);
}

export const connectionPaths: readonly Path[] = [
  {
    name: 'connection-refused',
    play: async (system, partner) => {
      expect(await journey.connect(system, partner, { clientSecret: 'wrong' })).toMatchObject({ status: 422 });
      return connectionWorkflowId(partner.id);
    },
  },
  {
    name: 'connection-shown-once',
    play: async (system, partner) => {
      await connected(system, partner);
      await journey.saveTicketMapping(partner);
      await renewed(system, partner);
      await partner.call('DELETE', '/halopsa/ticket-mapping');
      await isTicketMapping('revoked')(partner);
      return connectionWorkflowId(partner.id);
    },
  },
  {
    name: 'connection-unreachable',
    play: async (system, partner) => {
      journey.takeDown(system);
      expect((await journey.connect(system, partner)).status).toBe(503);
      return connectionWorkflowId(partner.id);
    },
  },
  {
    name: 'connection-life',
    play: async (system, partner) => {
      await connected(system, partner);
      await journey.saveTicketMapping(partner);
      await journey.saveTicketMapping(partner, { priorityId: 1 });
      await partner.call('DELETE', '/halopsa/ticket-mapping');
      await isTicketMapping('revoked')(partner);
      await partner.call('POST', '/halopsa/ticket-mapping/undo');
      await isTicketMapping('set')(partner);
      await renewed(system, partner);
      await partner.call('POST', '/halopsa/connection/rights');
      expect(await journey.revoke(partner)).toMatchObject({ body: { status: 'disconnected' } });
      return connectionWorkflowId(partner.id);
    },
  },
  { name: 'connection-ticket-mapping-pending', play: savedWhileDown },
  { name: 'connection-asks-in-batches', play: savedWhileDown },
  {
    name: 'connection-policies',
    play: async (system, partner) => {
      await connected(system, partner);
      // Each is told to the schedule, while that of the one before is still on its way.
      for (const hour of [20, 21, 22, 23]) {
        await seats.savePolicy(partner, { schedule: { hour, timeZone: 'UTC' } });
      }
      const schedule = system.client.schedule.getHandle(reconcileWorkflowId(partner.id));
      const hours = async () => JSON.stringify((await schedule.describe()).spec.calendars?.map(({ hour }) => hour));
      expect(await eventually(hours, (seen) => seen.includes('23'))).toContain('23');
      return connectionWorkflowId(partner.id);
    },
  },
  {
    name: 'connection-reconnected',
    play: async (system, partner) => {
      await connected(system, partner);
      await journey.saveTicketMapping(partner);
      await seats.syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });
      system.simulator.control.application.rotateSecret();
      system.simulator.control.application.endTokens();
      await seats.report(partner, 'o1', 5);
      await journey.untilStatus(() => journey.connection(partner), 'needsReconnect');
      await connected(system, partner);
      expect(await seats.written(partner, 'o1', 5)).toMatchObject({ status: 'inSync' });
      return connectionWorkflowId(partner.id);
    },
  },
  {
    name: 'connection-tried-again',
    play: async (system, partner) => {
      await connected(system, partner);
      await journey.saveTicketMapping(partner);
      const { application } = system.simulator.control;
      application.change({ active: false });
      application.endTokens();
      await partner.call('POST', '/halopsa/connection/rights');
      await journey.untilStatus(() => journey.connection(partner), 'needsReconnect');
      expect(await partner.call('POST', '/halopsa/connection/rights')).toMatchObject({ status: 422 });
      application.change({ active: true });
      await journey.untilStatus(() => journey.connection(partner), 'connected');
      return connectionWorkflowId(partner.id);
    },
  },
  {
    name: 'connection-gate-missed',
    play: async (system, partner) => {
      await connected(system, partner);
      await journey.saveTicketMapping(partner);
      await gateEnded(system, partner);
      return connectionWorkflowId(partner.id);
    },
  },
];

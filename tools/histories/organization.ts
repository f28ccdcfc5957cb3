import { eventually } from '../../test/api/running-api';
import type { Partner } from '../../test/journeys/partner';
import * as journey from '../../test/journeys/partner';
import * as seats from '../../test/journeys/seats';
import type { System } from '../../test/support/system';
import { gateWorkflowId, licenceOwnersWorkflowId, organizationWorkflowId } from '../../workflows/messages';
import type { Path } from './path';

/** A path of the organization `o1` of a partner that is connected. */
const path = (name: string, play: (system: System, partner: Partner) => Promise<void>): Path => ({
  name: `organization-${name}`,
  play: async (system, partner) => {
    expect(await journey.connect(system, partner)).toMatchObject({ status: 200 });
    await seats.saveTicketMapping(partner);
    await play(system, partner);
    return organizationWorkflowId(partner.id, 'o1');
  },
});

const synced = (system: System, partner: Partner) =>
  seats.syncedOrganization(system, partner, 'o1', { index: 0, used: 4 });

async function mapped(partner: Partner, target: object): Promise<void> {
  expect(await journey.map(partner, 'o1', target)).toMatchObject({ status: 200, body: { status: 'mapped' } });
}

/** Waits at a gate that is ended and told to ask again; then asks one that is not there. */
export async function gateEnded(system: System, partner: Partner): Promise<void> {
  const endGate = () => system.client.workflow.getHandle(gateWorkflowId(partner.id)).terminate('for a history');
  await synced(system, partner);
  journey.takeDown(system);
  await seats.report(partner, 'o1', 5);
  await seats.gateWhen(partner, ({ status }) => status === 'waitingForHalo');
  await endGate();
  system.simulator.control.faults.clear();
  expect(await partner.call('POST', '/halopsa/gate/try-now')).toMatchObject({ status: 503 });
  expect(await seats.written(partner, 'o1', 5)).toMatchObject({ status: 'inSync' });
  await endGate();
  await seats.report(partner, 'o1', 6);
  expect(await seats.written(partner, 'o1', 6)).toMatchObject({ status: 'inSync' });
}

export const organizationPaths: readonly Path[] = [
  {
    name: 'licence-owners-claimed',
    play: async (system, partner) => {
      expect(await journey.connect(system, partner)).toMatchObject({ status: 200 });
      for (const id of ['o1', 'o2']) await journey.register(partner, id);
      await mapped(partner, journey.target(system));
      expect(await journey.map(partner, 'o2', journey.target(system))).toMatchObject({ status: 422 });
      await journey.unlink(partner, 'o1');
      expect(await journey.map(partner, 'o2', journey.target(system))).toMatchObject({ status: 200 });
      await journey.revoke(partner);
      return licenceOwnersWorkflowId(partner.id);
    },
  },
  path('mapped', async (system, partner) => {
    await journey.register(partner, 'o1');
    await mapped(partner, journey.target(system));
    await mapped(partner, journey.target(system, 1));
    expect(await journey.map(partner, 'o1', { customerId: 999_999, softwareLicenceId: 999_999 })).toMatchObject({
      status: 422,
    });
    expect(await journey.unlink(partner, 'o1')).toMatchObject({ body: { status: 'unmapped' } });
  }),
  path('pending', async (system, partner) => {
    await journey.register(partner, 'o1');
    journey.takeDown(system);
    const { body } = await journey.map(partner, 'o1', journey.target(system));
    expect(body).toMatchObject({ status: 'pendingCheck' });
    system.simulator.control.faults.clear();
    expect(await seats.mappingWhen(partner, 'o1', 'mapped')).toMatchObject({ status: 'mapped' });
  }),
  path('restored', async (system, partner) => {
    await synced(system, partner);
    await journey.revoke(partner);
    await journey.untilStatus(() => journey.mapping(partner, 'o1'), 'kept');
    expect(await journey.connect(system, partner)).toMatchObject({ status: 200 });
    expect(await seats.mappingWhen(partner, 'o1', 'mapped')).toMatchObject({ status: 'mapped' });
  }),
  path('written', async (system, partner) => {
    const wanted = journey.target(system);
    await seats.mappedOrganization(system, partner, 'o1', { index: 0, used: 4 });
    expect(await seats.previewOne(partner, 'o1')).toMatchObject({ after: 4 });
    await seats.report(partner, 'o1', 5);
    await seats.report(partner, 'o1', 6);
    expect(await seats.written(partner, 'o1', 6)).toMatchObject({ status: 'inSync' });
    expect(seats.countOf(system, wanted.softwareLicenceId)).toBe(6);
  }),
  path('reported-together', async (system, partner) => {
    await synced(system, partner);
    await system.stopWorker();
    for (const used of [5, 7, 6]) await seats.report(partner, 'o1', used);
    await system.startWorker();
    expect(await seats.written(partner, 'o1', 6)).toMatchObject({ status: 'inSync' });
  }),
  path('held', async (system, partner) => {
    await synced(system, partner);
    await seats.report(partner, 'o1', 400);
    expect(await seats.seatsWhen(partner, 'o1', 'held')).toMatchObject({ status: 'held' });
    await seats.say(partner, 'o1', 'dismiss', { count: 400 });
    await seats.report(partner, 'o1', 500);
    expect(await seats.seatsWhen(partner, 'o1', 'held')).toMatchObject({ status: 'held' });
    await seats.say(partner, 'o1', 'approve', { count: 500 });
    expect(await seats.written(partner, 'o1', 500)).toMatchObject({ status: 'inSync' });
  }),
  path('drift', async (system, partner) => {
    const licence = await synced(system, partner);
    system.simulator.control.licences.change(licence, { count: 7 });
    await seats.say(partner, 'o1', 'sync');
    expect(await seats.seatsWhen(partner, 'o1', 'drift')).toMatchObject({ status: 'drift' });
    await seats.say(partner, 'o1', 'choose', { choice: 'ours', theirs: 7 });
    expect(await seats.written(partner, 'o1', 4)).toMatchObject({ status: 'inSync' });
    expect(seats.countOf(system, licence)).toBe(4);
  }),
  path('outage', async (system, partner) => {
    await synced(system, partner);
    journey.takeDown(system);
    await seats.report(partner, 'o1', 5);
    await seats.gateWhen(partner, ({ attempts }) => attempts >= 2);
    await seats.report(partner, 'o1', 6);
    system.simulator.control.faults.clear();
    expect(await seats.written(partner, 'o1', 6)).toMatchObject({ status: 'inSync' });
  }),
  path('broken', async (system, partner) => {
    const licence = await synced(system, partner);
    system.simulator.control.licences.remove(licence);
    await seats.report(partner, 'o1', 5);
    expect(await seats.mappingWhen(partner, 'o1', 'needsAttention')).toMatchObject({ status: 'needsAttention' });
    await mapped(partner, journey.target(system, 1));
  }),
  path('lost-reply', async (system, partner) => {
    await synced(system, partner);
    system.simulator.control.faults.add({
      path: '/api/softwarelicence',
      method: 'POST',
      times: 1,
      effect: { kind: 'lostReply' },
    });
    await seats.report(partner, 'o1', 5);
    expect(await seats.written(partner, 'o1', 5)).toMatchObject({ status: 'inSync' });
  }),
  path('unlinked-in-turn', async (system, partner) => {
    await synced(system, partner);
    const effect = { kind: 'latency', milliseconds: 3_000 } as const;
    system.simulator.control.faults.add({ path: '/api/softwarelicence', effect });
    system.simulator.control.requests.clear();
    await seats.report(partner, 'o1', 5);
    await eventually(
      async () => seats.requests(system).byPath['GET /api/softwarelicence/:id'],
      (times) => times === 1,
    );
    expect(await journey.unlink(partner, 'o1')).toMatchObject({ body: { status: 'unmapped' } });
  }),
  path('gate-ended', gateEnded),
  path('asks-in-batches', async (system, partner) => {
    await synced(system, partner);
    journey.takeDown(system);
    await seats.report(partner, 'o1', 5);
    await seats.gateWhen(partner, ({ attempts }) => attempts >= 2);
    system.simulator.control.faults.clear();
    expect(await seats.written(partner, 'o1', 5)).toMatchObject({ status: 'inSync' });
    await seats.report(partner, 'o1', 6);
    await journey.revoke(partner);
    expect(await seats.mappingWhen(partner, 'o1', 'kept')).toMatchObject({ status: 'kept' });
  }),
];

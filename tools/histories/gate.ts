import type { Partner } from '../../test/journeys/partner';
import * as journey from '../../test/journeys/partner';
import * as seats from '../../test/journeys/seats';
import type { System } from '../../test/support/system';
import { gateWorkflowId } from '../../workflows/messages';
import type { Path } from './path';

/** A path of the gate of a partner that has two organizations in sync. */
const path = (name: string, play: (system: System, partner: Partner) => Promise<void>): Path => ({
  name: `gate-${name}`,
  play: async (system, partner) => {
    expect(await journey.connect(system, partner)).toMatchObject({ status: 200 });
    await seats.saveTicketMapping(partner);
    for (const [index, id] of ['o1', 'o2'].entries()) {
      await seats.syncedOrganization(system, partner, id, { index, used: 4 });
    }
    await play(system, partner);
    return gateWorkflowId(partner.id);
  },
});

const isWaiting = ({ status }: seats.Gate) => status === 'waitingForHalo';

const say = (partner: Partner, command: string) => partner.call('POST', `/halopsa/gate/${command}`);

async function bothWritten(partner: Partner, count: number): Promise<void> {
  for (const id of ['o1', 'o2']) expect(await seats.written(partner, id, count)).toMatchObject({ status: 'inSync' });
  expect(await seats.gateWhen(partner, seats.isQuiet)).toMatchObject({ status: 'open' });
}

async function bothReported(partner: Partner, count: number): Promise<void> {
  for (const id of ['o1', 'o2']) await seats.report(partner, id, count);
}

async function triedInVain(system: System, partner: Partner): Promise<void> {
  journey.takeDown(system);
  await bothReported(partner, 5);
  await seats.gateWhen(partner, isWaiting);
  for (const _ of [1, 2, 3]) {
    const { attempts } = await seats.gateOf(partner);
    await say(partner, 'try-now');
    await seats.gateWhen(partner, (gate) => gate.attempts > attempts);
  }
  system.simulator.control.faults.clear();
  await bothWritten(partner, 5);
}

export const gatePaths: readonly Path[] = [
  path('turns', async (_system, partner) => {
    await bothReported(partner, 5);
    await bothWritten(partner, 5);
    await journey.revoke(partner);
  }),
  path('outage', async (system, partner) => {
    journey.takeDown(system);
    await bothReported(partner, 5);
    await seats.gateWhen(partner, (gate) => isWaiting(gate) && gate.attempts >= 2);
    system.simulator.control.faults.clear();
    await bothWritten(partner, 5);
  }),
  path('answered', async (system, partner) => {
    const { faults } = system.simulator.control;
    faults.add({ path: '/api/softwarelicence', effect: { kind: 'status', status: 429, retryAfterSeconds: 60 } });
    await bothReported(partner, 5);
    await seats.gateWhen(partner, isWaiting);
    faults.clear();
    expect(await partner.call('GET', '/halopsa/choices/slas')).toMatchObject({ status: 200 });
    await bothWritten(partner, 5);
  }),
  path('probe', async (system, partner) => {
    journey.takeDown(system);
    await bothReported(partner, 5);
    await seats.gateWhen(partner, isWaiting);
    for (const id of ['o1', 'o2']) await journey.unlink(partner, id);
    const { attempts } = await seats.gateOf(partner);
    await seats.gateWhen(partner, (gate) => gate.attempts > attempts + 1);
    system.simulator.control.faults.clear();
    expect(await seats.gateWhen(partner, seats.isQuiet)).toMatchObject({ status: 'open' });
  }),
  path('needs-reconnect', async (system, partner) => {
    system.simulator.control.application.rotateSecret();
    system.simulator.control.application.endTokens();
    await bothReported(partner, 5);
    await seats.gateWhen(partner, ({ status }) => status === 'needsReconnect');
    expect(await journey.connect(system, partner)).toMatchObject({ status: 200 });
    await bothWritten(partner, 5);
  }),
  path('asked-in-batches', async (system, partner) => {
    journey.takeDown(system);
    await bothReported(partner, 5);
    await seats.gateWhen(partner, (gate) => isWaiting(gate) && gate.waiting.seatSync === 2);
    system.simulator.control.faults.clear();
    await bothWritten(partner, 5);
  }),
  path('shown-once', async (system, partner) => {
    journey.takeDown(system);
    await bothReported(partner, 5);
    await seats.gateWhen(partner, isWaiting);
    system.simulator.control.faults.clear();
    await bothWritten(partner, 5);
  }),
  path('paused', async (_system, partner) => {
    await say(partner, 'pause');
    await bothReported(partner, 5);
    await seats.gateWhen(partner, ({ waiting }) => waiting.seatSync === 2);
    await say(partner, 'try-now');
    await seats.gateWhen(partner, ({ waiting }) => waiting.seatSync === 1);
    await say(partner, 'resume');
    await bothWritten(partner, 5);
  }),
  path('tried-in-vain', triedInVain),
  path('extra-attempts', triedInVain),
];

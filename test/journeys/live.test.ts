import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import { aPartner, connect, impatient, map, quieten, register, revoke, takeDown, target } from './partner';

/*
 * What the frame of every page shows is read once a second for all who look; nobody meets the time before his own command.
 */

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const live = (partner: Partner, token = partner.token) => partner.call('GET', '/halopsa/live', { token });

it("shows one's own commands at once, from the first organization to the revoke, with a revision for each state", async () => {
  const partner = await aPartner(system);
  const revisions = new Set<unknown>();
  const expectLive = async (expected: object) => {
    const { status, body } = await live(partner);
    expect({ status, body }).toMatchObject({ status: 200, body: expected });
    revisions.add(body.revision);
  };
  await expectLive({ connection: { status: 'disconnected' }, gate: null, organizations: { all: 0 } });
  await register(partner, 'o1');
  await expectLive({ organizations: { all: 1, notMapped: 1, mapped: 0 } });
  await connect(system, partner);
  await expectLive({ connection: { status: 'connected' }, gate: { status: 'open' } });
  await map(partner, 'o1', target(system));
  await expectLive({ nextLookSeconds: 60, organizations: { notMapped: 0, mapped: 1, notStarted: 1 } });
  await partner.call('POST', '/halopsa/gate/pause');
  await expectLive({ nextLookSeconds: 10, gate: { status: 'paused', pausedBy: 'Ada' } });
  await partner.call('POST', '/halopsa/gate/resume');
  await expectLive({ nextLookSeconds: 60, gate: { status: 'open', pausedBy: null } });
  await revoke(partner);
  await expectLive({ connection: { status: 'disconnected' }, gate: null });
  // After the resume all is as it was before the pause.
  expect(revisions.size).toBe(6);
});

it('shows those above the partner its health in an outage, and nothing of its organizations', async () => {
  const partner = await aPartner(system);
  await connect(system, partner);
  await register(partner, 'o1');
  await map(partner, 'o1', target(system));
  takeDown(system);
  await partner.call('POST', '/halopsa/seat-sync/run');
  const above = await system.api.tokens.sign({ partner: 'd1', partner_path: ['d1'] });
  const { body } = await eventually(
    () => live(partner, above),
    (seen) => Object(seen.body.gate).status === 'waitingForHalo',
  );
  expect(body).toMatchObject({
    connection: { status: 'connected', message: 'Connected.' },
    gate: { status: 'waitingForHalo', problem: { detail: 'Who may act for the partner sees what is wrong.' } },
    organizations: null,
  });
  expect((await live(partner)).body).toMatchObject({ gate: { status: 'waitingForHalo' }, organizations: { all: 1 } });
});

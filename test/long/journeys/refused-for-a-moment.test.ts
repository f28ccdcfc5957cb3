import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import { connection, quieten, untilStatus } from '../../journeys/partner';
import {
  countOf,
  gateWhen,
  isQuiet,
  quick,
  report,
  syncedOrganizations,
  syncingPartner,
  written,
} from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
afterEach(async () => {
  quieten(system);
  await system.stop();
});

const control = () => system.simulator.control;

const start = async (firstTrySeconds: number): Promise<readonly [Partner, number]> => {
  system = await startSystem({ ...quick, timings: { ...quick.timings, firstTrySeconds } });
  const partner = await syncingPartner(system);
  const [licence = 0] = await syncedOrganizations(system, partner, 1);
  return [partner, licence];
};

const refuseAll = (status: number) => control().faults.add({ path: '/api', effect: { kind: 'status', status } });
const tryAgain = (partner: Partner) => partner.call('POST', '/halopsa/connection/rights');

it('an API that refuses everything for a moment, while tokens are given, needs nobody: all goes on by itself', async () => {
  const [partner, licence] = await start(1);
  const refusing = refuseAll(401);
  await report(partner, 'o0', 13);
  const stopped = await untilStatus(() => connection(partner), 'needsReconnect');
  expect(stopped.body).toMatchObject({
    whoseMove: 'you',
    message: expect.stringContaining('or it accepts them again: we try that from time to time'),
  });
  control().faults.remove(refusing.id);
  expect(await written(partner, 'o0', 13)).toMatchObject({ status: 'inSync', problem: null });
  expect(countOf(system, licence)).toBe(13);
  expect((await connection(partner)).body).toMatchObject({ status: 'connected', problem: null, whoseMove: 'nobody' });
  expect(await gateWhen(partner, isQuiet)).toMatchObject({ status: 'open', parked: 0 });
});

it('the saved credentials go on being tried while HaloPSA refuses them or is down', async () => {
  const [partner] = await start(0.2);
  const refusing = refuseAll(403);
  await report(partner, 'o0', 13);
  await untilStatus(() => connection(partner), 'needsReconnect');
  const tries = () => control().requests.report().byPath['GET /api/agent/me'] ?? 0;
  const untilTriedAgain = async () => {
    const before = tries();
    await eventually(
      async () => tries(),
      (now) => now > before + 1,
    );
  };
  await untilTriedAgain();
  control().faults.remove(refusing.id);
  const down = refuseAll(503);
  await untilTriedAgain();
  expect((await connection(partner)).body).toMatchObject({ status: 'needsReconnect' });
  control().faults.remove(down.id);
  expect(await written(partner, 'o0', 13)).toMatchObject({ status: 'inSync' });
});

it('a person tries the saved credentials again when the application is switched on again in HaloPSA', async () => {
  const [partner] = await start(600);
  const { application } = control();
  application.change({ active: false });
  application.endTokens();
  await report(partner, 'o0', 13);
  await gateWhen(partner, ({ status }) => status === 'needsReconnect');
  await untilStatus(() => connection(partner), 'needsReconnect');
  expect(await tryAgain(partner)).toMatchObject({ status: 422, body: { code: expect.stringMatching(/^halo\./) } });
  expect((await connection(partner)).body).toMatchObject({ status: 'needsReconnect' });
  application.change({ active: true });
  expect(await tryAgain(partner)).toMatchObject({ status: 200, body: { status: 'connected', problem: null } });
  expect(await written(partner, 'o0', 13)).toMatchObject({ status: 'inSync' });
});

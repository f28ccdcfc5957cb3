import {
  connect,
  connectedPartner,
  impatient,
  map,
  mapping,
  quieten,
  register,
  revoke,
  target,
  untilStatus,
} from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

/** Of the 30 days. */
const KEPT_SECONDS = 12;

let system: System;
beforeAll(async () => {
  system = await startSystem({ timings: { ...impatient.timings, keptDays: KEPT_SECONDS / 86_400 } });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

it('acceptance 70: lets a kept mapping go when its time is over, and restores nothing with a later connect', async () => {
  const partner = await connectedPartner(system);
  for (const id of ['o1', 'o2']) await register(partner, id);
  expect(await map(partner, 'o1', target(system))).toMatchObject({ status: 200, body: { status: 'mapped' } });
  const revokedAt = Date.now();
  await revoke(partner);
  const kept = await untilStatus(() => mapping(partner, 'o1'), 'kept');
  expect(kept.body).toMatchObject({ status: 'kept', mapping: target(system) });
  const keptUntil = Date.parse(String(kept.body.keptUntil));
  expect(keptUntil).toBeGreaterThanOrEqual(revokedAt + KEPT_SECONDS * 1_000);

  // Nobody does anything: it goes by itself, and not before its time.
  const gone = await untilStatus(() => mapping(partner, 'o1'), 'unmapped');
  expect(Date.now()).toBeGreaterThanOrEqual(keptUntil);
  expect(gone.body).toMatchObject({ status: 'unmapped', mapping: null, keptUntil: null });

  // o2, mapped and kept since, shows when a connect has restored whatever it restores.
  await connect(system, partner);
  expect(await map(partner, 'o2', target(system, 1))).toMatchObject({ status: 200, body: { status: 'mapped' } });
  await revoke(partner);
  await untilStatus(() => mapping(partner, 'o2'), 'kept');
  system.simulator.control.requests.clear();
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected' } });
  expect((await untilStatus(() => mapping(partner, 'o2'), 'mapped')).body).toMatchObject({ status: 'mapped' });
  expect((await mapping(partner, 'o1')).body).toMatchObject({ status: 'unmapped', mapping: null });
  const { byPath } = system.simulator.control.requests.report();
  expect(byPath).toMatchObject({ 'GET /api/softwarelicence/:id': 1 });
});

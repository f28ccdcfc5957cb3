import { eventually, startApi } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import {
  aPartner,
  connect,
  connectedPartner,
  connection,
  impatient,
  mapping,
  now,
  quieten,
  register,
  saveTicketMapping,
  setTicketMapping,
  syncedPartner,
  target,
  untilCount,
} from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const path = '/halopsa/ticket-mapping';
const count = () => system.simulator.control.licences.get(target(system).softwareLicenceId).count;

it('acceptance 35, 36, 37: a revoke of the ticket mapping resets the form, and touches nothing else', async () => {
  const partner = await syncedPartner(system);
  const before = [(await mapping(partner, 'o1')).body, system.simulator.control.licences.list()];
  const { token } = system.simulator.control.requests.report().byKind;
  const revoked = await partner.call('DELETE', path);
  expect(revoked).toMatchObject({
    status: 200,
    body: {
      status: 'connected',
      ticketMapping: { status: 'revoked', ticketMapping: null, undoUntil: expect.any(String) },
    },
  });
  expect((await partner.call('GET', '/halopsa/choices/slas')).status).toBe(200);
  expect(system.simulator.control.requests.report().byKind.token).toBe(token);
  const { sync: _, ...after } = (await mapping(partner, 'o1')).body;
  expect([after, system.simulator.control.licences.list()]).toEqual([{ ...before[0], sync: undefined }, before[1]]);
});

it('acceptance 38: a revoke pauses the seat sync, and its undo lets it go on with the newest seats', async () => {
  const partner = await syncedPartner(system);
  expect((await partner.call('DELETE', path)).body.ticketMapping).toMatchObject({
    message: expect.stringMatching(/^Revoked by Ada\. Ticket creation and seat sync are paused/),
  });
  await register(partner, 'o1', { observedAt: now(), seats: { used: 4, purchased: 5, active: 2 } });
  const paused = await eventually(
    () => partner.call('GET', '/organizations/o1/halopsa/seats'),
    ({ body }) => body.status === 'waiting' && String(body.message).includes('pauses'),
  );
  expect(paused.body).toMatchObject({
    whoseMove: 'you',
    message: expect.stringContaining('Nothing that was reported is lost'),
  });
  const { body } = await eventually(
    () => connection(partner),
    (seen) => Object(seen.body.gate).held?.seatSync === 1,
  );
  expect(body.gate).toMatchObject({ status: 'open', held: { seatSync: 1 }, whoseMove: 'you' });
  expect(count()).toBe(3);
  expect(await partner.call('POST', `${path}/undo`)).toMatchObject({
    status: 200,
    body: { ticketMapping: setTicketMapping },
  });
  expect(await untilCount(system, target(system).softwareLicenceId, 4)).toBe(4);
});

it('acceptance 38: a revoke can be undone for a day, not after, and not without one', async () => {
  const partner = await connectedPartner(system);
  const undo = (of: Partner) => of.call('POST', `${path}/undo`);
  expect(await undo(partner)).toMatchObject({
    status: 409,
    body: { detail: 'There is no revoked ticket mapping to bring back.' },
  });
  await saveTicketMapping(partner);
  const { undoUntil } = Object((await partner.call('DELETE', path)).body.ticketMapping);
  expect(Math.round((Date.parse(undoUntil) - Date.now()) / 3_600_000)).toBe(24);

  const { temporal, simulator, folder } = system;
  const brief = await startApi({
    ...temporal,
    folder,
    allowedHosts: [new URL(simulator.url).host],
    timings: { undoHours: 0 },
  });
  const late = await aPartner({ api: brief });
  await connect(system, late);
  await saveTicketMapping(late);
  const ended = Date.parse(Object((await late.call('DELETE', path)).body.ticketMapping).undoUntil);
  await eventually(
    async () => Date.now(),
    (time) => time > ended + 1,
  );
  expect(await undo(late)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('time to undo has passed') },
  });
  expect(await saveTicketMapping(late)).toMatchObject({ status: 200, body: { ticketMapping: setTicketMapping } });
  await quieten(system);
  await brief.close();
});

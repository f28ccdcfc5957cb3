import { createHaloClient } from '../../../halo';
import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import {
  connect,
  connectedPartner,
  connection,
  credentialsOf,
  impatient,
  itemsOf,
  map,
  mappedPartner,
  mapping,
  now,
  quieten,
  register,
  saveTicketMapping,
  target,
  ticketMapping,
} from '../../journeys/partner';
import { mappedCount } from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const rightsOf = (body: Record<string, unknown>) => [Object(body.rights).rights].flat().map(Object);
const missing = (body: Record<string, unknown>) => rightsOf(body).filter(({ status }) => status !== 'granted');
const seats = (partner: Partner, action = '') =>
  partner.call(action === '' ? 'GET' : 'POST', `/organizations/o1/halopsa/seats${action}`);

it('acceptance 8: connects, lists, maps and writes seats with exactly the rights of the guide', async () => {
  const partner = await connectedPartner(system);
  expect(missing((await connection(partner)).body)).toEqual([]);
  const { customerId, softwareLicenceId } = target(system);
  for (const list of [
    'ticket-types',
    'slas',
    'priorities?slaId=2',
    'customers',
    `software-licences?customerId=${customerId}`,
  ]) {
    const { status, body } = await partner.call('GET', `/halopsa/choices/${list}`);
    expect({ list, status, stale: body.stale }).toEqual({ list, status: 200, stale: false });
    expect(itemsOf(body).length).toBeGreaterThan(0);
  }
  expect(await saveTicketMapping(partner)).toMatchObject({ status: 200, body: { ticketMapping: { status: 'set' } } });
  await register(partner, 'o1', { observedAt: now() });
  expect((await map(partner, 'o1', target(system))).status).toBe(200);
  expect((await seats(partner, '/start')).status).toBe(200);
  const { licences } = system.simulator.control;
  const count = async () => licences.get(softwareLicenceId).count;
  expect(await eventually(count, (seen) => seen === 3)).toBe(3);
});

it('acceptance 8: creates, notes and closes a ticket with exactly the rights of the guide', async () => {
  const { siteUrl, ...credentials } = credentialsOf(system);
  const halo = createHaloClient({ allowedHosts: [new URL(siteUrl).host] });
  const access = { site: await halo.discover(siteUrl), reference: 'r1', credentials: async () => credentials };
  const { ticketTypeId, slaId, priorityId } = ticketMapping;
  const { customerId } = target(system);
  const about = { summary: 'Backup failed (BK-7F3K2Q)', details: 'Mailbox ada@acme.example', customerId };
  const { id: ticketId } = await halo.createTicket(access, { ...about, ticketTypeId, slaId, priorityId });
  await halo.addNote(access, { ticketId, note: 'Failed again.' });
  await halo.closeTicket(access, { ticketId, statusId: (await halo.closedStatus(access, { ticketTypeId })).id });
  halo.close();
  expect(await system.simulator.control.tickets.get(ticketId)).toMatchObject({
    summary: about.summary,
    client_id: customerId,
    hasbeenclosed: true,
    actions: expect.arrayContaining([expect.objectContaining({ note: 'Failed again.' })]),
  });
});

it.each([
  ['Tickets: Read and Modify', { Tx: '1' }, 'Feature Access > Tickets'],
  ['Customers: Read Only', { Ux: '1' }, 'Feature Access > Customers'],
  ['Suppliers: Read and Modify', { Sx: '1' }, 'Feature Access > Suppliers'],
  ['Software Licensing: Read and Modify', { Lx: '1' }, 'Feature Access > Software Licensing'],
  ['Can add new tickets', { l6: '0' }, 'Can add new Tickets'],
  ['Can edit tickets which are not assigned to them', { le: '0' }, 'not assigned to them'],
])('acceptance 4, 5, 14: names what is missing, and sees when it was given: %s', async (right, claims, screen) => {
  const { rights } = system.simulator.control;
  rights.change({ claims });
  const partner = await connectedPartner(system);
  expect(missing((await connection(partner)).body)).toEqual([
    { right, status: 'missing', advice: expect.stringContaining(screen) },
  ]);
  rights.change({ claims: { Tx: '2', Ux: '2', Sx: '2', Lx: '2', l6: '1', le: '1' } });
  const checked = await partner.call('POST', '/halopsa/connection/rights');
  expect(checked.status).toBe(200);
  expect(missing(checked.body)).toEqual([]);
});

it('checks the rights once for all who ask at once, so that their presses do not use up what HaloPSA allows', async () => {
  const partner = await connectedPartner(system);
  const { faults, requests } = system.simulator.control;
  faults.add({ path: '/api/agent/me', effect: { kind: 'latency', milliseconds: 500 } });
  requests.clear();
  const answers = await Promise.all(
    Array.from({ length: 16 }, () => partner.call('POST', '/halopsa/connection/rights')),
  );
  for (const { status } of answers) expect(status).toBe(200);
  // The api lets eight of one partner in at once, so the others are answered by a second check, or a third on a busy machine.
  expect(requests.report().byPath['GET /api/agent/me']).toBeLessThanOrEqual(4);
});

it('acceptance 9: shows only the customers that the agent may use', async () => {
  const [one, other] = [target(system), target(system, 1)];
  system.simulator.control.rights.change({ claims: { Fc: '0' }, customers: [one.customerId] });
  const partner = await connectedPartner(system);
  const { body } = await partner.call('GET', '/halopsa/choices/customers');
  expect(itemsOf(body).map(({ id }) => id)).toEqual([one.customerId]);
  await register(partner, 'o1');
  expect(await map(partner, 'o1', other)).toMatchObject({
    status: 422,
    body: { code: 'mapping.customerNotAccessible' },
  });
  expect((await map(partner, 'o1', one)).status).toBe(200);
});

it.each(['forbidden', 'unauthorized', 'emptyList'] as const)(
  'acceptance 9: shows a mapped customer that the agent may not see any more as not accessible, never as deleted: %s',
  async (denial) => {
    const partner = await mappedPartner(system);
    await mappedCount(partner, 1);
    const { customerId: kept } = target(system, 1);
    system.simulator.control.rights.change({ claims: { Fc: '0' }, customers: [kept], denial });
    expect((await partner.call('POST', '/halopsa/seat-sync/run', { body: {} })).status).toBe(202);
    const seen = await eventually(
      () => mapping(partner, 'o1'),
      ({ body }) => body.status === 'needsAttention',
    );
    expect(seen.body).toMatchObject({
      status: 'needsAttention',
      canUnlink: true,
      mapping: target(system),
      problem: { code: expect.stringMatching(/NotAccessible$/), detail: expect.stringContaining('may not see') },
    });
    expect(seen.text).not.toMatch(/deleted|does not have/);
    expect((await connection(partner)).body).toMatchObject({ status: 'connected' });
  },
);

it('acceptance 11: says where "No Default Team" leaves a list empty, and which setting to change', async () => {
  system.simulator.control.rights.change({ hasTeam: false });
  const partner = await connectedPartner(system);
  const { body } = await connection(partner);
  expect(missing(body)).toEqual([
    { right: 'Ticket types can be used', status: 'missing', advice: expect.stringContaining('"No Default Team"') },
  ]);
  expect(await partner.call('GET', '/halopsa/choices/ticket-types')).toMatchObject({
    status: 200,
    body: { items: [], note: expect.stringContaining('"No Default Team"') },
  });
  expect(await connect(system, partner)).toMatchObject({ status: 200 });
});

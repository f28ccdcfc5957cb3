import { eventually } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import {
  connectedPartner,
  connection,
  impatient,
  itemsOf,
  map,
  mappedPartner,
  mapping,
  now,
  quieten,
  register,
  syncedPartner,
  takeDown,
  target,
  unlink,
  untilStatus,
} from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const licence = (id: number) => system.simulator.control.licences.get(id);
const total = () => system.simulator.control.requests.report().total;

/** A connected partner with an organization that is not mapped. */
async function registeredPartner(): Promise<Partner> {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  return partner;
}

it('acceptance 48, 51: maps an organization to a Customer and a Software License, and says so by name', async () => {
  const partner = await registeredPartner();
  const { customerId, softwareLicenceId } = target(system);
  const customerName = system.simulator.control.customers.get(customerId).name;
  const { name: softwareLicenceName, count } = licence(softwareLicenceId);
  const mapped = { status: 'mapped', mapping: { customerId, customerName, softwareLicenceId, softwareLicenceName } };
  const message = `Mapped to ${customerName}, ${softwareLicenceName}.`;
  expect(await map(partner, 'o1', target(system))).toMatchObject({ status: 200, body: { ...mapped, message } });
  // Acceptance 55: nothing is written before the partner has seen the numbers.
  expect(licence(softwareLicenceId).count).toBe(count);
});

it.each(['customerId', 'softwareLicenceId'])('acceptance 48, 49: asks for %s', async (field) => {
  const partner = await registeredPartner();
  for (const empty of [undefined, null, '', 0]) {
    const refused = await map(partner, 'o1', { ...target(system), [field]: empty });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid' } });
    expect(Object.keys(Object(refused.body.fields))).toEqual([field]);
  }
  expect((await mapping(partner, 'o1')).body).toMatchObject({ status: 'unmapped', revision: 0 });
});

it('acceptance 50: lists the licences of the chosen customer, and of no other', async () => {
  const partner = await connectedPartner(system);
  const { customerId } = target(system, 1);
  const { body } = await partner.call('GET', `/halopsa/choices/software-licences?customerId=${customerId}`);
  const own = system.simulator.control.licences.list(customerId).filter(({ deleted }) => !deleted);
  expect(itemsOf(body).map(({ id }) => id)).toEqual(own.map(({ id }) => id));
  expect(new Set(itemsOf(body).map((row) => row.customerId))).toEqual(new Set([customerId]));
});

it.each([
  [
    'a licence of another customer',
    () => ({ softwareLicenceId: target(system, 1).softwareLicenceId }),
    'licenceMoved',
    'softwareLicenceId',
  ],
  ['a licence that is not there', () => ({ softwareLicenceId: 999_999 }), 'licenceGone', 'softwareLicenceId'],
  ['a customer that is not there', () => ({ customerId: 999_999 }), 'customerGone', 'customerId'],
])('acceptance 50: refuses %s, and names the field', async (_name, given, code, field) => {
  const partner = await registeredPartner();
  const refused = await map(partner, 'o1', { ...target(system), ...given() });
  expect(refused).toMatchObject({ status: 422, body: { code: `mapping.${code}` } });
  expect(refused.body.fields).toEqual({ [field]: refused.body.detail });
  expect((await mapping(partner, 'o1')).body).toMatchObject({ mapping: null, canUnlink: false });
});

it('acceptance 53: unlink leaves the count in HaloPSA as it is, and stops further writes at once', async () => {
  const partner = await syncedPartner(system);
  const { softwareLicenceId } = target(system);
  // A change that is on its way when the partner unlinks.
  await register(partner, 'o1', { observedAt: now(), seats: { used: 9, purchased: 9, active: 9 } });
  expect(await unlink(partner, 'o1')).toMatchObject({ status: 200, body: { status: 'unmapped', canUnlink: false } });
  const { count } = licence(softwareLicenceId);
  const asked = total();
  await register(partner, 'o1', { observedAt: now(), seats: { used: 12, purchased: 12, active: 12 } });
  await eventually(
    () => mapping(partner, 'o1'),
    ({ body }) => Object(body.report).seats?.used === 12,
  );
  expect({ asked: total(), count: licence(softwareLicenceId).count }).toEqual({ asked, count });
  expect(await unlink(partner, 'o1')).toMatchObject({ status: 200, body: { status: 'unmapped' } });
});

it('acceptance 54: refuses an organization that another PSA has, by its name', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1', { otherPsa: 'Autotask' });
  const asked = total();
  expect(await map(partner, 'o1', target(system))).toMatchObject({
    status: 409,
    body: { detail: 'Acme is already mapped to Autotask. Unlink it there first.' },
  });
  expect(total()).toBe(asked);
});

it('acceptance 56: of two admins who save at once one wins, and the other is told what changed', async () => {
  const partner = await registeredPartner();
  const token = await system.api.tokens.sign({
    name: 'Ben',
    partner: partner.id,
    partner_path: [partner.id],
  });
  const path = '/organizations/o1/halopsa/mapping';
  const save = (index: number, options: object) =>
    partner.call('PUT', path, { ...options, body: { ...target(system, index), revision: 0 } });
  const replies = await Promise.all([save(0, {}), save(1, { token })]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  const winner = replies[0]?.status === 200 ? 'Ada' : 'Ben';
  const loser = replies.find(({ status }) => status === 409);
  expect(loser?.body.detail).toMatch(new RegExp(`^${winner} (is just saving|mapped it to) `));
  expect((await mapping(partner, 'o1')).body).toMatchObject({
    status: 'mapped',
    revision: 1,
    mapping: { by: { name: winner } },
  });
  const late = await save(winner === 'Ada' ? 1 : 0, { token });
  expect(late).toMatchObject({
    status: 409,
    body: { detail: expect.stringMatching(`^${winner} mapped it to .* meanwhile\\.`) },
  });
});

it('acceptance 56: refuses a Software License that another organization has, by its name', async () => {
  const partner = await mappedPartner(system);
  await register(partner, 'o2', { name: 'Initech' });
  await eventually(
    () => partner.call('GET', '/organizations?mapping=mapped'),
    ({ body }) => itemsOf(body).length === 1,
  );
  expect(await map(partner, 'o2', target(system))).toMatchObject({
    status: 422,
    body: { code: 'mapping.licenceTaken', detail: expect.stringContaining('Acme is mapped') },
  });
});

it('acceptance 57: shows cached choices with their age while HaloPSA is down, and says so where there are none', async () => {
  const partner = await connectedPartner(system);
  const fresh = (await partner.call('GET', '/halopsa/choices/customers')).body;
  expect(fresh).toMatchObject({ stale: false });
  takeDown(system);
  const cached = () => partner.call('GET', '/halopsa/choices/customers');
  expect(await eventually(cached, ({ status }) => status === 200)).toMatchObject({ body: { ...fresh, stale: true } });
  const never = await partner.call('GET', '/halopsa/choices/slas');
  expect(never).toMatchObject({
    status: 503,
    body: { code: 'halo.unavailable', detail: expect.stringContaining('out of order or in maintenance') },
  });
  expect(never.headers.get('retry-after')).toBe('30');
});

it('acceptance 57: saves a mapping while HaloPSA is down, and checks it when HaloPSA is back', async () => {
  const partner = await registeredPartner();
  takeDown(system);
  const pending = { status: 'pendingCheck', whoseMove: 'halo', wanted: target(system), canUnlink: true };
  const saved = await map(partner, 'o1', target(system));
  expect(saved).toMatchObject({
    status: 200,
    body: { ...pending, message: expect.stringMatching(/^Saved\. It is checked/) },
  });
  const waits = await eventually(
    () => connection(partner),
    ({ body }) => Object(body.gate).status === 'waitingForHalo',
  );
  expect(waits.body.gate).toMatchObject({ waiting: { mappingCheck: 1 } });
  system.simulator.control.faults.clear();
  const mapped = await untilStatus(() => mapping(partner, 'o1'), 'mapped');
  expect(mapped.body).toMatchObject({ status: 'mapped', mapping: target(system) });
});

it('acceptance 57: shows a mapping that turns out wrong as refused, with its sentence', async () => {
  const partner = await registeredPartner();
  takeDown(system);
  await map(partner, 'o1', { ...target(system), softwareLicenceId: 999_999 });
  system.simulator.control.faults.clear();
  const refused = await untilStatus(() => mapping(partner, 'o1'), 'refused');
  expect(refused.body).toMatchObject({
    whoseMove: 'you',
    mapping: null,
    problem: { code: 'mapping.licenceGone' },
    message: expect.stringMatching(/^HaloPSA does not accept this mapping; choose again\./),
  });
  expect((await map(partner, 'o1', target(system))).body).toMatchObject({ status: 'mapped' });
});

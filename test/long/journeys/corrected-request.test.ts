import type { Partner } from '../../journeys/partner';
import {
  aPartner,
  connectedPartner,
  credentialsOf,
  impatient,
  map,
  mapping,
  quieten,
  register,
  saveTicketMapping,
  syncedPartner,
  target,
  ticketMapping,
} from '../../journeys/partner';
import { runOf, runWhen } from '../../journeys/seats';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

const headers = { 'idempotency-key': 'k-1' };
const mapUnderKey = (partner: Partner, body: object, options: object = {}) =>
  partner.call('PUT', '/organizations/o1/halopsa/mapping', { body, headers, ...options });
const mapped = async (partner: Partner) => Object((await mapping(partner, 'o1')).body.mapping).softwareLicenceId;

it('acceptance 74: does a corrected request under the same key, and each of them once', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  const [first, second] = [target(system, 0), target(system, 1)];
  const done = await mapUnderKey(partner, first);
  expect(done).toMatchObject({ status: 200, body: { status: 'mapped', mapping: first } });
  expect(await mapUnderKey(partner, second)).toMatchObject({
    status: 200,
    body: { status: 'mapped', mapping: second },
  });
  expect(await mapUnderKey(partner, first)).toMatchObject({ status: 200, body: done.body });
  expect(await mapped(partner)).toBe(second.softwareLicenceId);
});

it('acceptance 74: does a corrected request after a no', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  const wrong = { ...target(system), softwareLicenceId: 999_999 };
  const refused = await mapUnderKey(partner, wrong);
  expect(refused).toMatchObject({ status: 422, body: { fields: { softwareLicenceId: expect.any(String) } } });
  expect(await mapUnderKey(partner, target(system))).toMatchObject({ status: 200, body: { status: 'mapped' } });
  expect(await mapUnderKey(partner, wrong)).toMatchObject({ status: 422, body: refused.body });
  expect(await mapped(partner)).toBe(target(system).softwareLicenceId);
});

it.each([
  ['Client ID', { clientId: 'another-client' }],
  ['Client Secret', { clientSecret: 'another-secret' }],
])('acceptance 74: connects under the key of a connect with a wrong %s', async (_, wrong) => {
  const partner = await aPartner(system);
  const connect = (given: object = {}) =>
    partner.call('PUT', '/halopsa/connection', { body: { ...credentialsOf(system), ...given }, headers });
  expect(await connect(wrong)).toMatchObject({ status: 422, body: { code: 'halo.invalidClient' } });
  expect(await connect()).toMatchObject({ status: 200, body: { status: 'connected' } });
});

it('acceptance 74: takes the same words of somebody else, and in another order, for the same operation', async () => {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  const { customerId, softwareLicenceId } = target(system);
  const done = await mapUnderKey(partner, { customerId, softwareLicenceId });
  await map(partner, 'o1', target(system, 1));
  const token = await system.api.tokens.sign({ partner: partner.id, partner_path: [partner.id], name: 'Ben' });
  expect(await mapUnderKey(partner, { softwareLicenceId, customerId }, { token })).toMatchObject({
    status: 200,
    body: done.body,
  });
  expect(await mapped(partner)).toBe(target(system, 1).softwareLicenceId);
});

it('acceptance 74: starts new organizations under the key of a run that did not, one run after the other', async () => {
  const partner = await syncedPartner(system);
  const run = (body: object) => partner.call('POST', '/halopsa/seat-sync/run', { body, headers });
  const isOver = ({ status }: { readonly status: string }) => status !== 'running';
  expect(await run({})).toMatchObject({ status: 202 });
  const first = await runWhen(partner, isOver);
  const second = await run({ startsNew: true });
  expect(second).toMatchObject({ status: 202 });
  expect(second.body.startedAt).not.toBe(first.startedAt);
  await runWhen(partner, isOver);
  expect((await run({ startsNew: true })).body.startedAt).toBe(second.body.startedAt);
  expect((await runOf(partner)).startedAt).toBe(second.body.startedAt);
});

it('refuses to start new organizations while another run has just begun, also one that no list shows yet', async () => {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner, ticketMapping);
  const run = (body: object) => partner.call('POST', '/halopsa/seat-sync/run', { body });
  await partner.call('POST', '/halopsa/gate/pause');
  expect(await run({})).toMatchObject({ status: 202, body: { status: 'running' } });
  const no = { code: 'rejected', detail: 'A reconcile is running. Start new ones when it is done.' };
  expect(await run({ startsNew: true })).toMatchObject({ status: 409, body: no });
  await partner.call('POST', '/halopsa/gate/resume');
  await runWhen(partner, ({ status }) => status === 'done');
  await partner.call('POST', '/halopsa/gate/pause');
  const both = await Promise.all([run({ startsNew: true }), run({ startsNew: true })]);
  expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
  await partner.call('POST', '/halopsa/gate/resume');
});

import { routes } from '../../../api/app';
import { defaultSeatPolicy } from '../../../domain/seats/policy';
import { connectionWorkflowId } from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import {
  acme,
  aPartner,
  connectedPartner,
  credentialsOf,
  impatient,
  quieten,
  target,
  ticketMapping,
} from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

type Write = readonly [method: string, path: string, body?: () => object];

const o1 = '/organizations/o1';
const observedAt = new Date(Date.now() - 60_000).toISOString();
const later = new Date().toISOString();
const policy = (largestChange: number) => ({
  ...defaultSeatPolicy,
  largeChange: { ...defaultSeatPolicy.largeChange, seats: largestChange },
});
const connectWrite: Write = ['PUT', '/halopsa/connection', () => credentialsOf(system)];
const revokeWrite: Write = ['DELETE', '/halopsa/connection'];
const saveWrite: Write = ['PUT', '/halopsa/ticket-mapping', () => ticketMapping];
const forgetWrite: Write = ['DELETE', '/halopsa/ticket-mapping'];
const mapWrite: Write = ['PUT', `${o1}/halopsa/mapping`, () => target(system)];
const unlinkWrite: Write = ['DELETE', `${o1}/halopsa/mapping`];
const pauseWrite: Write = ['POST', '/halopsa/gate/pause'];
const resumeWrite: Write = ['POST', '/halopsa/gate/resume'];

/** Every write in an order in which it may be done, and what is done before it is repeated: that must stand. */
const steps: readonly (readonly [Write, between?: Write])[] = [
  [connectWrite],
  [['POST', '/halopsa/connection/rights']],
  [saveWrite, forgetWrite],
  [['POST', '/halopsa/ticket-mapping/undo'], forgetWrite],
  [saveWrite],
  [forgetWrite, saveWrite],
  [
    ['PUT', o1, () => ({ ...acme, observedAt })],
    ['PUT', o1, () => ({ ...acme, observedAt: later, name: 'Initech' })],
  ],
  [mapWrite, unlinkWrite],
  [mapWrite],
  [unlinkWrite, mapWrite],
  [
    ['PUT', '/halopsa/seat-sync/policy', () => policy(7)],
    ['PUT', '/halopsa/seat-sync/policy', () => policy(9)],
  ],
  ...['preview', 'start', 'sync'].map((name): [Write] => [['POST', `${o1}/halopsa/seats/${name}`]]),
  // Nothing is held and nothing drifts: each is refused, and refused again.
  ...['approve', 'dismiss'].map((name): [Write] => [['POST', `${o1}/halopsa/seats/${name}`, () => ({})]]),
  [['POST', `${o1}/halopsa/seats/choose`, () => ({ choice: 'ours' })]],
  [['POST', '/halopsa/seat-sync/preview']],
  [['POST', '/halopsa/seat-sync/run', () => ({})]],
  [pauseWrite, resumeWrite],
  [pauseWrite],
  [resumeWrite, pauseWrite],
  [['POST', '/halopsa/gate/try-now']],
  [['POST', '/halopsa/operations/retry']],
  [['POST', '/halopsa/operations/nothing/retry']],
  [revokeWrite, connectWrite],
];

const send = (partner: Partner, [method, path, body]: Write, key: string) =>
  partner.call(method, path, { body: body?.(), headers: { 'idempotency-key': key } });

const isQuiet = ({ gate }: Record<string, unknown>) =>
  gate !== null && Object.values(Object(gate).waiting).every((waiting) => waiting === 0);

/** All that a write could have changed, when what goes on in the background has come to an end. */
async function look(partner: Partner) {
  const seen = (path: string, isOver: (body: Record<string, unknown>) => boolean) =>
    eventually(async () => (await partner.call('GET', path)).body, isOver);
  const runs = ['/halopsa/seat-sync/preview', '/halopsa/seat-sync/run'];
  for (const path of runs)
    await seen(path, ({ progress, status }) => (Object(progress).status ?? status) !== 'running');
  await seen(`${o1}/halopsa/mapping`, ({ status }) => status !== 'pendingCheck' && status !== 'kept');
  const seats = await seen(`${o1}/halopsa/seats`, ({ status }) => status !== 'waiting' && status !== 'debouncing');
  const mapped = await seen(`${o1}/halopsa/mapping`, () => true);
  const { gate, ...own } = await seen('/halopsa/connection', isQuiet);
  const policy = await seen('/halopsa/seat-sync/policy', () => true);
  const { total } = system.simulator.control.requests.report();
  const licences = system.simulator.control.licences.list();
  return { own, gate: Object(gate).status, mapped, seats, policy, total, licences };
}

/** A run's progress goes on between two looks. */
const settledIn = ({ status, body: { startedAt, taken, ...body } }: Awaited<ReturnType<typeof send>>) => {
  // Of a report that is repeated after a newer one, the answer shows the newer one: what is held is not what it says.
  if (taken !== undefined) return { status, organizationId: body.organizationId };
  return startedAt === undefined ? { status, body } : { status, startedAt };
};

it('acceptance 74: is the same operation under the same key, whatever was done meanwhile', async () => {
  const partner = await aPartner(system);
  for (const [index, [write, between]] of steps.entries()) {
    const [method, path] = write;
    const first = await send(partner, write, `k-${index}`);
    if (between !== undefined) expect((await send(partner, between, `between-${index}`)).status).toBe(200);
    const before = await look(partner);
    const again = await send(partner, write, `k-${index}`);
    expect({ method, path, ...settledIn(again) }).toEqual({ method, path, ...settledIn(first) });
    expect({ method, path, ...(await look(partner)) }).toEqual({ method, path, ...before });
  }
});

/** Of a partner: who signs in or out, or asks how an address will be read. */
const changeNothing: ReadonlySet<string> = new Set(['signIn', 'signOut', 'checkSiteUrl']);

it('acceptance 74: leaves no write out', () => {
  const pattern = (path: string) =>
    path.replace(/organizations\/o1/, 'organizations/{organizationId}').replace('/nothing/', '/{operationId}/');
  const tried = new Set(steps.map(([[method, path]]) => `${method} /v1/partners/{partnerId}${pattern(path)}`));
  const writes = routes
    .filter(({ id, method }) => method !== 'get' && !changeNothing.has(id))
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect([...tried].sort()).toEqual([...new Set(writes)].sort());
});

it('acceptance 74: is the same operation when the first answer is lost with its api, and the worker is another one', async () => {
  const partner = await connectedPartner(system);
  await send(partner, saveWrite, 'k-1');
  await system.stopWorker();
  await system.startWorker();
  const { total } = system.simulator.control.requests.report();
  expect(await send(partner, saveWrite, 'k-1')).toMatchObject({
    status: 200,
    body: { ticketMapping: { status: 'set' } },
  });
  expect(system.simulator.control.requests.report().total).toBe(total);
  const handle = system.client.workflow.getHandle(connectionWorkflowId(partner.id));
  const { events } = await handle.fetchHistory();
  const accepted = (events ?? []).flatMap(
    ({ workflowExecutionUpdateAcceptedEventAttributes: given }) => given?.protocolInstanceId ?? [],
  );
  expect(accepted.filter((id) => id.startsWith('k-1:saveTicketMapping:'))).toHaveLength(1);
});

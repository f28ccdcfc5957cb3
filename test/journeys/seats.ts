import { z } from 'zod';
import { ConnectionNow } from '../../api/connection/answers';
import { Organizations } from '../../api/organization/routes';
import { Preview } from '../../api/reconcile/preview';
import { OrganizationMappingView } from '../../domain/organization/view-schema';
import { ComparedRow, Progress as ReconcileProgress } from '../../domain/reconcile/progress-schema';
import { defaultSeatPolicy } from '../../domain/seats/policy';
import { SeatsView } from '../../domain/seats/view-schema';
import { eventually } from '../api/running-api';
import type { System, SystemOptions } from '../support/system';
import type { Partner } from './partner';
import { connectedPartner, map, register, target, ticketMapping } from './partner';

/** Seat changes are sent almost at once, and an outage is probed in fractions of a second. */
export const quick = {
  timings: { seatDebounceSeconds: 0.2 },
  env: { GATE_PROBE_FIRST_SECONDS: '0.3', GATE_PROBE_MAX_SECONDS: '1' },
} as const satisfies SystemOptions;

async function get(partner: Partner, path: string) {
  const { status, text, body } = await partner.call('GET', path);
  if (status !== 200) throw new Error(`${path} answers ${status}: ${text}`);
  return body;
}

export const now = (): string => new Date().toISOString();
export const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString();

export const saveTicketMapping = (partner: Partner, given: object = {}) =>
  partner.call('PUT', '/halopsa/ticket-mapping', { body: { ...ticketMapping, ...given } });

export const savePolicy = (partner: Partner, given: object) =>
  partner.call('PUT', '/halopsa/seat-sync/policy', { body: { ...defaultSeatPolicy, ...given } });

/** Connected, with a ticket mapping that syncs used seats. */
export async function syncingPartner(system: System, given: object = {}): Promise<Partner> {
  const partner = await connectedPartner(system);
  expect(await saveTicketMapping(partner, given)).toMatchObject({ status: 200 });
  return partner;
}

/** What the portal counts: so many used seats, and other numbers of the other kinds. */
export const counted = (used: number) => ({ used, purchased: used + 5, active: Math.max(0, used - 2) });

export const report = (partner: Partner, organizationId: string, used: number, given: object = {}) =>
  register(partner, organizationId, {
    name: `Organization ${organizationId}`,
    seats: counted(used),
    observedAt: now(),
    ...given,
  });

interface Licence {
  /** The customer, counted from the first. */
  readonly index: number;
  /** What HaloPSA holds. */
  readonly count?: number;
  readonly used?: number;
  readonly observedAt?: string;
}

/** An organization that was just mapped: nothing of it has been synced. Gives the licence's id. */
export async function mappedOrganization(
  system: System,
  partner: Partner,
  organizationId: string,
  { index, count = 10, used = 12, observedAt = now() }: Licence,
): Promise<number> {
  const wanted = target(system, index);
  system.simulator.control.licences.change(wanted.softwareLicenceId, { count });
  await report(partner, organizationId, used, { observedAt });
  expect(await map(partner, organizationId, wanted)).toMatchObject({ status: 200, body: { status: 'mapped' } });
  return wanted.softwareLicenceId;
}

/** The same, started and in sync. */
export async function syncedOrganization(
  system: System,
  partner: Partner,
  organizationId: string,
  licence: Licence,
): Promise<number> {
  const id = await mappedOrganization(system, partner, organizationId, licence);
  await say(partner, organizationId, 'start');
  expect(await written(partner, organizationId, licence.used ?? 12)).toMatchObject({ status: 'inSync' });
  return id;
}

/** Some at once, as many as the machine likes. */
export async function forEach<Item>(items: readonly Item[], act: (item: Item, index: number) => Promise<unknown>) {
  for (let start = 0; start < items.length; start += 5) {
    await Promise.all(items.slice(start, start + 5).map((item, index) => act(item, start + index)));
  }
}

/** Organizations `o0`, `o1`, …, so many, each like that, some at once; gives the ids of their licences. */
export async function syncedOrganizations(
  system: System,
  partner: Partner,
  count: number,
  used = 12,
): Promise<readonly number[]> {
  const licences: number[] = [];
  const ids = Array.from({ length: count }, (_, index) => `o${index}`);
  await forEach(ids, async (id, index) => {
    licences[index] = await syncedOrganization(system, partner, id, { index, used });
  });
  return licences;
}

export const say = (partner: Partner, organizationId: string, command: string, body: object = {}) =>
  partner.call('POST', `/organizations/${organizationId}/halopsa/seats/${command}`, { body });

export const seatsOf = async (partner: Partner, organizationId: string) =>
  SeatsView.parse(await get(partner, `/organizations/${organizationId}/halopsa/seats`));

/** The seats when they have come to `status`. */
export const seatsWhen = (partner: Partner, organizationId: string, status: string) =>
  eventually(
    () => seatsOf(partner, organizationId),
    (seen) => seen.status === status,
  );

/** The seats when nothing is collected or waits any more; a report shows in them at once. */
export const settled = (partner: Partner, organizationId: string) =>
  eventually(
    () => seatsOf(partner, organizationId),
    ({ status }) => status !== 'debouncing' && status !== 'waiting',
  );

/** The seats when `count` is written and nothing waits any more. */
export const written = (partner: Partner, organizationId: string, count: number) =>
  eventually(
    () => seatsOf(partner, organizationId),
    (seen) => seen.status === 'inSync' && seen.written?.count === count,
  );

type Sync = z.infer<typeof Organizations>['items'][number]['sync'];

/** Waits until the lists, which follow a moment later and are what a reconcile compares, show so many organizations like that. */
export async function listed(partner: Partner, count: number, isLike: (sync: Sync) => boolean): Promise<void> {
  const look = async () => Organizations.parse(await get(partner, '/organizations')).items;
  const alike = (rows: Awaited<ReturnType<typeof look>>) => rows.filter(({ sync }) => isLike(sync)).length;
  expect(alike(await eventually(look, (rows) => alike(rows) === count))).toBe(count);
}

/** Waits until the list shows so many mapped organizations, and Temporal's index as well: a reconcile goes by it, and it follows later. */
export async function mappedCount(partner: Partner, count: number): Promise<number> {
  const listed = await eventually(
    async () => Organizations.parse(await get(partner, '/organizations')).counts.mapped,
    (mapped) => mapped === count,
  );
  await eventually(
    () => partner.call('GET', '/halopsa/connection/revocation'),
    ({ body }) => Number(body.mappings) >= count,
  );
  return listed;
}

export const mappingOf = async (partner: Partner, organizationId: string) =>
  OrganizationMappingView.parse(await get(partner, `/organizations/${organizationId}/halopsa/mapping`));

export const mappingWhen = (partner: Partner, organizationId: string, status: string) =>
  eventually(
    () => mappingOf(partner, organizationId),
    (seen) => seen.status === status,
  );

export const connectionOf = async (partner: Partner) => ConnectionNow.parse(await get(partner, '/halopsa/connection'));

export async function gateOf(partner: Partner) {
  const { gate } = await connectionOf(partner);
  if (gate === null) throw new Error('Nothing is connected.');
  return gate;
}

export type Gate = Awaited<ReturnType<typeof gateOf>>;

export const gateWhen = (partner: Partner, isThere: (gate: Gate) => boolean) =>
  eventually(() => gateOf(partner), isThere);

const waitingAt = ({ waiting }: Gate): number => Object.values(waiting).reduce((sum, count) => sum + count, 0);

export const isQuiet = (gate: Gate): boolean => gate.status === 'open' && waitingAt(gate) === 0;

/** The gate when all have gone through. Many take their time on a busy machine, so it waits as long as one goes after the other. */
export async function drained(partner: Partner): Promise<Gate> {
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    const gate = await gateWhen(partner, (seen) => isQuiet(seen) || waitingAt(seen) < before);
    if (isQuiet(gate) || waitingAt(gate) >= before) return gate;
    before = waitingAt(gate);
  }
}

const Operations = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      status: z.string(),
      message: z.string(),
      organizationId: z.string().nullable(),
      organization: z.string().nullable(),
      since: z.string().nullable(),
      attempts: z.int(),
      problem: z.object({ detail: z.string() }).nullable(),
      moves: z.array(z.string()),
      nextAttemptAt: z.string().nullable(),
    }),
  ),
  total: z.int(),
  next: z.string().nullable(),
});

export const operationsOf = async (partner: Partner, cursor = '0') =>
  Operations.parse(await get(partner, `/halopsa/operations?cursor=${cursor}`));

/** The operations when they look so: those that wait for the partner are read from lists that follow a moment later. */
export const operationsWhen = (
  partner: Partner,
  isThere: (seen: Awaited<ReturnType<typeof operationsOf>>) => boolean,
) => eventually(() => operationsOf(partner), isThere);

export const startRun = (partner: Partner, body: object = {}) =>
  partner.call('POST', '/halopsa/seat-sync/run', { body });

export const runOf = async (partner: Partner) => ReconcileProgress.parse(await get(partner, '/halopsa/seat-sync/run'));

export const runWhen = (partner: Partner, isThere: (run: Awaited<ReturnType<typeof runOf>>) => boolean) =>
  eventually(() => runOf(partner), isThere);

/** A reconcile from its start to its end. */
export async function reconciled(partner: Partner, body: object = {}) {
  const reply = await startRun(partner, body);
  expect(reply).toMatchObject({ status: 202 });
  const { startedAt } = ReconcileProgress.parse(reply.body);
  return runWhen(partner, (run) => run.status !== 'running' && run.startedAt >= startedAt);
}

export const previewPage = async (partner: Partner, cursor = '0') =>
  Preview.parse(await get(partner, `/halopsa/seat-sync/preview?cursor=${cursor}`));

/** A dry run over all, from its start to its end: the progress and every row. */
export async function previewed(partner: Partner) {
  expect(await partner.call('POST', '/halopsa/seat-sync/preview')).toMatchObject({ status: 202 });
  return previewWhenDone(partner);
}

export async function previewWhenDone(partner: Partner) {
  const { progress, ...first } = await eventually(
    () => previewPage(partner),
    (seen) => seen.progress.status !== 'running',
  );
  const rows = [...first.rows];
  for (let next = first.next; next !== null; ) {
    const page = await previewPage(partner, next);
    rows.push(...page.rows);
    next = page.next;
  }
  return { progress, rows };
}

export const previewOne = async (partner: Partner, organizationId: string) =>
  ComparedRow.parse((await say(partner, organizationId, 'preview')).body);

export const countOf = ({ simulator }: System, licence: number): number =>
  simulator.control.licences.get(licence).count;

/** What HaloPSA was asked to write into a licence, whatever came of it. */
export const writesTo = ({ simulator }: System, licence: number) =>
  simulator.control.requests.report().recent.filter(({ records }) => records.includes(licence));

export const requests = ({ simulator }: System) => simulator.control.requests.report();

/** HaloPSA logs us in, and answers everything else with 503 until its faults are cleared. */
export const takeApiDown = ({ simulator }: System) =>
  simulator.control.faults.add({ path: '/api', effect: { kind: 'status', status: 503 } });

/** HaloPSA has trouble with its licences alone. */
export const troubleLicences = (
  { simulator }: System,
  effect: Parameters<System['simulator']['control']['faults']['add']>[0]['effect'],
  more: object = {},
) => simulator.control.faults.add({ path: '/api/softwarelicence', effect, ...more });

/** Organizations `o0`, `o1`, …, in sync, when the lists show them so: those are what a reconcile compares. */
export async function listedInSync(system: System, partner: Partner, count: number): Promise<readonly number[]> {
  const ids = await syncedOrganizations(system, partner, count);
  await untilInSync(partner, count);
  return ids;
}

export const untilInSync = (partner: Partner, count: number) =>
  listed(partner, count, (sync) => sync.status === 'inSync' && sync.written?.count === 12);

/** HaloPSA has got a write of the licence, and has not answered it. */
export const writeInFlight = (system: System, licence: number) =>
  eventually(
    async () => writesTo(system, licence),
    (writes) => writes.some(({ status }) => status === null),
  );

/** Looks often, for longer than anything that was under way could take. */
export async function stays<T>(look: () => T): Promise<T> {
  const first = look();
  const end = Date.now() + 3_000;
  await eventually(
    async () => look(),
    (seen) => JSON.stringify(seen) !== JSON.stringify(first) || Date.now() > end,
  );
  return look();
}

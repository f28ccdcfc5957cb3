import { Progress as ReconcileProgress } from '../domain/reconcile/progress-schema';
import { defaultSeatPolicy } from '../domain/seats/policy';
import type { Bench, Benchmark, Figure } from './support/benchmark';
import type { Requests } from './support/halo';
import type { Organization } from './support/organizations';
import { forAll, mapAll, organizationsIn, registerAll } from './support/organizations';
import type { Partner } from './support/partner';
import { connect, gateOf, saveTicketMapping, waitingIn } from './support/partner';
import { until } from './support/steps';
import type { System } from './support/system';

const LICENCES_PER_CUSTOMER = 3;
/** The page size of seat-reconcile, which is the largest that HaloPSA gives. */
const PAGE_SIZE = 100;
/** Their list is one request, however many customers are active. */
const INACTIVE_CUSTOMERS = 1;

export const syncRequestsBenchmark: Benchmark = {
  name: 'sync-requests',
  question: 'how many requests does HaloPSA get for a first sync, and for a reconcile when little or nothing changed?',
  withinMinutes: 30,
  run: async (bench) => {
    const { scaled, signal, startSystem, report, note } = bench;
    const wanted = scaled(1_000, 20);
    const system = await startSystem({ simulator: { customers: wanted, licencesPerCustomer: LICENCES_PER_CUSTOMER } });
    const partner = await system.newPartner();
    await connect(partner, system.credentials);
    await saveTicketMapping(partner);
    await partner.call('PUT', '/halopsa/seat-sync/policy', { ...defaultSeatPolicy, drift: 'alwaysOurs' });
    const organizations = await organizationsIn(system.halo, wanted);
    await registerAll(partner, organizations, signal);
    report(`${wanted} organizations are registered`);
    await mapAll(partner, organizations, signal);
    report('and mapped');
    const licences = (await system.halo.licences()).length;
    const sync = { system, partner, bench, licences, organizations };
    note(
      `${wanted} organizations, ${licences} licences, ${PAGE_SIZE} a page. Counts were changed in HaloPSA, policy "always ours".`,
    );
    note(
      'Least: tokens + one for inactive customers + min(pages, organizations) + changed. Each write is preceded by its own read, by design.',
    );
    return [
      ...(await measure('first sync', wanted, { startsNew: true }, sync)),
      ...(await reconcileChanged(5, sync)),
      ...(await reconcileChanged(1, sync)),
      ...(await reconcileChanged(0, sync)),
    ];
  },
};

interface Sync {
  readonly system: System;
  readonly partner: Partner;
  readonly bench: Bench;
  readonly licences: number;
  readonly organizations: readonly Organization[];
}

/** A reconcile after so many counts were changed by hand in HaloPSA. */
async function reconcileChanged(percent: number, sync: Sync): Promise<readonly Figure[]> {
  const { system, bench, organizations } = sync;
  const changed = organizations.slice(0, Math.ceil((organizations.length * percent) / 100));
  await forAll(changed, bench.signal, ({ softwareLicenceId, count }) =>
    system.halo.setCount(softwareLicenceId, count + 3),
  );
  return measure(`reconcile, ${percent} % changed`, changed.length, {}, sync);
}

async function measure(
  what: string,
  changed: number,
  run: { readonly startsNew?: boolean },
  { system, partner, bench, licences, organizations }: Sync,
): Promise<readonly Figure[]> {
  await system.halo.forgetRequests();
  const from = performance.now();
  await partner.call('POST', '/halopsa/seat-sync/run', run);
  await untilDone(partner, bench.signal);
  const seconds = (performance.now() - from) / 1_000;
  const requests = await system.halo.requests();
  await mustBeInSync(system, organizations);
  bench.report(`${what}: ${requests.total} requests`);
  const pages = Math.min(Math.ceil(licences / PAGE_SIZE), organizations.length);
  const least = requests.tokens + INACTIVE_CUSTOMERS + pages + changed;
  return [
    ...split(what, requests),
    { what: `${what}: took`, value: seconds, unit: 's' },
    { what: `${what}: requests / least`, value: requests.total / least, unit: 'ratio', ...(changed === 0 && bar) },
    {
      what: `${what}: requests / (least + one read for each write)`,
      value: requests.total / (least + changed),
      unit: 'ratio',
      ...bar,
    },
  ];
}

const bar = { atMost: 1.05 };

function split(what: string, { total, tokens, pages, reads, writes, others }: Requests): readonly Figure[] {
  const kinds = { requests: total, tokens, pages, 'licences read': reads, 'licences written': writes, others };
  return Object.entries(kinds).map(([kind, value]) => ({ what: `${what}: ${kind}`, value, unit: 'requests' }));
}

async function untilDone(partner: Partner, signal: AbortSignal): Promise<void> {
  const every = { everyMs: 250, signal };
  const progress = async () => ReconcileProgress.parse(await partner.call('GET', '/halopsa/seat-sync/run'));
  await until(progress, ({ status }) => status === 'done', every);
  // A Signal informs each organization, so some may not have reached the gate yet.
  let quiet = 0;
  const gate = async () => {
    quiet = waitingIn(await gateOf(partner)) === 0 ? quiet + 1 : 0;
    return quiet;
  };
  await until(gate, (times) => times >= 8, every);
}

async function mustBeInSync({ halo }: System, organizations: readonly Organization[]): Promise<void> {
  const counts = new Map((await halo.licences()).map(({ id, count }) => [id, count]));
  const wrong = organizations.filter(({ softwareLicenceId, count }) => counts.get(softwareLicenceId) !== count + 1);
  if (wrong.length > 0) throw new Error(`${wrong.length} licences do not hold our count, ${wrong[0]?.id} among them.`);
}

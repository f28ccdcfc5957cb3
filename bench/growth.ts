import { Preview } from '../api/reconcile/preview';
import { Progress as ReconcileProgress } from '../domain/reconcile/progress-schema';
import { startEngine } from './support/bare-commands';
import type { Benchmark, Figure } from './support/benchmark';
import { measureHistories } from './support/growth-histories';
import { percentiles, timed } from './support/numbers';
import type { Organization } from './support/organizations';
import { forAll, mapAll, organizationsIn, registerAll, say } from './support/organizations';
import type { Partner } from './support/partner';
import { connect, gateOf, saveTicketMapping, waitingIn } from './support/partner';
import { memoryOf } from './support/process';
import { range, until } from './support/steps';
import type { System } from './support/system';
import { figureInWords } from './support/table';

const MEBIBYTE = 2 ** 20;
const WARM_UP = 50;
const LOOKS = 10;

export const growthBenchmark: Benchmark = {
  name: 'growth',
  question: 'what does one more organization cost, for the first hundred and for the last thousand?',
  withinMinutes: 120,
  run: async ({ sizes, cached, signal, startSystem, report, note }) => {
    const customers = Math.max(...sizes);
    const system = await startSystem({
      simulator: { customers, licencesPerCustomer: 1 },
      env: { CACHED_WORKFLOWS: String(cached) },
    });
    const engine = await startEngine(system, signal);
    // By now the code is loaded and the pools are full, so memory grows only by what is kept.
    await grow(system, Math.min(WARM_UP, ...sizes), { signal, report });
    const memory = [{ open: Math.min(WARM_UP, ...sizes), bytes: await memoryOf(system.worker.pid) }];
    const grown: (Grown & { readonly engine: number })[] = [];
    for (const size of sizes) {
      const { figures, ...of } = await grow(system, size, { signal, report });
      const took = await engine();
      grown.push({ ...of, figures: [...figures, bareFigure(size, took)], engine: took });
      memory.push({ open: size + (memory.at(-1)?.open ?? 0), bytes: await memoryOf(system.worker.pid) });
      report(`${size} organizations: done`);
    }
    note(
      `Each size is a partner of its own on the same server: ${sizes.join(', ')} organizations, one after the other.`,
    );
    note(`The worker keeps ${cached} Workflows. Its memory is the whole process, code and garbage included.`);
    note('Bare Workflows, begun before all others, are sent one command each after each size: Temporal’s own price.');
    return [...grown.flatMap(({ figures }) => figures), ...ratios(grown), ...memoryFigures(memory, cached)];
  },
};

interface Watching {
  readonly signal: AbortSignal;
  report(line: string): void;
}

interface Grown {
  readonly size: number;
  /** What each step took for one organization, in milliseconds. */
  readonly steps: Readonly<Record<string, number>>;
  readonly figures: readonly Figure[];
}

/** Registers, maps and syncs so many organizations of a new partner. All of them wait at the gate at once. */
async function grow(system: System, size: number, { signal, report }: Watching): Promise<Grown> {
  const partner = await system.newPartner();
  await connect(partner, system.credentials);
  await saveTicketMapping(partner);
  const organizations = await organizationsIn(system.halo, size);
  const steps: Record<string, number> = {};
  const figures: Figure[] = [];
  const found = (more: readonly Figure[]): void => {
    figures.push(...more);
    for (const figure of more) report(figureInWords(figure));
  };
  const step = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const value = (await timed(work)) / size;
    steps[what] = value;
    found([{ what: `${size} organizations: time to ${what}`, value, unit: 'ms/organization' }]);
  };
  await step('register, 8 at once', () => registerAll(partner, organizations, signal));
  await step('map, 8 at once', () => mapAll(partner, organizations, signal));
  await step('start, 8 at once, the gate paused', () => startPaused(partner, organizations, signal));
  found(await looks(partner, size, 'all of them waiting'));
  await step('sync', () => drain(partner, signal));
  found(await looks(partner, size, 'all of them in sync'));
  await step('be compared by a dry run', () => compare(partner, 'preview', signal));
  await step('be compared by a reconcile', () => compare(partner, 'run', signal));
  found(await measureHistories(system.client, partner.id, organizations));
  found([{ what: `${size} organizations: looks answered 503`, value: partner.busy(), unit: 'looks' }]);
  return { size, steps, figures };
}

/** What the largest takes longer for one organization than the size before it. */
function ratios(grown: readonly (Grown & { readonly engine: number })[]): readonly Figure[] {
  const [before, largest] = grown.slice(-2);
  if (before === undefined || largest === undefined) return [];
  const of = `${largest.size} organizations / ${before.size}`;
  const steps = Object.entries(largest.steps).map(([step, took]) => ({
    what: `${of}: time to ${step}`,
    value: took / (before.steps[step] ?? Number.NaN),
    unit: 'ratio',
    atMost: 1.15,
  }));
  return [...steps, { what: `${of}: ${BARE_COMMAND}`, value: largest.engine / before.engine, unit: 'ratio' }];
}

const BARE_COMMAND = 'time of a command to a bare Workflow, 8 at once';

const bareFigure = (size: number, value: number): Figure => ({
  what: `${size} organizations: ${BARE_COMMAND}`,
  value,
  unit: 'ms/command',
});

async function startPaused(
  partner: Partner,
  organizations: readonly Organization[],
  signal: AbortSignal,
): Promise<void> {
  await partner.call('POST', '/halopsa/gate/pause');
  await forAll(organizations, signal, (one) => say(partner, one, 'start'));
  const all = organizations.length;
  await until(
    () => gateOf(partner),
    (gate) => waitingIn(gate) === all,
    { everyMs: 500, signal },
  );
}

async function drain(partner: Partner, signal: AbortSignal): Promise<void> {
  await partner.call('POST', '/halopsa/gate/resume');
  await until(
    () => gateOf(partner),
    (gate) => waitingIn(gate) === 0,
    { everyMs: 500, signal },
  );
}

async function compare({ call }: Partner, what: 'preview' | 'run', signal: AbortSignal): Promise<void> {
  const path = `/halopsa/seat-sync/${what}`;
  const { schema } = comparisons[what];
  await call('POST', path);
  const status = await until(
    async () => schema.parse(await call('GET', path)),
    (seen) => seen !== 'running',
    { everyMs: 200, signal },
  );
  if (status !== 'done') throw new Error(`The ${what} ended as ${status}.`);
}

/** Where each answer says how far the work is. */
const comparisons = {
  preview: { schema: Preview.transform(({ progress }) => progress.status) },
  run: { schema: ReconcileProgress.transform(({ status }) => status) },
};

/** What a person waits for. */
async function looks({ call }: Partner, size: number, when: string): Promise<readonly Figure[]> {
  const pages = { grid: '/organizations', operations: '/halopsa/operations', connection: '/halopsa/connection' };
  const figures: Figure[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const times: number[] = [];
    for (const _ of range(LOOKS)) times.push(await timed(() => call('GET', path)));
    figures.push(...percentiles(`${size} organizations, ${when}: GET ${name}`, times, {}, [50, 99]));
  }
  return figures;
}

interface Memory {
  /** Workflows of organizations on the server. */
  readonly open: number;
  /** Of the whole process. */
  readonly bytes: number;
}

/** How much memory one more cached Workflow takes, and how memory behaves when the cache is full. */
function memoryFigures(memory: readonly Memory[], cached: number): readonly Figure[] {
  const kept = ({ open }: Memory) => Math.min(open, cached);
  return memory.flatMap((now, index) => {
    const before = memory[index - 1];
    const held: Figure = { what: `memory of the worker, ${now.open} open`, value: now.bytes / MEBIBYTE, unit: 'MiB' };
    if (before === undefined) return [held];
    if (kept(now) === kept(before)) {
      return [
        held,
        { what: `the same / ${before.open} open`, value: now.bytes / before.bytes, unit: 'ratio', atMost: 1.25 },
      ];
    }
    const value = (now.bytes - before.bytes) / MEBIBYTE / (kept(now) - kept(before));
    return [
      held,
      { what: `for each Workflow more in the cache than with ${before.open}`, value, unit: 'MiB', atMost: 1 },
    ];
  });
}

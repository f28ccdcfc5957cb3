import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { apiWhileDownBenchmark } from './api-while-down';
import { connectBenchmark } from './connect';
import { gateTurnsBenchmark } from './gate-turns';
import { growthBenchmark } from './growth';
import { manyAtOnceBenchmark } from './many-at-once';
import { organizationsListBenchmark } from './organizations-list';
import { outageDrainBenchmark } from './outage-drain';
import { readsBenchmark } from './reads';
import type { Benchmark, Findings } from './support/benchmark';
import { runBenchmark } from './support/run';
import { inWords, isMet } from './support/table';
import { syncRequestsBenchmark } from './sync-requests';

/** `npm run bench`: every benchmark, one after the other. */
const benchmarks: readonly Benchmark[] = [
  connectBenchmark,
  readsBenchmark,
  manyAtOnceBenchmark,
  syncRequestsBenchmark,
  outageDrainBenchmark,
  apiWhileDownBenchmark,
  gateTurnsBenchmark,
  organizationsListBenchmark,
  growthBenchmark,
];

const USAGE = `npm run bench -- [--only NAME]… [--scale 0.1] [--sizes 100,1000] [--cached 1000] [--full] [--json FILE]
  --only   ${benchmarks.map(({ name }) => name).join(', ')}
  --scale  a share of the usual numbers, for a quick look
  --sizes  of growth, in organizations
  --cached of growth, how many Workflows the worker keeps (CACHED_WORKFLOWS)
  --full   growth also to 10,000 organizations, an outage of an hour
  --json   also writes everything to a file`;

interface Wanted {
  readonly chosen: readonly Benchmark[];
  readonly scale: number;
  readonly full: boolean;
  readonly sizes: readonly number[];
  readonly cached: number;
  readonly json: string | undefined;
}

/** @throws Error that shows the usage */
function wanted(): Wanted {
  const { only, scale, sizes, cached, full, json } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: benchmarks.map(({ name }) => name) },
      scale: { type: 'string', default: '1' },
      sizes: { type: 'string', default: '100,1000' },
      cached: { type: 'string', default: '1000' },
      full: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  }).values;
  const chosen = benchmarks.filter(({ name }) => only.includes(name));
  const share = Number(scale);
  const numbers = sizes.split(',').map(Number);
  const isUsable =
    chosen.length === new Set(only).size &&
    share > 0 &&
    share <= 1 &&
    [...numbers, Number(cached)].every((number) => number >= 1);
  if (!isUsable) throw new Error(USAGE);
  const scaled = numbers.map((size) => Math.max(1, Math.round(size * share)));
  const all = full ? [...scaled, 10_000] : scaled;
  return { chosen, scale: share, full, sizes: all, cached: Number(cached), json };
}

async function main(): Promise<void> {
  const { chosen, json, ...options } = wanted();
  const interrupted = new AbortController();
  // A second one does not end us before everything that was started has ended.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());
  const found: Findings[] = [];
  for (const benchmark of chosen) {
    if (interrupted.signal.aborted) break;
    const findings = await runBenchmark(benchmark, { ...options, signal: interrupted.signal });
    console.log(inWords(findings));
    found.push(findings);
    if (json !== undefined) await writeFile(json, JSON.stringify(asJson(found, options.scale), null, 2));
  }
  const isMissed = ({ problem, figures }: Findings) => problem !== null || figures.some((one) => isMet(one) === false);
  if (found.some(isMissed)) process.exitCode = 1;
}

const asJson = (found: readonly Findings[], scale: number) => ({
  machine: { cpus: cpus().length, model: cpus()[0]?.model, memoryGiB: Math.round(totalmem() / 2 ** 30) },
  node: process.version,
  at: new Date().toISOString(),
  scale,
  benchmarks: found.map(({ figures, ...findings }) => ({
    ...findings,
    figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
  })),
});

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

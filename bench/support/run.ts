import type { Bench, Benchmark, Figure, Findings } from './benchmark';
import { startSystem } from './system';

interface RunOptions {
  readonly scale: number;
  readonly full: boolean;
  readonly sizes: readonly number[];
  readonly cached: number;
  readonly signal: AbortSignal;
}

/** Runs one benchmark within its time, and stops everything that it started. Its findings say what went wrong. */
export async function runBenchmark(
  benchmark: Benchmark,
  { signal: interrupted, ...given }: RunOptions,
): Promise<Findings> {
  const { name, question, withinMinutes } = benchmark;
  const signal = AbortSignal.any([interrupted, AbortSignal.timeout(withinMinutes * 60_000)]);
  const notes: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  const from = performance.now();
  const bench: Bench = {
    ...given,
    signal,
    scaled: (full, least = 1) => Math.max(least, Math.round(full * given.scale)),
    report: (line) => process.stderr.write(`${name}: ${line}\n`),
    note: (line) => notes.push(line),
    startSystem: async (options = {}) => {
      const system = await startSystem(options, signal);
      stops.push(system.stop);
      return system;
    },
  };
  const findings = (figures: readonly Figure[], problem: string | null): Findings => ({
    name,
    question,
    seconds: (performance.now() - from) / 1_000,
    figures,
    notes,
    problem,
  });
  try {
    return findings(await Promise.race([benchmark.run(bench), aborted(signal)]), null);
  } catch (error) {
    return findings([], error instanceof Error ? error.message : String(error));
  } finally {
    for (const stop of stops) await stop();
  }
}

/** Also ends what does not look at the signal. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const give = () => reject(new Error('It took too long, or was interrupted.'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });

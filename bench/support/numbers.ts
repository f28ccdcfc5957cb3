import type { Figure } from './benchmark';

/** The nearest rank: a value that was really measured. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

type Percent = 50 | 90 | 99;

/** A line for each percentile of some times. */
export const percentiles = (
  what: string,
  milliseconds: readonly number[],
  bars: Readonly<Partial<Record<Percent, number>>> = {},
  percents: readonly Percent[] = [50, 90, 99],
): readonly Figure[] =>
  percents.map((percent) => {
    const atMost = bars[percent];
    const value = percentile(milliseconds, percent);
    return { what: `${what}, p${percent}`, value, unit: 'ms', ...(atMost !== undefined && { atMost }) };
  });

/** The ratio of two sets of times at a percentile. */
export const ratioAt = (
  what: string,
  percent: Percent,
  [one, other]: readonly [readonly number[], readonly number[]],
  atMost?: number,
): Figure => ({
  what: `${what}, p${percent}`,
  value: percentile(one, percent) / percentile(other, percent),
  unit: 'ratio',
  ...(atMost !== undefined && { atMost }),
});

/** How long something takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

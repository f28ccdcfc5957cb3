import type { System, SystemOptions } from './system';

/** One measured number. `atMost` is the bar that design.md or an issue sets for it. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly atMost?: number;
}

/** What a benchmark works with. */
export interface Bench {
  /** 1 is the full size; smaller is a quick look. */
  readonly scale: number;
  /** With what takes too long for every day. */
  readonly full: boolean;
  /** How many organizations, for those that grow. */
  readonly sizes: readonly number[];
  /** How many Workflows the worker keeps, for those that grow. */
  readonly cached: number;
  /** Aborts when the time is over, or somebody pressed Ctrl-C. */
  readonly signal: AbortSignal;
  /** So many of them at this scale, at least `least`. */
  scaled(full: number, least?: number): number;
  /** Tells who watches how far it is. */
  report(line: string): void;
  /** What has to be known to read the numbers: what was scaled, what was left out. */
  note(line: string): void;
  /** Starts everything, in a folder and on ports of its own; it is stopped when the benchmark ends. */
  startSystem(options?: SystemOptions): Promise<System>;
}

/** One question and how it is answered. */
export interface Benchmark {
  readonly name: string;
  readonly question: string;
  /** After so many minutes it is given up. */
  readonly withinMinutes: number;
  run(bench: Bench): Promise<readonly Figure[]>;
}

export interface Findings {
  readonly name: string;
  readonly question: string;
  readonly seconds: number;
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
  /** Why there are no figures. */
  readonly problem: string | null;
}

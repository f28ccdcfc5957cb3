import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkerOptions } from '@temporalio/worker';
import { z } from 'zod';
import type { Limits } from '../domain/gate/state';
import type { Waits } from '../halo';
import type { CommonConfig } from '../process/settings';
import { commonConfig, commonSettings, parseSettings, seconds, wholeNumber } from '../process/settings';

const shareRule = 'must be a share above 0 and up to 1, such as 0.7';

const Settings = z.object({
  ...commonSettings,
  /** How many Workflows it keeps in memory; each takes well under a megabyte, others are replayed when they are needed. */
  CACHED_WORKFLOWS: wholeNumber(1, 100_000).default(1_000),
  /** How many requests one HaloPSA takes in a rolling window, from all its integrations. */
  HALO_LIMIT_REQUESTS: wholeNumber(1, 1_000_000).default(300),
  HALO_LIMIT_WINDOW_SECONDS: wholeNumber(1, 86_400).default(300),
  /** Which share of them background work may use; the rest is for people who wait. */
  HALO_BACKGROUND_SHARE: z
    .string()
    .regex(/^(0?\.\d+|1(\.0+)?)$/, shareRule)
    .transform(Number)
    .refine((share) => share > 0, shareRule)
    .default(0.7),
  /** How long an outage is waited for before HaloPSA is tried again: the first time, and at the most. */
  GATE_PROBE_FIRST_SECONDS: seconds.default(30),
  GATE_PROBE_MAX_SECONDS: seconds.default(300),
  /** A file that is touched while the worker polls, for the health check of its container. */
  HEALTH_FILE: z.string().optional(),
});

export interface WorkerConfig extends CommonConfig {
  readonly cachedWorkflows: number;
  readonly healthFile?: string | undefined;
  readonly limits: Partial<Limits>;
  /** How far a `Retry-After` is followed. */
  readonly waits: Waits;
  /** After how many events a gate continues as new; left out, the gate's own. */
  readonly gateContinuesAfterEvents?: number;
  /** The bundle that the build made, or the sources of the Workflows where there is none. */
  readonly workflows: Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'interceptors'>;
}

/** @throws Error of one sentence that names every setting with a bad value, and shows none */
export function readWorkerConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const settings = parseSettings(Settings, env);
  const { CACHED_WORKFLOWS: cachedWorkflows } = settings;
  return {
    ...commonConfig(settings, env),
    cachedWorkflows,
    healthFile: settings.HEALTH_FILE,
    limits: limits(settings),
    waits: waits(limits(settings)),
    workflows: workflows(),
  };
}

const waits = ({ probeMaxMs, windowMs }: ReturnType<typeof limits>): Waits => ({
  outageMs: probeMaxMs,
  rateLimitedMs: windowMs,
});

function limits(settings: z.output<typeof Settings>) {
  return {
    requests: settings.HALO_LIMIT_REQUESTS,
    windowMs: settings.HALO_LIMIT_WINDOW_SECONDS * 1_000,
    share: settings.HALO_BACKGROUND_SHARE,
    probeFirstMs: settings.GATE_PROBE_FIRST_SECONDS * 1_000,
    probeMaxMs: Math.max(settings.GATE_PROBE_FIRST_SECONDS, settings.GATE_PROBE_MAX_SECONDS) * 1_000,
  };
}

export const workflowsPath = join(__dirname, '..', 'workflows');
/** What stands between Temporal and the Workflows. */
export const workflowModules = [join(workflowsPath, 'newest-report')];
export const bundlePath = join(__dirname, 'workflows.bundle.js');

function workflows(): WorkerConfig['workflows'] {
  if (existsSync(bundlePath)) return { workflowBundle: { codePath: bundlePath } };
  return { workflowsPath, interceptors: { workflowModules } };
}

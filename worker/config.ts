import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CommonConfig } from '../process/settings';
import { commonConfig, commonSettings, parseSettings, wholeNumber } from '../process/settings';

const Settings = z.object({
  ...commonSettings,
  /** How many Workflows it keeps in memory; each takes well under a megabyte, others are replayed when they are needed. */
  CACHED_WORKFLOWS: wholeNumber(1, 100_000).default(1_000),
});

export interface WorkerConfig extends CommonConfig {
  /** The bundle that the build made, or the sources of the Workflows where there is none. */
  readonly cachedWorkflows: number;
  readonly workflows: { readonly workflowBundle: { codePath: string } } | { readonly workflowsPath: string };
}

/** @throws Error of one sentence that names every setting with a bad value, and shows none */
export function readWorkerConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const settings = parseSettings(Settings, env);
  return { ...commonConfig(settings, env), cachedWorkflows: settings.CACHED_WORKFLOWS, workflows: workflows() };
}

export const bundlePath = join(__dirname, 'workflows.bundle.js');

function workflows(): WorkerConfig['workflows'] {
  if (existsSync(bundlePath)) return { workflowBundle: { codePath: bundlePath } };
  return { workflowsPath: join(__dirname, '..', 'workflows') };
}

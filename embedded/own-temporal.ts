import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { searchAttributes } from '../workflows/messages';
import type { EmbeddedConfig, Ports } from './config';
import { findTemporal } from './find-temporal';
import type { KeptTemporal } from './keep-temporal';
import { keepTemporal } from './keep-temporal';
import { lockFolder } from './lock';
import { choosePort } from './ports';
import type { TemporalOptions } from './temporal-server';
import { stopLeftover } from './temporal-server';

const retentionDays = 30;

export interface StartOptions {
  /** With its ports chosen. */
  config: EmbeddedConfig;
  env: NodeJS.ProcessEnv;
  report(line: string): void;
  signal: AbortSignal;
}

/** Takes the data folder's Temporal for this process and ends a server that a killed start left behind. */
export async function claimTemporal({
  config,
  report,
}: Pick<StartOptions, 'config' | 'report'>): Promise<() => Promise<void>> {
  const release = await lockFolder({ folder: config.dataDir, name: 'temporal' });
  await stopLeftover({ ...files(config), report });
  return release;
}

/** @throws StartError when Temporal's port or its Web UI's is taken. */
export async function chooseTemporalPorts(ports: Ports): Promise<Ports> {
  return {
    ...ports,
    temporal: await choosePort({ setting: 'TEMPORAL_PORT', port: ports.temporal }),
    temporalUi: await choosePort({ setting: 'TEMPORAL_UI_PORT', port: ports.temporalUi }),
  };
}

/** Temporal on `DATA_DIR/temporal`, kept running. Claim it first. */
export async function startOwnTemporal({ config, env, report, signal }: StartOptions): Promise<KeptTemporal> {
  const { path, how } = await findTemporal({ env, cacheDir: config.cacheDir, report, signal });
  report(`Starting Temporal (${how}) …`);
  await mkdir(join(config.dataDir, 'temporal'), { recursive: true });
  return keepTemporal({
    path,
    port: config.ports.temporal,
    uiPort: config.ports.temporalUi,
    namespace: config.temporalNamespace,
    searchAttributes: Object.values(searchAttributes),
    retentionDays,
    report,
    ...files(config),
  });
}

function files({ dataDir }: EmbeddedConfig): Pick<TemporalOptions, 'databaseFile' | 'logFile'> {
  return {
    databaseFile: join(dataDir, 'temporal', 'temporal.db'),
    logFile: join(dataDir, 'logs', 'temporal.log'),
  };
}

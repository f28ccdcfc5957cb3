import { loadEnvironment } from '../process/environment';
import { readEmbeddedConfig } from './config';
import { openDataDir } from './data-dir';
import { chooseTemporalPorts, claimTemporal, startOwnTemporal } from './own-temporal';
import { runCommand } from './start-error';
import { aborted, listenForStop } from './stop-signals';

/** `npm run temporal`: the Temporal part alone, in the foreground. */
async function main(): Promise<void> {
  const env = loadEnvironment();
  const config = readEmbeddedConfig(env);
  const signal = listenForStop();
  const report = console.log;
  await openDataDir(config.dataDir);
  const release = await claimTemporal({ config, report });
  try {
    const ports = await chooseTemporalPorts(config.ports);
    const temporal = await startOwnTemporal({ config: { ...config, ports }, env, report, signal });
    report(`Temporal serves at ${temporal.address}, its Web UI at ${temporal.uiUrl}. Ctrl-C stops it; its data stays.`);
    await Promise.race([aborted(signal), temporal.gaveUp]).finally(temporal.stop);
  } finally {
    await release();
  }
}

if (require.main === module) runCommand(main);

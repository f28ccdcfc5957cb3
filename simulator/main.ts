import { existsSync } from 'node:fs';
import type { Simulator } from '.';
import { createSimulator } from '.';
import { readConfig } from './config';

/** `npm run simulator`: prints its address and credentials, and runs until Ctrl-C. */

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

async function start(): Promise<Simulator> {
  // As in the other processes, a variable that is already set is not replaced.
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig();
  try {
    return await createSimulator(config);
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    throw new Error(`Port ${config.port} is taken; set SIMULATOR_PORT to a free one.`);
  }
}

async function main(): Promise<void> {
  const simulator = await start();
  const { siteUrl, clientId, clientSecret } = simulator.credentials;
  console.log(`HaloPSA simulator
  Site URL       ${siteUrl}
  Client ID      ${clientId}
  Client Secret  ${clientSecret}
  Control        ${simulator.url}/_simulator/`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

if (require.main === module) {
  main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}

import { createVault, loadOrCreateKeys } from '../vault';
import { readWorkerConfig } from './config';

/** `npm run reseal`: seals every secret under the newest key, so that older keys can be retired. Safe while everything runs. */
async function main(): Promise<void> {
  const { dataDir, vault: settings } = readWorkerConfig(process.env);
  const { url, keys = await loadOrCreateKeys(dataDir) } = settings;
  const vault = await createVault({ url, keys });
  try {
    const { resealed } = await vault.reseal();
    console.log(`${resealed} secrets were sealed anew; all of them are under the newest key now.`);
  } finally {
    await vault.close();
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

import { sayFailure } from '../process/command';
import { loadEnvironment } from '../process/environment';
import { createVault, loadMadeKeys } from '../vault';
import { readWorkerConfig } from './config';

/** `npm run reseal`: seals every secret under the newest key, so that older keys can be retired. Safe while everything runs. */
async function main(): Promise<void> {
  const { dataDir, vault: settings } = readWorkerConfig(loadEnvironment());
  // We make no key here: a new key opens nothing that is stored.
  const { url, keys = await loadMadeKeys(dataDir) } = settings;
  if (keys === undefined) {
    throw new Error(
      `VAULT_KEYS is not set, and ${dataDir} holds no key that npm start made: nothing can be sealed anew.`,
    );
  }
  const vault = await createVault({ url, keys });
  try {
    const { resealed } = await vault.reseal();
    console.log(`${storeOf(url)}: ${resealed} sealed anew; every secret is under the newest key now.`);
  } finally {
    await vault.close();
  }
}

/** Where the secrets are, without the password that stands in a URL. */
function storeOf(url: string): string {
  if (!/^postgres(ql)?:/.test(url)) return url;
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: '', pathname: '' };
  return `PostgreSQL at ${host}${pathname}`;
}

if (require.main === module) main().catch(sayFailure);

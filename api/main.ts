import type { JWTVerifyGetKey } from 'jose';
import { runProcess } from '../process/command';
import { loadEnvironment } from '../process/environment';
import { createLogger } from '../process/log';
import { createTemporalClient } from '../process/temporal-client';
import { createVault, loadOrCreateKeys } from '../vault';
import { defaultTimings } from '../workflows/messages';
import { createApp } from './app';
import { createAuth, loadKeys } from './auth';
import type { ApiConfig } from './config';
import { readApiConfig } from './config';
import { createPortal } from './portal';
import { serve } from './server';
import { createSignIn } from './session/sign-in';

export interface RunningApi {
  readonly url: string;
  /** Stops accepting, finishes the requests under way, lets go of everything. */
  close(): Promise<void>;
}

/**
 * Runs the api. A Temporal that cannot be reached does not keep it from starting: `/readyz` says so, calls answer 503.
 * @throws Error (a VaultError among them) of one sentence that names the setting
 */
export async function runApi(config: ApiConfig): Promise<RunningApi> {
  const logger = createLogger(config.logLevel);
  const tokenKeys = await loadKeys(config.auth.keys);
  const auth = createAuth({ ...config.auth, keys: tokenKeys });
  const { url, keys = await loadOrCreateKeys(config.dataDir) } = config.vault;
  const vault = await createVault({ url, keys });
  const client = createTemporalClient(config.temporal);
  const release = async () => {
    await client.connection.close();
    await vault.close();
  };
  const timings = { ...defaultTimings, seatDebounceSeconds: config.seatDebounceSeconds };
  try {
    const { allowedHosts, limits } = config;
    const portal = await createPortal(config.portal);
    if (portal === undefined) logger.warn({ ...config.portal }, 'no portal is there: only the api is served');
    const signIn = createSignIn({ ...config, links: linksOf(config, tokenKeys), sealingKeys: keys });
    const app = createApp({ client, vault, auth, signIn, allowedHosts, timings, limits, portal, logger });
    const server = await serve({ listener: app, host: config.host, port: config.port });
    logger.info({ url: server.url }, 'the api listens');
    return { url: server.url, close: () => server.close().then(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

/** With keys of somebody else, nobody here makes one-time links. */
const linksOf = ({ auth }: ApiConfig, keys: JWTVerifyGetKey) => ('url' in auth.keys ? null : { ...auth, keys });

if (require.main === module) {
  runProcess(async () => {
    const api = await runApi(readApiConfig(loadEnvironment()));
    return { stop: () => api.close() };
  });
}

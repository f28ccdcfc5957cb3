import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApiConfig } from '../../api/config';
import { runApi } from '../../api/main';
import { closedAddress, createTokens } from './running-api';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'halopsa-data-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const settings = async () => ({
  DATA_DIR: dataDir,
  PORT: '0',
  LOG_LEVEL: 'silent',
  TEMPORAL_ADDRESS: await closedAddress(),
});

async function publishKeys(): Promise<void> {
  await mkdir(join(dataDir, 'auth'));
  const { jwk } = await createTokens();
  await writeFile(join(dataDir, 'auth', 'jwks.json'), JSON.stringify({ keys: [jwk] }));
}

it('starts without Temporal, and says what is missing', async () => {
  await publishKeys();
  const api = await runApi(readApiConfig(await settings()));
  await expect(fetch(`${api.url}/healthz`).then((reply) => reply.json())).resolves.toEqual({ status: 'alive' });
  const ready = await fetch(`${api.url}/readyz`);
  expect(ready.status).toBe(503);
  await expect(ready.json()).resolves.toMatchObject({
    code: 'notReady',
    detail: 'Missing: temporal, worker.',
    fields: { temporal: 'Temporal does not answer.', worker: 'Not known while Temporal cannot be asked.' },
  });
  await api.close();
  await expect(fetch(`${api.url}/healthz`)).rejects.toThrow();
});

it('names the vault when it is missing', async () => {
  await publishKeys();
  const api = await runApi(readApiConfig(await settings()));
  await rm(join(dataDir, 'vault'), { recursive: true });
  await writeFile(join(dataDir, 'vault'), 'not a folder');
  const ready = await fetch(`${api.url}/readyz`).then((reply) => reply.json());
  expect(ready).toMatchObject({ fields: { vault: 'Secrets cannot be stored or read.' } });
  await api.close();
});

it('says in one sentence that there are no keys to check tokens with', async () => {
  await expect(settings().then(readApiConfig).then(runApi)).rejects.toThrow(
    /^AUTH_JWKS_URL is not set, and .*jwks\.json/,
  );
});

it('lets go of everything when it cannot listen', async () => {
  await publishKeys();
  const first = await runApi(readApiConfig(await settings()));
  const env = { ...(await settings()), PORT: new URL(first.url).port };
  await expect(runApi(readApiConfig(env))).rejects.toThrow(/^PORT: port \d+ is taken/);
  await first.close();
});

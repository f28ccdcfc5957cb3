import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readCompose } from '../../tools/compose';
import { dynamicConfigOf } from '../../tools/temporal-cluster';

const root = resolve(__dirname, '../..');
const settings = {
  POSTGRES_PASSWORD: 'only-for-tests',
  VAULT_DB_PASSWORD: 'only-for-tests',
  TEMPORAL_DB_PASSWORD: 'only-for-tests',
  VAULT_KEYS: 'k1:…',
  AUTH_JWKS_URL: 'https://login.example/jwks',
  AUTH_ISSUER: 'portal',
  AUTH_AUDIENCE: 'halo',
};

it("finds the server's dynamic config where the compose file mounts it", async () => {
  const compose = await readCompose({ path: join(root, 'docker-compose.yml'), variables: settings });
  expect(dynamicConfigOf(compose)).toBe(join(root, 'deploy', 'dynamic-config.yaml'));
});

it('refuses a dynamic config that is mounted elsewhere than the server looks', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'halopsa-compose-'));
  const path = join(folder, 'docker-compose.yml');
  await writeFile(
    path,
    `services:
  temporal:
    environment: { DYNAMIC_CONFIG_FILE_PATH: /etc/temporal/one.yaml }
    volumes: [./deploy/dynamic-config.yaml:/etc/temporal/other.yaml:ro]
`,
  );
  const compose = await readCompose({ path, variables: {} });
  expect(() => dynamicConfigOf(compose)).toThrow(
    new Error('The compose file mounts nothing into "temporal" at /etc/temporal/one.yaml.'),
  );
  await rm(folder, { recursive: true });
});

it('hands to the api where people open it, and where they sign in', async () => {
  const signIn = {
    PUBLIC_URL: 'https://portal.example',
    AUTH_OIDC_ISSUER: 'https://login.example',
    AUTH_OIDC_CLIENT_ID: 'portal',
    AUTH_OIDC_CLIENT_SECRET: 'only-for-tests',
    TEMPORAL_UI_URL: 'https://temporal.example',
  };
  const compose = await readCompose({
    path: join(root, 'docker-compose.yml'),
    variables: { ...settings, ...signIn },
  });
  expect(compose.service('api').environment).toMatchObject(signIn);
  expect(compose.service('worker').environment).not.toHaveProperty('AUTH_OIDC_CLIENT_SECRET');
});

it('hands each setting of .env.example to the api or a worker, but for those that are of the images, or that it knows itself', async () => {
  const example = await readFile(join(root, '.env.example'), 'utf8');
  const names = [...example.matchAll(/^#([A-Z_]+)=/gm)].map(([, name = '']) => name);
  const variables = Object.fromEntries(names.map((name) => [name, 'set']));
  const compose = await readCompose({ path: join(root, 'docker-compose.yml'), variables });
  const handed = ['api', 'worker'].flatMap((service) => Object.keys(compose.service(service).environment));
  expect(names.filter((name) => !handed.includes(name) && !/^TEMPORAL_|^SIMULATOR_|_PASSWORD$/.test(name))).toEqual([
    'DATA_DIR',
    'XDG_CACHE_HOME',
    'PORTAL_FOLDER',
  ]);
});

it.each(Object.keys(settings))('must be told %s', async (name) => {
  const path = join(root, 'docker-compose.yml');
  await expect(readCompose({ path, variables: { ...settings, [name]: '' } })).rejects.toThrow(`${name}: `);
});

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { serve } from '../../api/server';
import type { Simulator } from '../../simulator';
import { createSimulator } from '../../simulator';
import type { ComposeFile } from '../../tools/compose';
import { readCompose } from '../../tools/compose';
import { run } from '../../tools/programs';
import { startApi, startWorker } from '../../tools/services';
import type { ClusterOptions, TemporalServer } from '../../tools/temporal-cluster';
import {
  dynamicConfigOf,
  runNamespaceJob,
  runRolesJob,
  runSchemaJob,
  startTemporal,
} from '../../tools/temporal-cluster';
import { temporalPrograms } from '../../tools/temporal-programs';
import { searchAttributes } from '../../workflows/messages';
import { runningOf } from '../../workflows/messages/visibility';
import type { Tokens } from '../api/running-api';
import { createTokens, eventually } from '../api/running-api';
import { client, locationOf, reserveIssuer, startProvider } from '../api/session/identity-provider';
import type { Postgres } from '../support/postgres';
import { query, startPostgres } from '../support/postgres';

const root = resolve(__dirname, '../..');

/** Where people open the portal, behind what ends TLS. */
const publicUrl = 'https://portal.example';

let folder: string;
let postgres: Postgres;
let compose: ComposeFile;
let options: ClusterOptions;
let server: TemporalServer;
let vaultUrl: string;
let tokens: Tokens;
let simulator: Simulator;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'topology-'));
  tokens = await createTokens();
  const keys = await serve({
    host: '127.0.0.1',
    port: 0,
    listener: (_request, response) => response.setHeader('content-type', 'application/json').end(keySet()),
  });
  stops.push(() => keys.close());
  simulator = await createSimulator({ customers: 20, agentProfileBytes: 1_000 });
  stops.push(() => simulator.close());
  const issuer = await reserveIssuer();
  const provider = await startProvider(issuer, publicUrl);
  stops.push(() => provider.close());
  compose = await readCompose({
    path: join(root, 'docker-compose.yml'),
    variables: {
      POSTGRES_PASSWORD: 'only-for-tests',
      VAULT_DB_PASSWORD: 'of-the-vault',
      TEMPORAL_DB_PASSWORD: 'of-temporal',
      VAULT_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      AUTH_JWKS_URL: keys.url,
      AUTH_ISSUER: 'test-issuer',
      AUTH_AUDIENCE: 'test-audience',
      PUBLIC_URL: publicUrl,
      AUTH_OIDC_ISSUER: issuer.origin,
      AUTH_OIDC_CLIENT_ID: client.clientId,
      AUTH_OIDC_CLIENT_SECRET: client.clientSecret,
      HALO_ALLOWED_HOSTS: new URL(simulator.url).host,
      SEAT_DEBOUNCE_SECONDS: '0.2',
    },
  });
  const [, ...flags] = compose.service('postgres').command;
  postgres = await startPostgres({ settings: flags.filter((flag) => flag !== '-c') });
  await mkdir(join(folder, 'bin'));
  const programs = await temporalPrograms({
    version: compose.service('temporal').tag,
    folder: join(folder, 'bin'),
  });
  options = { compose, programs, postgres };
  await runRolesJob(options);
  await runSchemaJob(options);
  vaultUrl =
    compose.service('worker').environment['VAULT_URL']?.replace('postgres:5432', `127.0.0.1:${postgres.port}`) ?? '';
  server = await startTemporal(options);
  await runNamespaceJob(options, server.address);
  // Go builds Temporal Server once, in a minute or several.
}, 900_000);

afterAll(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await server?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true });
});

it('has a dynamic config that the server knows', async () => {
  const program = join(options.programs.folder, 'temporal-server');
  const answer = await run({ command: [program, 'validate-dynamic-config', dynamicConfigOf(compose)], env: {} });
  expect(answer).not.toMatch(/error|warning/);
});

it.each([
  ['vault', 'of-the-vault', ['temporal', 'temporal_visibility', 'postgres']],
  ['temporal', 'of-temporal', ['vault', 'postgres']],
])('lets the role %s into its own databases alone', async (role, password, others) => {
  expect(await query(databaseUrl(role, password, role), 'select current_user as role')).toEqual([{ role }]);
  for (const other of others) {
    await expect(query(databaseUrl(role, password, other), 'select 1')).rejects.toThrow(
      `permission denied for database "${other}"`,
    );
  }
  const rights = `select rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user`;
  expect(await query(databaseUrl(role, password, role), rights)).toEqual([
    { rolsuper: false, rolcreatedb: false, rolcreaterole: false },
  ]);
});

it('says that a worker is not healthy when it hangs or has stopped, and that it is when it goes on', async () => {
  const worker = await startWorker({ ...given(), healthFile: join(folder, 'health') });
  stops.push(worker.stop);
  const health = () => worker.checkHealth().then(() => 'healthy', String);
  const until = (words: string) => eventually(health, (seen) => seen.includes(words));
  expect(await until('healthy')).toBe('healthy');
  process.kill(worker.pid, 'SIGSTOP');
  expect(await until('has not polled')).toMatch(/The worker has not polled for \d+ s\./);
  process.kill(worker.pid, 'SIGCONT');
  expect(await until('healthy')).toBe('healthy');
  await worker.stop();
  expect(await health()).toContain('The worker does not poll.');
}, 120_000);

it('keeps closed Workflows for 30 days and knows our Search Attributes, also when the jobs run again', async () => {
  await runRolesJob(options);
  await runSchemaJob(options);
  await runNamespaceJob(options, server.address);
  const { TEMPORAL_NAMESPACE: namespace = '' } = compose.service('worker').environment;
  const connection = await Connection.connect({ address: server.address });
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  await connection.close();
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 24 * 60 * 60);
  expect(customAttributes).toMatchObject(
    Object.fromEntries(Object.values(searchAttributes).map(({ name, type }) => [name, wireType(type)])),
  );
});

it('answers many lists at once', async () => {
  const { TEMPORAL_NAMESPACE: namespace = '' } = compose.service('api').environment;
  const connection = await Connection.connect({ address: server.address, interceptors: [] });
  const query = runningOf({ partnerId: 'p1', workflowType: 'organizationMapping', statuses: ['mapped'] });
  const counts = Array.from({ length: 60 }, () =>
    connection.workflowService.countWorkflowExecutions({ namespace, query }),
  );
  await expect(Promise.all(counts)).resolves.toHaveLength(60);
  await connection.close();
});

it('connects, maps, syncs seats and revokes through two apis and two workers, with the vault in PostgreSQL', async () => {
  for (const name of ['health-1', 'health-2']) {
    stops.push((await startWorker({ ...given(), healthFile: join(folder, name) })).stop);
  }
  const apis = [await startApi(given()), await startApi(given())];
  for (const api of apis) stops.push(api.stop);
  const token = await tokens.sign();
  let turn = 0;
  // Every call goes to the other api.
  const call = async (method: string, path: string, body?: unknown) => {
    turn += 1;
    const reply = await fetch(`${apis[turn % 2]?.url}/v1/partners/p1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: await reply.json() };
  };

  const { siteUrl, clientId, clientSecret } = simulator.credentials;
  const credentials = { siteUrl, clientId, clientSecret };
  expect(await call('PUT', '/halopsa/connection', credentials)).toMatchObject({ body: { status: 'connected' } });
  const ticketMapping = { seatCount: 'used', ticketTypeId: 3, slaId: 2, priorityId: 2 };
  expect(await call('PUT', '/halopsa/ticket-mapping', ticketMapping)).toMatchObject({ status: 200 });
  const report = {
    name: 'Acme',
    status: 'active',
    seats: { used: 33, purchased: 40, active: 20 },
    observedAt: new Date().toISOString(),
  };
  expect(await call('PUT', '/organizations/o1', report)).toMatchObject({ status: 200 });
  const [licence] = simulator.control.licences.list();
  const target = { customerId: licence?.client_id, softwareLicenceId: licence?.id };
  expect(await call('PUT', '/organizations/o1/halopsa/mapping', target)).toMatchObject({ body: { status: 'mapped' } });
  expect(await query(vaultUrl, 'select count(*)::int as rows from vault_credentials')).toEqual([{ rows: 1 }]);

  expect(await call('POST', '/organizations/o1/halopsa/seats/start')).toMatchObject({ status: 200 });
  await eventually(
    async () => simulator.control.licences.get(licence?.id ?? 0).count,
    (count) => count === 33,
  );
  expect(simulator.control.licences.get(licence?.id ?? 0).count).toBe(33);

  expect(await call('DELETE', '/halopsa/connection')).toMatchObject({ body: { status: 'disconnected' } });
  expect(await query(vaultUrl, 'select count(*)::int as rows from vault_credentials')).toEqual([{ rows: 0 }]);
}, 120_000);

it('serves the portal, and sends people to the OpenID provider of its settings', async () => {
  const api = await startApi(given());
  stops.push(api.stop);
  const page = await fetch(`${api.url}/integration`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('<div id="root">');
  const ways = await fetch(`${api.url}/v1/session/sign-in`);
  expect(await ways.json()).toEqual({ oidc: true, link: false });
  const start = await fetch(`${api.url}/v1/session/start?return=/activity`, { redirect: 'manual' });
  const { origin, searchParams } = new URL(locationOf(start));
  expect(origin).toBe(compose.service('api').environment['AUTH_OIDC_ISSUER']);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    client_id: client.clientId,
    code_challenge_method: 'S256',
    redirect_uri: `${publicUrl}/v1/session/callback`,
  });
});

/** The services' own settings, but for where things are here. */
const given = () => ({
  compose,
  dist: join(root, 'dist'),
  here: { TEMPORAL_ADDRESS: server.address, VAULT_URL: vaultUrl },
});

const databaseUrl = (role: string, password: string, database: string) =>
  `postgres://${role}:${password}@127.0.0.1:${postgres.port}/${database}`;

const keySet = () => JSON.stringify({ keys: [tokens.jwk] });

const wireTypes: Readonly<Record<string, number>> = { KEYWORD: 2, INT: 3, DATETIME: 6, KEYWORD_LIST: 7 };
const wireType = (type: string) => wireTypes[type];

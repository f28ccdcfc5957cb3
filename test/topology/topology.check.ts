import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import type { ComposeFile } from '../../tools/compose';
import { readCompose } from '../../tools/compose';
import { run } from '../../tools/programs';
import type { ClusterOptions, TemporalServer } from '../../tools/temporal-cluster';
import { runNamespaceJob, runSchemaJob, startTemporal } from '../../tools/temporal-cluster';
import { temporalPrograms } from '../../tools/temporal-programs';
import { searchAttributes } from '../../workflows/messages';
import type { Postgres } from '../support/postgres';
import { startPostgres } from '../support/postgres';

const root = resolve(__dirname, '../..');
const dynamicConfig = join(root, 'deploy/dynamic-config.yaml');

let folder: string;
let postgres: Postgres;
let compose: ComposeFile;
let options: ClusterOptions;
let server: TemporalServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'topology-'));
  compose = await readCompose({
    path: join(root, 'docker-compose.yml'),
    variables: {
      POSTGRES_PASSWORD: 'only-for-tests',
      VAULT_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      AUTH_JWKS_URL: 'http://127.0.0.1/jwks.json',
      AUTH_ISSUER: 'portal',
      AUTH_AUDIENCE: 'halopsa',
    },
  });
  const [, ...flags] = compose.service('postgres').command;
  postgres = await startPostgres({ settings: flags.filter((flag) => flag !== '-c') });
  await postgres.createDatabase(compose.service('postgres').environment['POSTGRES_DB'] ?? '');
  await mkdir(join(folder, 'bin'));
  const programs = await temporalPrograms({
    version: compose.service('temporal').tag,
    folder: join(folder, 'bin'),
  });
  options = { compose, programs, postgres, dynamicConfig };
  await runSchemaJob(options);
  server = await startTemporal(options);
  await runNamespaceJob(options, server.address);
});

afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true });
});

it('has a dynamic config that the server knows', async () => {
  const program = join(options.programs.folder, 'temporal-server');
  const answer = await run({ command: [program, 'validate-dynamic-config', dynamicConfig], env: {} });
  expect(answer).not.toMatch(/error|warning/);
});

it('keeps closed Workflows for 30 days and knows our Search Attributes, also when the jobs run again', async () => {
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
  const query = "PartnerId = 'p1' and Status = 'mapped'";
  const counts = Array.from({ length: 60 }, () =>
    connection.workflowService.countWorkflowExecutions({ namespace, query }),
  );
  await expect(Promise.all(counts)).resolves.toHaveLength(60);
  await connection.close();
});

const wireTypes: Readonly<Record<string, number>> = { KEYWORD: 2, INT: 3, KEYWORD_LIST: 7 };
const wireType = (type: string) => wireTypes[type];

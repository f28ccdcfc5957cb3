import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApiConfig } from '../../api/config';
import { runApi } from '../../api/main';
import { searchAttributes } from '../../workflows/messages';
import { startRefusingTemporal } from '../support/refusing-temporal';
import { startTestServer } from '../support/temporal';
import { call, createTokens, startApi } from './running-api';

const unauthenticated = 16;
const { TEST_TEMPORAL_ADDRESS: address = '' } = process.env;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'halopsa-ready-'));
  await mkdir(join(dataDir, 'auth'));
  const { jwk } = await createTokens();
  await writeFile(join(dataDir, 'auth', 'jwks.json'), JSON.stringify({ keys: [jwk] }));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** What `/readyz` says is missing, with these settings. */
async function missing(env: Record<string, string>): Promise<unknown> {
  const api = await runApi(readApiConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', ...env }));
  try {
    return (await call('GET', `${api.url}/readyz`, {})).body.fields;
  } finally {
    await api.close();
  }
}

const worker = 'Not known while Temporal cannot be asked.';

it('names a Namespace that does not exist', async () => {
  expect(await missing({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'nope' })).toEqual({
    temporal: 'Namespace "nope" does not exist.',
    worker,
  });
});

it('says that TLS is wrong', async () => {
  expect(await missing({ TEMPORAL_ADDRESS: address, TEMPORAL_TLS: 'true', TEMPORAL_TLS_SERVER_NAME: 'here' })).toEqual({
    temporal: 'There is no TLS with Temporal; see the TEMPORAL_TLS settings.',
    worker,
  });
});

it('says that the key is refused', async () => {
  const temporal = await startRefusingTemporal(() => unauthenticated);
  expect(await missing({ TEMPORAL_ADDRESS: temporal.address })).toEqual({
    temporal: expect.stringMatching(/^Temporal refuses our key for Namespace "default"; see TEMPORAL_API_KEY, or/),
    worker,
  });
  await temporal.close();
});

it('names the Search Attributes that a Namespace lacks, until it has them', async () => {
  const { temporal } = await startTestServer({ folder: dataDir, searchAttributes: [searchAttributes.partnerId] });
  const api = await startApi({ address: temporal.address });
  const { body } = await api.call('GET', '/readyz');
  expect(body).toMatchObject({
    detail: 'Missing: temporal, worker.',
    fields: {
      temporal:
        'Namespace "default" lacks the Search Attributes OrganizationId, Status, SeatSync, CustomerId, SoftwareLicenceId, ShownAt, OperationIds; run deploy/namespace.sh.',
      worker: 'No worker polls the Task Queue "halopsa".',
    },
  });
  await api.close();
  await temporal.stop();
});

it('looks once for all who ask at the same time', async () => {
  const api = await startApi();
  const looked = jest.spyOn(api.vault, 'check');
  const replies = await Promise.all(Array.from({ length: 20 }, () => api.call('GET', '/readyz', { token: null })));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([503]));
  // A machine with much to do may take more than a second to ask them all.
  expect(looked.mock.calls.length).toBeLessThan(5);
  await api.close();
});

it('says within seconds that a vault does not answer', async () => {
  const api = await startApi();
  jest.spyOn(api.vault, 'check').mockReturnValue(new Promise(() => undefined));
  const { body } = await api.call('GET', '/readyz', { token: null });
  expect(body.fields).toMatchObject({ vault: 'Secrets cannot be stored or read.' });
  await api.close();
});

it('logs the cause once, and not at every question', async () => {
  const api = await startApi();
  await api.call('GET', '/readyz');
  await api.call('GET', '/readyz');
  const lines = api.log.filter((line) => line.includes('not ready'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"level":40');
  expect(lines[0]).toContain('ECONNREFUSED');
  await api.close();
});

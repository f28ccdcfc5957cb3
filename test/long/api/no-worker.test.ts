import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningApi } from '../../api/running-api';
import { eventually, newPartner, startApi } from '../../api/running-api';
import type { TestServer } from '../../support/temporal';
import { startTestServer } from '../../support/temporal';

// A server of its own: on the run's server, the workers of other tests may answer.
let folder: string;
let server: TestServer;
let api: RunningApi;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halopsa-no-worker-'));
  server = await startTestServer({ folder });
  api = await startApi({ address: server.temporal.address });
});
afterAll(async () => {
  await api.close();
  await server.temporal.stop();
  await rm(folder, { recursive: true, force: true });
});

const report = {
  name: 'Acme',
  status: 'active',
  seats: { used: 3, purchased: 5, active: 2 },
  observedAt: '2026-01-01T00:00:00.000Z',
};

it('acceptance 46: registers an organization, unmapped, while no worker runs and HaloPSA is down', async () => {
  const partner = await newPartner(api);
  const reply = await partner.call('PUT', '/organizations/o1', { body: report });
  expect(reply).toMatchObject({ status: 200, body: { organizationId: 'o1', ...report } });
  const { body } = await eventually(
    () => partner.call('GET', '/organizations'),
    (seen) => [seen.body.items].flat().length === 1,
  );
  expect(body).toEqual({
    items: [
      {
        organizationId: 'o1',
        name: 'Acme',
        status: 'unmapped',
        whoseMove: 'you',
        message: 'Not mapped to a Customer in HaloPSA.',
        customerName: null,
        softwareLicenceName: null,
        target: null,
        keptUntil: null,
        report: { status: 'active', seats: report.seats, observedAt: report.observedAt },
        changedAt: expect.any(String),
        sync: expect.objectContaining({ status: 'notStarted', written: null }),
      },
    ],
    counts: { unmapped: 1, checking: 0, pendingCheck: 0, refused: 0, mapped: 0, needsAttention: 0, kept: 0 },
    views: { all: 1, notMapped: 1, mapped: 0, inSync: 0, needsYou: 0, notStarted: 0, waiting: 0 },
    next: null,
    unreadable: [],
    note: null,
  });
});

it('says that a worker is missing', async () => {
  const { status, body } = await api.call('GET', '/readyz', { token: null });
  expect({ status, fields: body.fields }).toEqual({
    status: 503,
    fields: { worker: 'No worker polls the Task Queue "halopsa".' },
  });
});

it('answers a look that only a worker could answer with 503, in seconds', async () => {
  const partner = await newPartner(api);
  await partner.call('PUT', '/organizations/o1', { body: report });
  const startedAt = Date.now();
  const reply = await partner.call('GET', '/organizations/o1/halopsa/mapping');
  expect(reply).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  // A command would be waited for 20 s.
  expect(Date.now() - startedAt).toBeLessThan(15_000);
});

it('is there again by itself when Temporal is', async () => {
  const partner = await newPartner(api);
  await server.temporal.stop();
  expect(await partner.call('PUT', '/organizations/o1', { body: report })).toMatchObject({ status: 503 });
  server = await startTestServer({ folder, ...server.options });
  const { status } = await eventually(
    () => partner.call('PUT', '/organizations/o1', { body: report }),
    (seen) => seen.status === 200,
  );
  expect(status).toBe(200);
});

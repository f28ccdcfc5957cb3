import { searchAttributes, VIEW_MEMO } from '../../workflows/messages';
import { connectClient } from '../support/temporal';
import type { RunningApi } from './running-api';
import { eventually, newPartner, startApi } from './running-api';

let api: RunningApi;
beforeAll(async () => {
  const { TEST_TEMPORAL_ADDRESS: address = '' } = process.env;
  api = await startApi({ address });
});
afterAll(() => api.close());

const report = (name: string) => ({
  name,
  status: 'active',
  seats: { used: 3, purchased: 5, active: 2 },
  observedAt: '2026-01-01T00:00:00.000Z',
});

type Partner = Awaited<ReturnType<typeof newPartner>>;

async function register(partner: Partner, organizations: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, name] of Object.entries(organizations)) {
    expect(await partner.call('PUT', `/organizations/${id}`, { body: report(name) })).toMatchObject({ status: 200 });
  }
  const count = Object.keys(organizations).length;
  await eventually(
    () => partner.call('GET', '/organizations'),
    ({ body }) => Object.values(Object(body.counts)).reduce((sum: number, one) => sum + Number(one), 0) === count,
  );
}

const names = (body: Record<string, unknown>) => [body.items].flat().map((item) => Object(item).name);

/** As an operator does it. */
async function end(partner: Partner, organizationId: string): Promise<void> {
  const client = await connectClient();
  await client.workflow.getHandle(`organization-mapping:${partner.id}:${organizationId}`).terminate();
  await client.connection.close();
}

it('names the organization and the partner for the operator, and gives them to search by', async () => {
  const partner = await newPartner(api);
  await partner.call('PUT', '/organizations/o1', { body: report('Acme') });
  const client = await connectClient();
  const execution = await client.workflow.getHandle(`organization-mapping:${partner.id}:o1`).describe();
  expect(execution.searchAttributes).toMatchObject({
    PartnerId: [partner.id],
    OrganizationId: ['o1'],
    Status: ['unmapped'],
  });
  await expect(execution.staticSummary()).resolves.toBe(`Organization o1 of partner ${partner.id}`);
  await client.connection.close();
});

it('lists the others when the row of one cannot be read', async () => {
  const partner = await newPartner(api);
  await register(partner, { o1: 'Acme', o2: 'Initech' });
  const client = await connectClient();
  // As a build before this one may have written it; no Worker of ours takes it up.
  const unreadable = await client.workflow.start('organizationMapping', {
    workflowId: `organization-mapping:${partner.id}:old`,
    taskQueue: 'of-nobody',
    memo: { [VIEW_MEMO]: { name: 'Hooli' } },
    typedSearchAttributes: [{ key: searchAttributes.partnerId, value: partner.id }],
  });
  await eventually(
    () => client.workflow.count(`WorkflowId = "${unreadable.workflowId}"`),
    ({ count }) => count === 1,
  );
  const look = () => partner.call('GET', '/organizations');
  const { status, body } = await eventually(look, (seen) => seen.body.note !== null);
  expect({ status, names: names(body) }).toEqual({ status: 200, names: ['Acme', 'Initech'] });
  expect(body).toMatchObject({ unreadable: ['old'], note: expect.stringMatching(/^1 organization is not listed/) });
  await unreadable.terminate();
  expect((await eventually(look, (seen) => seen.body.note === null)).body).toMatchObject({
    unreadable: [],
    note: null,
  });
  await client.connection.close();
});

it('registers an organization once, however often it is reported', async () => {
  const partner = await newPartner(api);
  await register(partner, { o1: 'Acme' });
  await register(partner, { o1: 'Acme Ltd' });
  const { body } = await partner.call('GET', '/organizations');
  expect(names(body)).toHaveLength(1);
});

it('lists by name, whatever the case, and finds part of a name', async () => {
  const partner = await newPartner(api);
  await register(partner, { a: 'zeta', b: 'Alpha 10', c: 'alpha 9', d: 'Ärger', e: '"; DROP' });
  expect(names((await partner.call('GET', '/organizations')).body)).toEqual([
    '"; DROP',
    'alpha 9',
    'Alpha 10',
    'Ärger',
    'zeta',
  ]);
  expect(names((await partner.call('GET', '/organizations?search=ALPHA')).body)).toEqual(['alpha 9', 'Alpha 10']);
  expect(names((await partner.call('GET', '/organizations?mapping=unmapped&search=zet')).body)).toEqual(['zeta']);
  const mapped = await partner.call('GET', '/organizations?mapping=mapped');
  expect(mapped.body).toMatchObject({ items: [], counts: { unmapped: 5, mapped: 0 } });
});

it('pages through more than a hundred without losing or doubling one, even of the same name, while others come and go', async () => {
  const partner = await newPartner(api);
  const ids = Array.from({ length: 205 }, (_, index) => `o${index}`);
  await register(partner, Object.fromEntries(ids.map((id, index) => [id, index % 2 ? 'Twin' : `Org ${index}`])));
  const seen: unknown[] = [];
  const page = async (path: string) => {
    const { body } = await partner.call('GET', path);
    seen.push(...[body.items].flat().map((item) => Object(item).organizationId));
    return body.next;
  };
  let next = await page('/organizations');
  expect(seen).toHaveLength(100);
  await partner.call('PUT', '/organizations/before', { body: report('Aardvark') });
  await partner.call('PUT', '/organizations/after', { body: report('Zeta') });
  next = await page(`/organizations?cursor=${next}`);
  expect(seen).toHaveLength(200);
  await end(partner, 'o99');
  await eventually(
    () => partner.call('GET', '/organizations'),
    ({ body }) => Object(body.counts).unmapped === 206,
  );
  next = await page(`/organizations?cursor=${next}`);
  expect(next).toBeNull();
  expect(seen).toHaveLength(205);
  expect(new Set(seen)).toEqual(new Set([...ids.filter((id) => id !== 'o99'), 'after']));
});

it('pages through a view in an order, with a cursor that belongs to it', async () => {
  const partner = await newPartner(api);
  for (const [index, name] of ['Acme', 'Initech', 'Globex'].entries()) {
    const seats = { used: index, purchased: 5, active: 2 };
    await partner.call('PUT', `/organizations/o${index}`, { body: { ...report(name), seats } });
  }
  const page = (query: string) => partner.call('GET', `/organizations?view=notMapped&limit=2&${query}`);
  const first = (await page('sort=seats&direction=desc')).body;
  expect(names(first)).toEqual(['Globex', 'Initech']);
  expect(first).toMatchObject({ views: { all: 3, notMapped: 3, mapped: 0, needsYou: 0 }, note: null });
  const second = (await page(`sort=seats&direction=desc&cursor=${first.next}`)).body;
  expect({ names: names(second), next: second.next }).toEqual({ names: ['Acme'], next: null });
  const elsewhere = await page(`sort=seats&cursor=${first.next}`);
  expect(elsewhere).toMatchObject({
    status: 400,
    body: { fields: { cursor: expect.stringContaining('sort=seats and direction=desc') } },
  });
  expect(names((await page('search=ACMÉ')).body)).toEqual(['Acme']);
  expect((await partner.call('GET', '/organizations?view=mapped')).body).toMatchObject({ items: [] });
});

it('shows at once what was registered just now, on the first look and on those after it', async () => {
  const partner = await newPartner(api);
  await partner.call('PUT', '/organizations/o1', { body: report('Acme') });
  expect(names((await partner.call('GET', '/organizations')).body)).toEqual(['Acme']);
  await partner.call('PUT', '/organizations/o2', { body: report('Initech') });
  const { body } = await partner.call('GET', '/organizations');
  expect(body).toMatchObject({ items: [{ name: 'Acme' }, { name: 'Initech' }], counts: { unmapped: 2 } });
});

it('answers twenty people who look at once', async () => {
  const partner = await newPartner(api);
  await register(partner, { o1: 'Acme', o2: 'Initech' });
  const looks = await Promise.all(Array.from({ length: 20 }, () => partner.call('GET', '/organizations')));
  expect(looks.map(({ status, body }) => [status, names(body)])).toEqual(looks.map(() => [200, ['Acme', 'Initech']]));
});

it('shows an organization that an operator ended no more, and again when it is registered anew', async () => {
  const partner = await newPartner(api);
  await register(partner, { o1: 'Acme', o2: 'Initech' });
  await end(partner, 'o1');
  const look = () => partner.call('GET', '/organizations');
  const { body } = await eventually(look, (seen) => names(seen.body).length === 1);
  expect(body).toMatchObject({ items: [{ name: 'Initech' }], counts: { unmapped: 1 } });
  await partner.call('PUT', '/organizations/o1', { body: report('Acme') });
  expect(names((await look()).body)).toEqual(['Acme', 'Initech']);
});

it("shows a partner nothing of another's", async () => {
  const [one, other] = [await newPartner(api), await newPartner(api)];
  await register(one, { o1: 'Acme' });
  expect((await other.call('GET', '/organizations')).body).toMatchObject({ items: [], counts: { unmapped: 0 } });
});

it('counts what a revoke would touch: nothing yet', async () => {
  const partner = await newPartner(api);
  await register(partner, { o1: 'Acme' });
  expect(await partner.call('GET', '/halopsa/connection/revocation')).toMatchObject({
    status: 200,
    body: {
      mappings: 0,
      keptDays: 30,
      waitingOperations: 0,
      openTickets: 0,
      message: expect.stringContaining('stay as they are'),
    },
  });
});

it.each(['GET', 'DELETE', 'PUT'])('says to %s that an organization is not registered', async (method) => {
  const partner = await newPartner(api);
  const body = method === 'PUT' ? { customerId: 1, softwareLicenceId: 1 } : undefined;
  expect(await partner.call(method, '/organizations/o1/halopsa/mapping', { body })).toMatchObject({
    status: 404,
    body: { code: 'notFound', detail: 'This organization is not registered.' },
  });
});

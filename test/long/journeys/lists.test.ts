import type { FaultInput } from '../../../simulator/trouble/faults';
import { choicesWorkflowId } from '../../../workflows/messages';
import { eventually } from '../../api/running-api';
import { customers, customersRead, times } from '../../journeys/lists';
import { connectedPartner, impatient, itemsOf, quieten, takeDown } from '../../journeys/partner';
import type { System } from '../../support/system';
import { startSystem } from '../../support/system';

let system: System;
beforeAll(async () => {
  system = await startSystem(impatient);
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

async function listingPartner() {
  const partner = await connectedPartner(system);
  system.simulator.control.requests.clear();
  return partner;
}

const trouble = (effect: FaultInput['effect']) => system.simulator.control.faults.add({ path: '/api/client', effect });

it('asks HaloPSA once for two who search the same, and stops when the last of them has closed the page', async () => {
  const partner = await listingPartner();
  trouble({ kind: 'hang' });
  const pages = times(2, () => new AbortController());
  const open = pages.map(({ signal }) =>
    fetch(`${system.api.url}/v1/partners/${partner.id}/halopsa/choices/customers?search=a`, {
      headers: { authorization: `Bearer ${partner.token}` },
      signal,
    }),
  );
  await eventually(
    async () => customersRead(system),
    (count) => count > 0,
  );
  const list = system.client.workflow.getHandle(
    choicesWorkflowId(partner.id, { list: 'customers', search: 'a', page: 1 }),
  );
  const statusOf = () =>
    list.describe().then(
      ({ status }) => status.name,
      (error: Error) => error.name,
    );
  pages[0]?.abort();
  await expect(open[0]).rejects.toThrow();
  expect(await statusOf()).toBe('RUNNING');
  pages[1]?.abort();
  await expect(open[1]).rejects.toThrow();
  // It is ended first, and removed soon after.
  expect(['TERMINATED', 'WorkflowNotFoundError']).toContain(
    await eventually(statusOf, (status) => status !== 'RUNNING'),
  );
  expect(customersRead(system)).toBe(1);
});

it('shows the newest answer of a list in an outage, although the one before is removed', async () => {
  const partner = await listingPartner();
  const first = await customers(partner);
  const second = await customers(partner);
  expect(second.body.fetchedAt).not.toBe(first.body.fetchedAt);
  takeDown(system);
  const stale = await eventually(
    () => customers(partner),
    ({ body }) => body.fetchedAt === second.body.fetchedAt,
  );
  expect(stale).toMatchObject({ status: 200, body: { stale: true, fetchedAt: second.body.fetchedAt } });
});

it('looks through the customers that were listed last when somebody searches in an outage', async () => {
  const partner = await listingPartner();
  const names = itemsOf((await customers(partner)).body).map(({ name }) => String(name));
  takeDown(system);
  const [word = ''] = names[0]?.toUpperCase().split(' ') ?? [];
  const found = await eventually(
    () => customers(partner, word),
    ({ status }) => status === 200,
  );
  expect(found.body).toMatchObject({
    stale: true,
    note: 'HaloPSA cannot be asked at the moment. These are the matches among the customers that were listed last.',
  });
  expect(itemsOf(found.body).map(({ name }) => name)).toEqual(
    names.filter((name) => name.toUpperCase().includes(word)),
  );
});

it('shows the first thousand when HaloPSA sends a list of three thousand at once', async () => {
  const partner = await listingPartner();
  trouble({ kind: 'manyRows', rows: 3_000 });
  const { status, body } = await customers(partner);
  const items = itemsOf(body);
  expect({ status, note: body.note, items: items.length, first: items[0] }).toEqual({
    status: 200,
    note: expect.stringContaining('HaloPSA has 3000 of these at once; the first 1000 are shown.'),
    items: 1_000,
    first: { id: 1, name: 'Row 1' },
  });
});

it('answers twenty searches at once, and leaves nothing behind but the newest list', async () => {
  const partner = await listingPartner();
  for (const _ of times(3, () => null)) expect((await customers(partner)).status).toBe(200);
  const answers = await Promise.all(times(20, (index) => customers(partner, `c${index}`)));
  expect(answers.map(({ status }) => status)).toEqual(times(20, () => 200));
  const runs = `PartnerId = "${partner.id}" AND WorkflowType = "haloChoices"`;
  const left = await eventually(
    async () => (await system.client.workflow.count(runs)).count,
    (count) => count === 1,
  );
  expect(left).toBe(1);
});

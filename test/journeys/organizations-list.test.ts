import { eventually, startApi } from '../api/running-api';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { aPartner } from './partner';
import { acme, impatient, itemsOf, map, mappedPartner, quieten, register, target, unlink } from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem({ ...impatient, simulators: 3 });
});
afterAll(() => system.stop());
afterEach(() => quieten(system));

type Call = Awaited<ReturnType<typeof aPartner>>['call'];

const statuses = async (call: Call, query = ''): Promise<readonly string[]> => {
  const { body } = await call('GET', `/organizations${query}`);
  return itemsOf(body).map(({ organizationId, status }) => `${organizationId} ${status}`);
};

it("shows one's own command at once, in the list, its filters and its counts", async () => {
  const partner = await mappedPartner(system);
  expect(await statuses(partner.call)).toEqual(['o1 mapped']);
  await register(partner, 'o2', { name: 'Initech' });
  expect(await statuses(partner.call)).toEqual(['o1 mapped', 'o2 unmapped']);
  await map(partner, 'o2', target(system, 1));
  expect(await statuses(partner.call, '?mapping=mapped&search=INI')).toEqual(['o2 mapped']);
  await unlink(partner, 'o1');
  expect(await statuses(partner.call)).toEqual(['o1 unmapped', 'o2 mapped']);
  const { body } = await partner.call('GET', '/organizations');
  expect(body).toMatchObject({ counts: { mapped: 1, unmapped: 1 } });
});

it('shows another api what a person did in this one, soon', async () => {
  const partner = await mappedPartner(system);
  const other = await startApi({ ...system.temporal, folder: system.folder });
  const token = await other.tokens.sign({ partner: partner.id, partner_path: ['d1', partner.id] });
  const elsewhere: Call = (method, path) => other.call(method, `/v1/partners/${partner.id}${path}`, { token });
  const until = (expected: string) =>
    eventually(
      () => statuses(elsewhere),
      (seen) => seen.join() === expected,
      5_000,
    );
  expect(await until('o1 mapped')).toEqual(['o1 mapped']);
  await unlink(partner, 'o1');
  expect(await until('o1 unmapped')).toEqual(['o1 unmapped']);
  await map(partner, 'o1', target(system, 1));
  expect(await until('o1 mapped')).toEqual(['o1 mapped']);
  await other.close();
});

it('shows a new name and new seats when its organization has taken them', async () => {
  const partner = await mappedPartner(system);
  await partner.call('GET', '/organizations');
  const observedAt = new Date().toISOString();
  await register(partner, 'o1', { name: 'Zeta', seats: { ...acme.seats, used: 4 }, observedAt });
  const { body } = await eventually(
    () => partner.call('GET', '/organizations?search=zeta'),
    (seen) => itemsOf(seen.body).length === 1,
    5_000,
  );
  expect(body).toMatchObject({ items: [{ organizationId: 'o1', report: { seats: { used: 4 }, observedAt } }] });
  expect(await statuses(partner.call, '?search=acme')).toEqual([]);
});

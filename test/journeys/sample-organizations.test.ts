import { registerDemo } from '../../embedded/demo';
import type { Person } from '../../embedded/keys';
import type { System } from '../support/system';
import { startSystem } from '../support/system';
import type { Partner } from './partner';
import { aPartner, itemsOf, register } from './partner';

let system: System;
beforeAll(async () => {
  system = await startSystem({ simulator: { customers: 20 } });
});
afterAll(() => system.stop());

const listed = async (partner: Partner) => itemsOf((await partner.call('GET', '/organizations?limit=50')).body);
const idsOf = async (partner: Partner): Promise<readonly string[]> =>
  (await listed(partner)).map(({ organizationId }) => String(organizationId));

function registerSamples(partner: Partner): Promise<void> {
  const { api, simulator } = system;
  const keys = { signToken: async () => partner.token };
  const person: Person = { partnerId: partner.id, path: [partner.id], role: 'owner', name: 'Ada' };
  return registerDemo({ apiUrl: api.url, keys, simulator }, person);
}

it('a first start that was killed while it registered the sample organizations is made up for by the next one', async () => {
  const partner = await aPartner(system);
  await registerSamples(partner);
  const all = await idsOf(partner);
  expect(all).toHaveLength(14);
  const other = await aPartner(system);
  const [first = '', second = ''] = all;
  for (const id of [first, second]) await register(other, id, { name: 'As it was' });
  await registerSamples(other);
  expect((await idsOf(other)).toSorted()).toEqual(all.toSorted());
  expect(await listed(other)).toContainEqual(expect.objectContaining({ organizationId: first, name: 'As it was' }));
});

it('who has an organization of his own gets no sample ones', async () => {
  const partner = await aPartner(system);
  await register(partner, 'o1');
  await registerSamples(partner);
  expect(await idsOf(partner)).toEqual(['o1']);
});

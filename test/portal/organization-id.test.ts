import fc from 'fast-check';
import { OrganizationId } from '../../domain/schema';
import { organizationIdOf } from '../../portal/pages/organizations/organization-id';

it.each([
  ['Ünïted & Söhne GmbH', 'united-sohne-gmbh-1f'],
  ['  --Acme--  ', 'acme-1f'],
  ['株式会社', '1f'],
  ['x'.repeat(100), `${'x'.repeat(40)}-1f`],
])('makes an id of %s that one can read', (name, id) => {
  expect(organizationIdOf(name, '1f')).toBe(id);
});

const character = fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point));

it('makes an id that the api takes, of any name', () => {
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 60 }), (name) => {
      expect(OrganizationId.safeParse(organizationIdOf(name, '0a1b2c3d')).error).toBeUndefined();
    }),
  );
});

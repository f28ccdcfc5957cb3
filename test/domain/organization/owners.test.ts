import fc from 'fast-check';
import type { Claim, Owners } from '../../../domain/organization/owners';
import { claimed, noOwners, pack, unpack, useOf } from '../../../domain/organization/owners';
import { view } from '../../../domain/organization/view';
import * as samples from '../samples';
import { states, variants } from './states';

const claim = (organizationId: string, insteadOf: number | null = null): Claim => ({
  softwareLicenceId: 7,
  organizationId,
  insteadOf,
});
const ownerOf = (owners: Owners) => owners.byLicence.get(7);
const overTheWire = (owners: Owners): Owners => unpack(JSON.parse(JSON.stringify(pack(owners))));

it('gives a licence to the first of two that claim it at once', () => {
  expect(ownerOf(claimed(noOwners, [claim('one'), claim('two')]))).toMatchObject({ organizationId: 'one' });
});

it('gives a licence to who has asked its owner', () => {
  const owners = claimed(noOwners, [claim('one')]);
  expect(ownerOf(claimed(owners, [claim('two', ownerOf(owners)?.number)]))).toMatchObject({ organizationId: 'two' });
});

it('leaves a licence to its owner that claimed it anew while it was asked', () => {
  const asked = claimed(noOwners, [claim('one')]);
  const anew = claimed(asked, [claim('one')]);
  expect(ownerOf(claimed(anew, [claim('two', ownerOf(asked)?.number)]))).toMatchObject({ organizationId: 'one' });
});

it('gives each claim a number of its own, and carries all over as they are', () => {
  const claims = fc.record({
    softwareLicenceId: fc.nat(3),
    organizationId: fc.constantFrom('one', 'two', 'three'),
    insteadOf: fc.option(fc.nat(9)),
  });
  fc.assert(
    fc.property(fc.array(claims), (all) => {
      const owners = claimed(noOwners, all);
      const numbers = [...owners.byLicence.values()].map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(Math.max(0, ...numbers)).toBeLessThanOrEqual(owners.lastNumber);
      expect(overTheWire(owners)).toEqual(owners);
    }),
  );
});

it('takes less than 1 MB for 10,000 licences of organizations with the longest ids', () => {
  const all = Array.from({ length: 10_000 }, (_, index) => ({
    softwareLicenceId: 2_147_480_000 + index,
    organizationId: `${index}`.padStart(64, 'o'),
    insteadOf: null,
  }));
  const owners = claimed({ ...noOwners, lastNumber: 1_000_000 }, all);
  expect(JSON.stringify(pack(owners)).length).toBeLessThan(1_000_000);
});

const backup = { softwareLicenceId: samples.backup.softwareLicenceId, siteUrl: samples.siteUrl };
const archive = { ...backup, softwareLicenceId: samples.archive.softwareLicenceId };

it.each([
  ['unmapped', states.unmapped, null, null],
  ['checking', states.checking, 'beingMapped', null],
  ['pendingCheck', states.pendingCheck, 'beingMapped', null],
  ['refused', states.refused, null, null],
  ['mapped', states.mapped, 'mapped', null],
  ['needsAttention', states.needsAttention, 'mapped', null],
  ['kept', states.kept, 'mapped', null],
  ['checking (mapped before)', variants['checking (mapped before)'], 'mapped', 'beingMapped'],
  ['pendingCheck (mapped before)', variants['pendingCheck (mapped before)'], 'mapped', 'beingMapped'],
  ['kept (never checked)', variants['kept (never checked)'], null, null],
] as const)('knows whether an organization uses a licence: %s', (_, state, ofBackup, ofArchive) => {
  expect([useOf(view(state), backup), useOf(view(state), archive)]).toEqual([ofBackup, ofArchive]);
});

it('takes what was mapped in another HaloPSA for another licence', () => {
  expect(useOf(view(states.mapped), { ...backup, siteUrl: samples.otherSiteUrl })).toBeNull();
});

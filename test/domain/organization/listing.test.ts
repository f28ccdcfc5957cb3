import type { Listing, Sighting } from '../../../domain/organization/listing';
import { emptyListing, merge, shownSince } from '../../../domain/organization/listing';
import { row } from '../../../domain/organization/view';
import type { OrganizationRow } from '../../../domain/organization/view-schema';
import { states } from './states';

const rowOf = (organizationId: string, name: string): OrganizationRow => ({
  ...row(states.unmapped),
  organizationId,
  name,
});

/** An organization with this name, as one of its runs showed it at a time. */
const shown = (organizationId: string, name: string, shownAt: number, runId = 'run 1'): Sighting => ({
  organizationId,
  runId,
  shownAt,
  row: rowOf(organizationId, name),
});
const ended = (organizationId: string, runId = 'run 1', shownAt = 1): Sighting => ({
  organizationId,
  runId,
  shownAt,
  row: null,
});

const names = ({ rows }: Listing) => rows.map(({ name }) => name).join(', ');
const two = [shown('a', 'Zeta', 1), shown('b', 'Acme', 2)];

test.each<[string, readonly Sighting[], string]>([
  ['shows nothing before anything is seen', [], ''],
  ['stands by name', two, 'Acme, Zeta'],
  ['shows a new organization', [...two, shown('c', 'Initech', 3)], 'Acme, Initech, Zeta'],
  ['moves a row to where its new name belongs', [...two, shown('a', 'Aardvark', 3)], 'Aardvark, Acme'],
  ['keeps the newer row when an older one comes late', [...two, shown('a', 'Old', 0)], 'Acme, Zeta'],
  ['takes no notice of what it has seen already', [...two, ...two], 'Acme, Zeta'],
  ['loses an organization that has ended', [...two, ended('b')], 'Zeta'],
  [
    'keeps an ended organization away when its last row comes late',
    [...two, ended('b'), shown('b', 'Acme', 2)],
    'Zeta',
  ],
  ['shows an organization that is registered anew', [...two, ended('b'), shown('b', 'Acme', 3, 'run 2')], 'Acme, Zeta'],
  ['keeps the new run when the end of the one before comes late', [shown('a', 'New', 2, 'run 2'), ended('a')], 'New'],
  ['does not know the end of what it never saw', [...two, ended('c')], 'Acme, Zeta'],
])('a listing %s', (_name, seen, expected) => {
  expect(names(merge(emptyListing, seen))).toBe(expected);
  const oneByOne = seen.reduce((listing, one) => merge(listing, [one]), emptyListing);
  expect(names(oneByOne)).toBe(expected);
});

it('stays the very same when nothing is news', () => {
  const listing = merge(emptyListing, two);
  expect(merge(listing, [...two, shown('a', 'Old', 0)])).toBe(listing);
});

it('leaves the listing before as it was', () => {
  const listing = merge(emptyListing, two);
  merge(listing, [ended('a'), shown('c', 'Initech', 3)]);
  expect(names(listing)).toBe('Acme, Zeta');
});

it('tells what is shown since a time', () => {
  expect(shownSince(merge(emptyListing, two), 2)).toEqual([two[1]]);
});

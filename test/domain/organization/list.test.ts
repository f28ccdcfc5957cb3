import type { ListRequest } from '../../../domain/organization/list';
import { byName, countsOf, pageOf } from '../../../domain/organization/list';
import { row } from '../../../domain/organization/view';
import { states } from './states';

const named = (name: string, organizationId: string, of = states.unmapped) => ({ ...row(of), name, organizationId });

const rows = [
  named('zeta', 'a'),
  named('Alpha 10', 'b', states.mapped),
  named('alpha 9', 'c'),
  named('Twin', 'e'),
  named('Twin', 'd', states.mapped),
].sort(byName);

const all: ListRequest = { status: undefined, search: '', after: null, size: 10 };

test.each<[string, Partial<ListRequest>, string, string | null]>([
  ['all, by name, numbers by value, twins by id', {}, 'cbdea', null],
  ['those of a status', { status: 'mapped' }, 'bd', null],
  ['part of a name, in any case', { search: 'ALPHA' }, 'cb', null],
  ['the first page', { size: 2 }, 'cb', 'b'],
  ['the page after a row', { size: 2, after: { name: 'Alpha 10', organizationId: 'b' } }, 'de', 'e'],
  ['the page after a twin', { after: { name: 'Twin', organizationId: 'd' } }, 'ea', null],
  ['a page that is just full', { size: 5 }, 'cbdea', null],
  ['the page after a row that is gone', { after: { name: 'Beta', organizationId: 'x' } }, 'dea', null],
])('lists %s', (_name, request, ids, last) => {
  const page = pageOf(rows, { ...all, ...request });
  expect(page.items.map(({ organizationId }) => organizationId).join('')).toBe(ids);
  expect(page.last?.organizationId ?? null).toBe(last);
});

it('counts how many have each status', () => {
  const none = { unmapped: 0, checking: 0, pendingCheck: 0, refused: 0, mapped: 0, needsAttention: 0, kept: 0 };
  expect(countsOf(rows)).toEqual({ ...none, unmapped: 3, mapped: 2 });
  expect(countsOf([])).toEqual(none);
});

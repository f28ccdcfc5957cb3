import { isKept, keptFor, staleChoices } from '../../../domain/connection/choices';
import type { Choices, ChoicesRequest } from '../../../domain/schema';

const all: ChoicesRequest = { list: 'customers', search: '', page: 1 };
const search: ChoicesRequest = { list: 'customers', search: 'ACME', page: 2 };
const slas: ChoicesRequest = { list: 'slas' };

const listed: Choices = {
  items: [
    { id: 1, name: 'Acme' },
    { id: 2, name: 'Initech' },
  ],
  nextPage: 2,
  fetchedAt: '2026-01-01T00:00:00.000Z',
  stale: false,
  note: null,
};

it.each([
  ['the answer of a list', slas, listed, true],
  ['all customers', all, listed, true],
  ['no search', search, listed, false],
  ['nothing that HaloPSA did not say just now', slas, { ...listed, stale: true }, false],
  ['no page without rows', slas, { ...listed, items: [] }, false],
])('keeps %s for an outage', (_what, request, choices, kept) => {
  expect(isKept(request, choices)).toBe(kept);
});

it('shows a list in an outage as it was', () => {
  expect(keptFor(slas)).toEqual(slas);
  expect(staleChoices(slas, listed)).toEqual({ ...listed, stale: true });
});

it('searches in an outage among the customers that were listed last', () => {
  expect(keptFor(search)).toEqual(all);
  expect(staleChoices(search, listed)).toEqual({
    ...listed,
    items: [{ id: 1, name: 'Acme' }],
    nextPage: null,
    stale: true,
    note: 'HaloPSA cannot be asked at the moment. These are the matches among the customers that were listed last.',
  });
});

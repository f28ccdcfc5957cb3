import type { ListRequest } from '../../../domain/organization/list';
import { countsOf, isIn, pageOf } from '../../../domain/organization/list';
import type { ListedOrganization, Order } from '../../../domain/organization/list-schema';
import { ListView, Sort } from '../../../domain/organization/list-schema';
import { comparing, placeOf, reordered } from '../../../domain/organization/order';
import type { Event } from '../../../domain/organization/state';
import { row } from '../../../domain/organization/view';
import { after as reaching } from '../machine';
import { minute } from '../samples';
import { noTicketMapping } from './events';
import { states, step, variants } from './states';

interface Given {
  readonly of?: (typeof states)['mapped'];
  readonly customer?: string | null;
  readonly licence?: string;
  readonly used?: number;
  readonly changed?: number;
}

function named(organizationId: string, name: string, given: Given = {}): ListedOrganization {
  const { of = states.unmapped, customer = null, licence = null, used = 0, changed = 0 } = given;
  const shown = row(of);
  const report = { ...shown.report, seats: { ...shown.report.seats, used } };
  const names = { name, customerName: customer, softwareLicenceName: licence };
  return { ...shown, ...names, organizationId, report, changedAt: minute(changed) };
}

const byName: Order = { sort: 'name', direction: 'asc' };

const rows = reordered(
  [],
  [
    named('a', 'zeta', { customer: 'Umbrella', used: 7, changed: 2 }),
    named('b', 'Alpha 10', { of: states.mapped, customer: 'Straße 10', licence: 'Café', used: 10, changed: 5 }),
    named('c', 'alpha 9', { customer: 'straße 9', used: 7, changed: 3 }),
    named('e', 'Twin', { changed: 1 }),
    named('d', 'Twin', { of: states.mapped, customer: 'Ärger', used: 1, changed: 4 }),
  ],
  byName,
);

const all: ListRequest = { view: 'all', status: undefined, search: '', order: byName, after: null, size: 10 };
const after = (name: string, organizationId: string) => ({ after: { value: name, name, organizationId } });

test.each<[string, Partial<ListRequest>, string, string | null]>([
  ['all, by name, numbers by value, twins by id', {}, 'cbdea', null],
  ['those of a status', { status: 'mapped' }, 'bd', null],
  ['those of a view', { view: 'notMapped' }, 'cea', null],
  ['those of a view that have a status', { view: 'notMapped', status: 'mapped' }, '', null],
  ['part of a name, in any case', { search: 'ALPHA' }, 'cb', null],
  ['part of a customer, whatever its accents', { search: 'arg' }, 'd', null],
  ['a customer, however it is spelled', { search: 'strasse' }, 'cb', null],
  ['part of a licence, whether accents are typed or not', { search: 'cafe' }, 'b', null],
  ['nothing across two names', { search: '10S' }, '', null],
  ['the first page', { size: 2 }, 'cb', 'b'],
  ['the page after a row', { size: 2, ...after('Alpha 10', 'b') }, 'de', 'e'],
  ['the page after a twin', after('Twin', 'd'), 'ea', null],
  ['a page that is just full', { size: 5 }, 'cbdea', null],
  ['the page after a row that is gone', after('Beta', 'x'), 'dea', null],
])('lists %s', (_name, request, ids, last) => {
  const page = pageOf(rows, { ...all, ...request });
  expect(page.items.map(({ organizationId }) => organizationId).join('')).toBe(ids);
  expect(page.last?.organizationId ?? null).toBe(last);
});

const orders: readonly [Order['sort'], Order['direction'], string][] = [
  ['name', 'asc', 'cbdea'],
  ['name', 'desc', 'adebc'],
  ['customer', 'asc', 'dcbae'],
  ['customer', 'desc', 'abcde'],
  ['seats', 'asc', 'edcab'],
  ['seats', 'desc', 'bcade'],
  ['changed', 'asc', 'eacdb'],
  ['changed', 'desc', 'bdcae'],
];

it.each(orders)('sorts by %s %s, those alike by name, who has none last', (sort, direction, ids) => {
  const ordered = reordered([], rows, { sort, direction });
  expect(ordered.map(({ organizationId }) => organizationId).join('')).toBe(ids);
});

it.each(orders)('pages through %s %s row by row, without losing or doubling one', (sort, direction, ids) => {
  const order = { sort, direction };
  const ordered = reordered([], rows, order);
  const seen: string[] = [];
  let place: ListRequest['after'] = null;
  do {
    const { items, last } = pageOf(ordered, { ...all, order, after: place, size: 1 });
    seen.push(...items.map(({ organizationId }) => organizationId));
    place = last;
  } while (place !== null);
  expect(seen.join('')).toBe(ids);
});

it.each(orders)('goes on where it was in %s %s when the row before is elsewhere by now', (sort, direction, ids) => {
  const order = { sort, direction };
  const [first] = reordered([], rows, order);
  const moved = rows.map((one) =>
    one === first ? named('moved', 'Zzz', { customer: 'Zzz', used: 99, changed: 9 }) : one,
  );
  const { items } = pageOf(reordered([], moved, order), { ...all, order, after: first ? placeOf(first, order) : null });
  expect(
    items
      .map(({ organizationId }) => organizationId)
      .filter((id) => id !== 'moved')
      .join(''),
  ).toBe(ids.slice(1));
});

it('brings rows into the same order from scratch and from an order of before', () => {
  for (const sort of Sort.options) {
    const order: Order = { sort, direction: 'desc' };
    const before = reordered([], rows, order);
    const changed = [...rows.slice(1), named('f', 'Beta', { customer: 'Beta', used: 3, changed: 2 })];
    expect(reordered(before, changed, order)).toEqual(reordered([], changed, order));
  }
});

it('has one order for two rows of the same name, whichever comes first', () => {
  const compare = comparing(byName);
  const [one, other] = [named('d', 'Twin'), named('e', 'Twin')].map((of) => placeOf(of, byName));
  if (one === undefined || other === undefined) throw new Error('Two were made.');
  expect([compare(one, other), compare(other, one), compare(one, one)]).toEqual([-1, 1, 0]);
});

const samples = { ...states, ...variants };
type Sample = keyof typeof samples;

const viewsOf: Readonly<Record<Sample, string>> = {
  unmapped: 'notMapped',
  checking: 'mapped waiting',
  pendingCheck: 'mapped waiting',
  refused: 'needsYou',
  mapped: 'mapped notStarted',
  needsAttention: 'needsYou mapped',
  kept: 'notMapped',
  'unmapped (in another PSA)': 'notMapped',
  'checking (mapped before)': 'mapped waiting',
  'checking (syncing before)': 'mapped waiting',
  'checking (needsAttention before)': 'mapped waiting',
  'checking (kept before)': 'mapped waiting',
  'checking (kept before, restored since)': 'mapped waiting',
  'checking (pendingCheck before)': 'mapped waiting',
  'checking (refused before)': 'mapped waiting',
  'pendingCheck (mapped before)': 'mapped waiting',
  'pendingCheck (syncing before)': 'mapped waiting',
  'pendingCheck (restored)': 'mapped waiting',
  'pendingCheck (missed)': 'mapped waiting',
  'mapped (not to sync)': 'mapped notStarted',
  'mapped (no ticket mapping)': 'mapped notStarted',
  'mapped (previewed)': 'mapped inSync',
  'mapped (syncing)': 'mapped waiting',
  'mapped (in sync)': 'mapped inSync',
  'mapped (debouncing)': 'mapped waiting',
  'mapped (held)': 'needsYou mapped',
  'mapped (drift)': 'needsYou mapped',
  'mapped (needsYou)': 'needsYou mapped',
  'mapped (off)': 'mapped',
  'needsAttention (broken)': 'needsYou mapped',
  'kept (never checked)': 'notMapped',
  'kept (syncing before)': 'notMapped',
};

it.each(Object.entries(samples))('shows what is %s in the views that are its own', (name, state) => {
  const shown = row(state);
  const views = ListView.options.filter((view) => view !== 'all' && isIn[view](shown));
  expect({ [name]: views.join(' ') }).toEqual({ [name]: Object.entries(viewsOf).find(([key]) => key === name)?.[1] });
  expect(isIn.all(shown)).toBe(true);
});

const paused: Event = { type: 'settingsChanged', settings: noTicketMapping, at: minute(50) };
const pausedToo = Object.entries(samples).map(
  ([name, state]) => [`${name}, paused`, reaching(step)(state, paused)] as const,
);

it.each([...Object.entries(samples), ...pausedToo])('needs you where that is said of it: %s', (_name, state) => {
  const shown = row(state);
  const { whoseMove } = shown.status === 'mapped' ? shown.sync : shown;
  const mayBeLeft = isIn.notMapped(shown) || isIn.notStarted(shown);
  expect(isIn.needsYou(shown)).toBe(whoseMove === 'you' && !mayBeLeft);
});

it('counts how many have each status, and each view', () => {
  const none = { unmapped: 0, checking: 0, pendingCheck: 0, refused: 0, mapped: 0, needsAttention: 0, kept: 0 };
  expect(countsOf(rows)).toEqual({
    statuses: { ...none, unmapped: 3, mapped: 2 },
    views: { all: 5, needsYou: 0, notMapped: 3, mapped: 2, notStarted: 2, waiting: 0, inSync: 0 },
    toDecide: 0,
  });
  expect(countsOf([]).statuses).toEqual(none);
});

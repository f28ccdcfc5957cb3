import { view } from '../../domain/connection/view';
import { plain, table } from '../../domain/markdown';
import type { ListedOrganization } from '../../domain/organization/list-schema';
import { row } from '../../domain/organization/view';
import { MAPPINGS_A_PIECE, MOST_MAPPINGS, setUpRecord } from '../../domain/set-up-record';
import { states, variants } from './connection/states';
import { states as organizations, variants as organizationVariants } from './organization/states';
import { minute, names, REFERENCE, siteUrl } from './samples';

const listed = (
  state: (typeof organizations)['mapped'],
  given: Partial<ListedOrganization> = {},
): ListedOrganization => ({
  ...row(state),
  changedAt: minute(9),
  ...given,
});

const record = (
  rows: readonly ListedOrganization[],
  connection = variants['connected (mapping set)'],
  unreadable = 0,
) => [...setUpRecord({ connection: view(connection), rows, unreadable, at: minute(10), by: 'Ben' })].join('');

/** The cells of the rows of a document's tables, as a reader of Markdown takes them apart. */
const cells = (document: string): string[][] =>
  document
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );

it('tells who connected what and when, by which rights, and how tickets and seats are mapped', () => {
  const told = record([]);
  const expected = [
    ['Site URL', siteUrl.replace(':', '\\:')],
    ['HaloPSA version', '2.184.1'],
    ['Credentials given by', 'Ada'],
    ['Connected since', minute(2)],
    ['Client ID ends with', '1a2b'],
    ['Tickets', 'granted', '–'],
    ['Sync Seat', 'Used seats'],
    ['Ticket type', names.ticketType],
    ['Ticket SLA', names.sla],
    ['Ticket Priority', names.priority],
    ['A large change', 'held above 50 % and 10 seats'],
    ['The nightly reconcile', 'starts at 2:00 (UTC)'],
  ];
  expect(cells(told)).toEqual(expect.arrayContaining(expected));
  expect(told).toContain(`made by Ben at ${minute(10)}`);
  expect(told).toContain('Agent Backup API, checked at');
});

it('lists every mapping with its status, and counts the others', () => {
  const told = record([
    listed(organizations.mapped, { name: 'Acme', organizationId: 'a' }),
    listed(organizationVariants['mapped (held)'], { name: 'Hooli', organizationId: 'h' }),
    listed(organizations.kept, { name: 'Initech', organizationId: 'i' }),
    listed(organizations.unmapped, { name: 'Nobody' }),
  ]);
  expect(cells(told).slice(-3)).toEqual([
    ['Acme', 'a', 'Initech Ltd', 'Cloud Backup', 'Mapped', 'Not started', '–', minute(9)],
    ['Hooli', 'h', 'Initech Ltd', 'Cloud Backup', 'Mapped', 'Held', '–', minute(9)],
    ['Initech', 'i', 'Initech Ltd', 'Cloud Backup', 'Kept after a revoke', '–', '–', minute(9)],
  ]);
  expect(told).toContain('4 organizations; 3 of them have a mapping');
  expect(told).not.toContain('Nobody');
});

it('keeps its form whatever HaloPSA and people call things', () => {
  const hostile =
    'A | B\n# C <b>d</b> [x](javascript:y) `z` ~~s~~ @all https://e.example www.e.example &lt; \\| \u202Eq';
  const [name] = cells(record([listed(organizations.mapped, { name: hostile, customerName: hostile })])).at(-1) ?? [];
  expect(name).toBe(
    'A \\| B \\# C \\<b\\>d\\</b\\> \\[x\\](javascript:y) \\`z\\` \\~\\~s\\~\\~ \\@all https\\://e.example www\\.e.example \\&lt; \\\\\\| q',
  );
  expect(cells(record([listed(organizations.mapped, { name: hostile })])).at(-1)).toHaveLength(8);
  expect(cells(table(['What'], [[null], [''], [0]])).slice(2)).toEqual([['–'], ['–'], ['0']]);
  expect(plain('Müller & Söhne')).toBe('Müller \\& Söhne');
});

it('says what it leaves out', () => {
  const many = Array.from({ length: MOST_MAPPINGS + 3 }, () => listed(organizations.mapped));
  const told = record(many, variants['connected (mapping set)'], 2);
  expect(told).toContain('3 more mappings are not in this record.');
  expect(told).toContain('2 organizations cannot be listed at the moment');
  expect(cells(told).filter((one) => one.length === 8)).toHaveLength(MOST_MAPPINGS + 2);
});

it('comes in pieces, so that no one keeps the processor for long', () => {
  const rows = Array.from({ length: 2.5 * MAPPINGS_A_PIECE }, () => listed(organizations.mapped));
  const connection = view(variants['connected (mapping set)']);
  const pieces = [...setUpRecord({ connection, rows, unreadable: 0, at: minute(10), by: 'Ben' })];
  const mappings = pieces.map((piece) => cells(piece).filter((one) => one.length === 8).length);
  expect(mappings.filter((count) => count > 2)).toEqual([MAPPINGS_A_PIECE, MAPPINGS_A_PIECE, MAPPINGS_A_PIECE / 2]);
});

it.each(Object.entries({ ...states, ...variants }))(
  'can be made of a connection that is %s, without a secret',
  (_, state) => {
    const told = record([], state);
    expect(told).toMatch(/^# HaloPSA set-up record\n/);
    expect(told).not.toContain(REFERENCE);
    for (const { length } of cells(told)) expect([2, 3]).toContain(length);
  },
);

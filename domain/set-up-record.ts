import type { ConnectionView } from './connection/view-schema';
import { plain, table, tableRow } from './markdown';
import type { ListedOrganization } from './organization/list-schema';
import type { SeatCount } from './schema';

/** What a partner files of its set-up, at one moment. */
export interface SetUp {
  readonly connection: ConnectionView;
  readonly rows: readonly ListedOrganization[];
  /** How many organizations cannot be listed. */
  readonly unreadable: number;
  readonly at: string;
  readonly by: string;
}

/** Above this a record would be too large for a reader: it says how many it leaves out. */
export const MOST_MAPPINGS = 20_000;

/** A piece of the record has so many of them at most: it is made in about a millisecond. */
export const MAPPINGS_A_PIECE = 100;

/**
 * The set-up as Markdown, in pieces that follow each other: who connected what, with which rights, and what is mapped to what. It
 * holds no secret.
 */
export function* setUpRecord(setUp: SetUp): Generator<string> {
  const { connection, at, by } = setUp;
  const sections = [
    '# HaloPSA set-up record',
    `Of partner ${plain(connection.partnerId)}, made by ${plain(by)} at ${at}. All times are in UTC.`,
    '## Connection',
    connectionTable(connection),
    '## Rights of the agent',
    ...rightsOf(connection),
    '## Ticket mapping',
    ticketMappingTable(connection),
    '## Seat sync',
    ...seatPolicyOf(connection),
    '## Organizations',
  ];
  yield sections.join('\n\n');
  yield* mappingsOf(setUp);
  yield '\n';
}

const facts = (rows: readonly (readonly [string, string | number | null])[]): string => table(['What', 'Value'], rows);

const connectionTable = (connection: ConnectionView): string =>
  facts([
    ['Status', connection.message],
    ['Site URL', connection.siteUrl],
    ['HaloPSA version', connection.haloVersion],
    ['Credentials given by', connection.connectedBy],
    ['Connected since', connection.connectedAt],
    ['Client ID ends with', connection.clientIdEnding],
  ]);

function rightsOf({ rights }: ConnectionView): readonly string[] {
  if (rights === null) return ['Not checked: nothing is connected.'];
  const rows = rights.rights.map(({ right, status, advice }) => [right, status, advice]);
  return [`Agent ${plain(rights.agent)}, checked at ${rights.checkedAt}.`, table(['Right', 'Status', 'Advice'], rows)];
}

const seatCounts: Readonly<Record<SeatCount, string>> = {
  used: 'Used seats',
  purchased: 'Purchased seats',
  active: 'Active seats',
  none: 'Do not sync seats',
};

function ticketMappingTable({ ticketMapping: { message, ticketMapping } }: ConnectionView): string {
  if (ticketMapping === null) return facts([['Status', message]]);
  const { seatCount, ticketTypeId, slaId, priorityId, names } = ticketMapping;
  return facts([
    ['Status', message],
    ['Sync Seat', seatCounts[seatCount]],
    ['Ticket type', names?.ticketType ?? `No. ${ticketTypeId}`],
    ['Ticket SLA', names?.sla ?? `No. ${slaId}`],
    ['Ticket Priority', names?.priority ?? `No. ${priorityId}`],
  ]);
}

function seatPolicyOf({ seatPolicy }: ConnectionView): readonly string[] {
  if (seatPolicy === null) return ['None: nothing is connected.'];
  const { largeChange, dropToZero, inactiveOrganization, maxReportAgeHours, drift, schedule } = seatPolicy;
  const guard = { hold: 'held until a person approves it', write: 'written' };
  return [
    facts([
      ['A large change', `held above ${largeChange.percent} % and ${largeChange.seats} seats`],
      ['A drop to zero', guard[dropToZero]],
      ['The count of an inactive organization', guard[inactiveOrganization]],
      ['A report', `held when it is older than ${maxReportAgeHours} hours`],
      ['A count that somebody changed in HaloPSA', drift === 'ask' ? 'a person decides' : 'ours is written'],
      ['The nightly reconcile', `starts at ${schedule.hour}:00 (${schedule.timeZone})`],
    ]),
  ];
}

const mappingWords: Readonly<Record<ListedOrganization['status'], string>> = {
  unmapped: 'Not mapped',
  checking: 'Being checked',
  pendingCheck: 'Saved, still to be checked',
  refused: 'Refused',
  mapped: 'Mapped',
  needsAttention: 'Needs attention',
  kept: 'Kept after a revoke',
};

const syncWords: Readonly<Record<ListedOrganization['sync']['status'], string>> = {
  notStarted: 'Not started',
  inSync: 'In sync',
  debouncing: 'Collecting changes',
  waiting: 'On its way',
  held: 'Held',
  drift: 'Changed in HaloPSA',
  needsYou: 'Refused by HaloPSA',
  off: 'Off',
};

const headings = [
  'Organization',
  'Id',
  'Customer',
  'Software Licence',
  'Mapping',
  'Seat sync',
  'Seats last written',
  'Since',
];

function* mappingsOf({ rows, unreadable }: SetUp): Generator<string> {
  const all = rows.filter(({ status }) => status !== 'unmapped');
  const shown = all.slice(0, MOST_MAPPINGS);
  yield `\n\n${rows.length + unreadable} organizations; ${all.length} of them have a mapping, or had one that is kept or was refused.`;
  if (shown.length > 0) yield `\n\n${table(headings, [])}`;
  for (let from = 0; from < shown.length; from += MAPPINGS_A_PIECE) {
    const piece = shown.slice(from, from + MAPPINGS_A_PIECE);
    yield piece.map((row) => `\n${tableRow(mappingCells(row))}`).join('');
  }
  if (all.length > shown.length) yield `\n\n${all.length - shown.length} more mappings are not in this record.`;
  if (unreadable > 0)
    yield `\n\n${unreadable} organizations cannot be listed at the moment and are not in this record.`;
}

const mappingCells = (row: ListedOrganization) => [
  row.name,
  row.organizationId,
  row.customerName,
  row.softwareLicenceName,
  mappingWords[row.status],
  row.status === 'mapped' ? syncWords[row.sync.status] : null,
  row.sync.written?.count ?? null,
  row.changedAt,
];

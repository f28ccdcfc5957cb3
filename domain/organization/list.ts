import { isStuck } from '../seats/stuck';
import type { ListedOrganization, ListView, Order, StatusCounts, ViewCounts } from './list-schema';
import type { Place } from './order';
import { indexAfter, placeOf } from './order';
import { searching } from './search';
import type { MappingStatus, OrganizationRow } from './view-schema';

export interface ListRequest {
  readonly view: ListView;
  readonly status: MappingStatus | undefined;
  /** Part of a name; empty for all. */
  readonly search: string;
  readonly order: Order;
  /** The last row of the page before, or null for the first page. */
  readonly after: Place | null;
  readonly size: number;
}

export interface ListPage {
  readonly items: ListedOrganization[];
  /** The last row of this page where another one follows, or null. */
  readonly last: Place | null;
}

/** One page of the organizations, which stand in the order that is asked for. */
export function pageOf(ordered: readonly ListedOrganization[], request: ListRequest): ListPage {
  const { view, status, search, order, after, size } = request;
  const isFound = searching(search);
  const items: ListedOrganization[] = [];
  for (let index = after === null ? 0 : indexAfter(ordered, order, after); index < ordered.length; index += 1) {
    const row = ordered[index];
    if (row === undefined || (status !== undefined && row.status !== status)) continue;
    if (!isIn[view](row) || !isFound(row)) continue;
    const last = items.at(-1);
    if (items.length === size) return { items, last: last === undefined ? null : placeOf(last, order) };
    items.push(row);
  }
  return { items, last: null };
}

/** Whether its seat sync waits for the partner's word: then it is an operation, too. */
const isToDecide = ({ status, sync }: OrganizationRow): boolean => status === 'mapped' && isStuck(sync.status);

/** Whether it stands still until the partner has done something. Whoever has not mapped or started it yet may leave it so. */
const needsPartner = ({ status, sync }: OrganizationRow): boolean =>
  status === 'mapped'
    ? sync.whoseMove === 'you' && sync.status !== 'notStarted'
    : status === 'refused' || status === 'needsAttention';

/** Which organizations each view has. */
export const isIn: Readonly<Record<ListView, (row: OrganizationRow) => boolean>> = {
  all: () => true,
  needsYou: needsPartner,
  notMapped: ({ status }) => status === 'unmapped' || status === 'kept',
  mapped: ({ status }) => touchedByRevoke.includes(status),
  notStarted: ({ status, sync }) => status === 'mapped' && sync.status === 'notStarted',
  waiting: ({ status, sync }) =>
    status === 'checking' ||
    status === 'pendingCheck' ||
    (status === 'mapped' && (sync.status === 'waiting' || sync.status === 'debouncing')),
  inSync: ({ status, sync }) => status === 'mapped' && sync.status === 'inSync',
};

/** How many organizations have each status, and each view, and how many seat syncs wait for the partner's word. */
export interface Counts {
  readonly statuses: StatusCounts;
  readonly views: ViewCounts;
  readonly toDecide: number;
}

export function countsOf(rows: readonly OrganizationRow[]): Counts {
  const statuses = { unmapped: 0, checking: 0, pendingCheck: 0, refused: 0, mapped: 0, needsAttention: 0, kept: 0 };
  const views = { all: rows.length, needsYou: 0, notMapped: 0, mapped: 0, notStarted: 0, waiting: 0, inSync: 0 };
  let toDecide = 0;
  for (const row of rows) {
    toDecide += Number(isToDecide(row));
    statuses[row.status] += 1;
    views.needsYou += Number(isIn.needsYou(row));
    views.notMapped += Number(isIn.notMapped(row));
    views.mapped += Number(isIn.mapped(row));
    views.notStarted += Number(isIn.notStarted(row));
    views.waiting += Number(isIn.waiting(row));
    views.inSync += Number(isIn.inSync(row));
  }
  return { statuses, views, toDecide };
}

/** Organizations that a revoke touches: those that are mapped, or are about to be. */
export const touchedByRevoke: readonly MappingStatus[] = ['mapped', 'needsAttention', 'pendingCheck', 'checking'];

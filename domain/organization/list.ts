import type { MappingStatus, OrganizationRow } from './view-schema';

/** By what the grid is sorted. */
export type Place = Pick<OrganizationRow, 'name' | 'organizationId'>;

export interface ListRequest {
  readonly status: OrganizationRow['status'] | undefined;
  /** Part of the name, in any case; empty for all. */
  readonly search: string;
  /** The last row of the page before, or null for the first page. */
  readonly after: Place | null;
  readonly size: number;
}

export interface ListPage {
  readonly items: OrganizationRow[];
  /** The last row of this page where another one follows, or null. */
  readonly last: Place | null;
}

/** One page of the organizations, which stand by name. */
export function pageOf(rows: readonly OrganizationRow[], { status, search, after, size }: ListRequest): ListPage {
  const part = search.toLowerCase();
  const found: OrganizationRow[] = [];
  for (
    let index = after === null ? 0 : indexAfter(rows, after);
    index < rows.length && found.length <= size;
    index += 1
  ) {
    const row = rows[index];
    if (row === undefined || (status !== undefined && row.status !== status)) continue;
    if (row.name.toLowerCase().includes(part)) found.push(row);
  }
  const items = found.slice(0, size);
  return { items, last: found.length > size ? (items.at(-1) ?? null) : null };
}

/** Where the rows after a place begin, by halving what is left. */
function indexAfter(rows: readonly OrganizationRow[], place: Place): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const row = rows[middle];
    if (row !== undefined && byName(row, place) <= 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

const names = new Intl.Collator('en', { numeric: true });

export const byName = (a: Place, b: Place): number =>
  names.compare(a.name, b.name) ||
  (a.organizationId < b.organizationId ? -1 : Number(a.organizationId > b.organizationId));

/** How many organizations have each status. */
export function countsOf(rows: readonly OrganizationRow[]): Record<OrganizationRow['status'], number> {
  const counts = { unmapped: 0, checking: 0, pendingCheck: 0, refused: 0, mapped: 0, needsAttention: 0, kept: 0 };
  for (const { status } of rows) counts[status] += 1;
  return counts;
}

/** Organizations that a revoke touches: those that are mapped, or are about to be. */
export const touchedByRevoke: readonly MappingStatus[] = ['mapped', 'needsAttention', 'pendingCheck', 'checking'];

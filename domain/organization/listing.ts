import type { OrganizationId } from '../schema';
import type { ListedOrganization } from './list-schema';
import { byName, inserted } from './order';
import type { OrganizationRow } from './view-schema';

/** What was seen of one run of an organization's Workflow. */
export interface Sighting {
  readonly organizationId: OrganizationId;
  readonly runId: string;
  /** Since when it shows this, in milliseconds since 1970. */
  readonly shownAt: number;
  /** Null where the run has ended; another version of ours wrote what cannot be read. */
  readonly row: OrganizationRow | 'unreadable' | null;
}

/** A partner's organizations, put together from what was seen of them. */
export interface Listing {
  /** By name. */
  readonly rows: readonly ListedOrganization[];
  /** Organizations that are there, but whose rows cannot be shown. */
  readonly unreadable: readonly OrganizationId[];
  /** The newest of each organization. One that has ended stays, so that what was seen earlier does not bring it back. */
  readonly newest: ReadonlyMap<OrganizationId, Sighting>;
}

export const emptyListing: Listing = { rows: [], unreadable: [], newest: new Map() };

/** Takes over what is news among `seen`, which may come in any order and more than once. */
export function merge(listing: Listing, seen: readonly Sighting[]): Listing {
  const newest = new Map(listing.newest);
  const changed = new Map<OrganizationId, Sighting>();
  for (const one of seen) {
    if (!isNews(one, newest.get(one.organizationId))) continue;
    newest.set(one.organizationId, one);
    changed.set(one.organizationId, one);
  }
  if (changed.size === 0) return listing;
  const news = [...changed.values()];
  const same = listing.rows.filter(({ organizationId }) => !changed.has(organizationId));
  const others = news.flatMap((one) => listed(one) ?? []);
  return {
    rows: inserted<ListedOrganization>(same, others, byName),
    unreadable: [
      ...listing.unreadable.filter((organizationId) => !changed.has(organizationId)),
      ...news.filter(({ row }) => row === 'unreadable').map(({ organizationId }) => organizationId),
    ],
    newest,
  };
}

const listed = ({ row, shownAt }: Sighting): ListedOrganization | null =>
  row === null || row === 'unreadable' ? null : { ...row, changedAt: new Date(shownAt).toISOString() };

/** A row is news when it was shown later, and its run has not ended; an end is news of the run that is known. */
function isNews({ runId, row, shownAt }: Sighting, last: Sighting | undefined): boolean {
  const hasEnded = last?.row === null && last.runId === runId;
  if (row === null) return last?.runId === runId && !hasEnded;
  return last === undefined || (shownAt > last.shownAt && !hasEnded);
}

/** What is known since a time. */
export const shownSince = ({ newest }: Listing, since: number): readonly Sighting[] =>
  [...newest.values()].filter(({ shownAt }) => shownAt >= since);

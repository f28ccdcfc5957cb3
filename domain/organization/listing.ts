import type { OrganizationId } from '../schema';
import { byName } from './list';
import type { OrganizationRow } from './view-schema';

/** What was seen of one run of an organization's Workflow. */
export interface Sighting {
  readonly organizationId: OrganizationId;
  readonly runId: string;
  /** Since when it shows this, in milliseconds since 1970. */
  readonly shownAt: number;
  /** Null where the run has ended. */
  readonly row: OrganizationRow | null;
}

/** A partner's organizations, put together from what was seen of them. */
export interface Listing {
  /** By name. */
  readonly rows: readonly OrganizationRow[];
  /** The newest of each organization. One that has ended stays, so that what was seen earlier does not bring it back. */
  readonly newest: ReadonlyMap<OrganizationId, Sighting>;
}

export const emptyListing: Listing = { rows: [], newest: new Map() };

/** Takes over what is news among `seen`, which may come in any order and more than once. */
export function merge(listing: Listing, seen: readonly Sighting[]): Listing {
  const newest = new Map(listing.newest);
  const changed = new Set<OrganizationId>();
  for (const one of seen) {
    if (!isNews(one, newest.get(one.organizationId))) continue;
    newest.set(one.organizationId, one);
    changed.add(one.organizationId);
  }
  if (changed.size === 0) return listing;
  const same = listing.rows.filter(({ organizationId }) => !changed.has(organizationId));
  const others = [...changed].flatMap((organizationId) => newest.get(organizationId)?.row ?? []);
  // Two sorted parts are sorted in about one look at each row.
  return { rows: [...same, ...others.sort(byName)].sort(byName), newest };
}

/** A row is news when it was shown later, and its run has not ended; an end is news of the run that is known. */
function isNews({ runId, row, shownAt }: Sighting, last: Sighting | undefined): boolean {
  const hasEnded = last?.row === null && last.runId === runId;
  if (row === null) return last?.runId === runId && !hasEnded;
  return last === undefined || (shownAt > last.shownAt && !hasEnded);
}

/** What is known since a time. */
export const shownSince = ({ newest }: Listing, since: number): readonly Sighting[] =>
  [...newest.values()].filter(({ shownAt }) => shownAt >= since);

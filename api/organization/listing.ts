import type { Listing } from '../../domain/organization/listing';
import { emptyListing, merge, shownSince } from '../../domain/organization/listing';
import type { OrganizationId } from '../../domain/schema';
import type { Catalogue } from './catalogue';
import { createCatalogues } from './catalogue';
import type { Sight } from './sight';
import { together } from './together';
import { createTold } from './told';

/** Temporal's lists follow a moment late, and clocks differ: what changed in so long a time is looked at again. */
const OVERLAP_MILLISECONDS = 10_000;
/** Workflows that somebody deleted, and lists that were later still, are noticed by these, while nobody waits. */
const COUNT_AFTER_MILLISECONDS = 10_000;
const READ_AGAIN_AFTER_MILLISECONDS = 300_000;

/** What changed is asked for once in so long a time, however many look: Temporal gives all partners so many lists a second. */
const HOLDS_MILLISECONDS = 1_000;

/** One partner's organizations: read once, then kept up by what changed. */
export interface OrganizationListing {
  /**
   * As they were a second ago at most, with what came of all that this process told them before.
   * @throws ApiError 503 when Temporal does not answer
   */
  look(): Promise<Catalogue>;
  /** To be called when a command or a report to an organization has been answered. */
  told(organizationId: OrganizationId): void;
  /** How many rows it holds in memory. */
  size(): number;
}

export function createListing(sight: Sight, now: () => number = Date.now): OrganizationListing {
  let listing: Listing = emptyListing;
  /** Null before everything was read. */
  let lookedAt: number | null = null;
  let readAt = 0;
  let countedAt = 0;

  const readAll = together(async () => {
    const from = now();
    const all = merge(emptyListing, await sight.all());
    listing = merge(all, shownSince(listing, from - OVERLAP_MILLISECONDS));
    lookedAt = from;
    readAt = from;
    countedAt = from;
  });
  const readChanges = together(async () => {
    const from = now();
    const changes = await sight.changes((lookedAt ?? from) - OVERLAP_MILLISECONDS);
    const before = listing;
    listing = merge(before, changes);
    lookedAt = from;
    if (from - readAt > READ_AGAIN_AFTER_MILLISECONDS) inBackground(readAll);
    else if (listing === before && from - countedAt > COUNT_AFTER_MILLISECONDS) inBackground(compareCount);
  });
  const compareCount = async () => {
    countedAt = now();
    if ((await sight.count()) !== listing.rows.length + listing.unreadable.length) await readAll();
  };
  const lookAt = async (organizationId: OrganizationId) => {
    const { seen, isAtWork } = await sight.one(organizationId);
    listing = merge(listing, seen);
    return { isAtWork };
  };
  const told = createTold({ lookAt, now });
  const catalogueOf = createCatalogues();

  return {
    look: async () => {
      if (lookedAt === null) await readAll();
      else if (now() - lookedAt >= HOLDS_MILLISECONDS) await readChanges();
      await told.look();
      return catalogueOf(listing);
    },
    told: told.add,
    size: () => listing.newest.size,
  };
}

/** Who looks next is told what is wrong. */
const inBackground = (work: () => Promise<void>): void => void work().catch(() => undefined);

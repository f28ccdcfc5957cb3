import type { OrganizationId, PartnerId } from '../../domain/schema';
import type { Turn } from '../limits/turns';
import type { Catalogue } from './catalogue';
import type { OrganizationListing } from './listing';

/** What an api process may hold in memory; a row takes about 3 KB. */
const most = { rows: 100_000, partners: 1_000 };

/** The organizations of the partners that were looked at last, in memory. */
export interface OrganizationListings {
  look(partnerId: PartnerId): Promise<Catalogue>;
  told(partnerId: PartnerId, organizationId: OrganizationId): void;
}

/**
 * Lets go of the partners that were looked at longest ago when there are too many rows; the one in use stays, whatever its size.
 * Those that nobody has looked at are kept apart, as many: they have no rows, and push out nobody who is looked at. Who has looked
 * takes a turn: all who look at once are answered by one reading, and what is made of it takes milliseconds each.
 */
export function createListings(
  create: (partnerId: PartnerId) => OrganizationListing,
  turn: Turn,
  { rows, partners } = most,
): OrganizationListings {
  /** The one that was looked at last is the last. */
  const looked = new Map<PartnerId, OrganizationListing>();
  /** The one that was told something first is the first. */
  const unlooked = new Map<PartnerId, OrganizationListing>();

  const use = (partnerId: PartnerId): OrganizationListing => {
    const listing = looked.get(partnerId) ?? unlooked.get(partnerId) ?? create(partnerId);
    unlooked.delete(partnerId);
    looked.delete(partnerId);
    looked.set(partnerId, listing);
    return listing;
  };

  const makeRoom = () => {
    let held = [...looked.values()].reduce((sum, listing) => sum + listing.size(), 0);
    for (const [partnerId, listing] of looked) {
      if (looked.size === 1 || (held <= rows && looked.size <= partners)) return;
      looked.delete(partnerId);
      held -= listing.size();
    }
  };

  const remember = (partnerId: PartnerId): OrganizationListing => {
    const listing = create(partnerId);
    unlooked.set(partnerId, listing);
    const [oldest] = unlooked.keys();
    if (unlooked.size > partners && oldest !== undefined) unlooked.delete(oldest);
    return listing;
  };

  return {
    look: async (partnerId) => {
      const found = await use(partnerId).look();
      makeRoom();
      await turn(partnerId);
      return found;
    },
    told: (partnerId, organizationId) => {
      const listing = looked.get(partnerId) ?? unlooked.get(partnerId) ?? remember(partnerId);
      listing.told(organizationId);
    },
  };
}

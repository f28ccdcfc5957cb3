import type { OrganizationId, PartnerId } from '../../domain/schema';
import type { Catalogue } from './catalogue';
import type { OrganizationListing } from './listing';

/** What an api process may hold in memory; a row takes about 3 KB. */
const most = { rows: 100_000, partners: 1_000 };

/** The organizations of the partners that were looked at last, in memory. */
export interface OrganizationListings {
  look(partnerId: PartnerId): Promise<Catalogue>;
  told(partnerId: PartnerId, organizationId: OrganizationId): void;
}

/** Lets go of the partners that were used longest ago when there are too many rows; the one in use stays, whatever its size. */
export function createListings(
  create: (partnerId: PartnerId) => OrganizationListing,
  { rows, partners } = most,
): OrganizationListings {
  /** The one that was used last is the last. */
  const listings = new Map<PartnerId, OrganizationListing>();

  const use = (partnerId: PartnerId): OrganizationListing => {
    const listing = listings.get(partnerId) ?? create(partnerId);
    listings.delete(partnerId);
    listings.set(partnerId, listing);
    return listing;
  };

  const makeRoom = () => {
    let held = [...listings.values()].reduce((sum, listing) => sum + listing.size(), 0);
    for (const [partnerId, listing] of listings) {
      if (listings.size === 1 || (held <= rows && listings.size <= partners)) return;
      listings.delete(partnerId);
      held -= listing.size();
    }
  };

  return {
    look: async (partnerId) => {
      const found = await use(partnerId).look();
      makeRoom();
      return found;
    },
    told: (partnerId, organizationId) => {
      use(partnerId).told(organizationId);
      makeRoom();
    },
  };
}

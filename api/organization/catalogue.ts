import type { Counts } from '../../domain/organization/list';
import { countsOf } from '../../domain/organization/list';
import type { ListedOrganization, Order } from '../../domain/organization/list-schema';
import type { Listing } from '../../domain/organization/listing';
import { reordered } from '../../domain/organization/order';

/** One version of a partner's organizations. What is asked of it is worked out once. */
export interface Catalogue extends Pick<Listing, 'rows' | 'unreadable'> {
  counts(): Counts;
  ordered(order: Order): readonly ListedOrganization[];
}

/** Orders that are kept from one version to the next: they are nearly right, but hold rows of then in memory. */
const ORDERS_KEPT = 3;

/** Makes the catalogue of each version of one partner's listing. */
export function createCatalogues(): (listing: Listing) => Catalogue {
  let last: { readonly listing: Listing; readonly catalogue: Catalogue } | null = null;
  /** The one that was used last is the last. */
  const orders = new Map<string, Pick<Listing, 'rows'> & { readonly ordered: readonly ListedOrganization[] }>();

  const ordered = (rows: Listing['rows'], order: Order) => {
    const name = `${order.sort} ${order.direction}`;
    // The rows themselves stand so.
    if (name === 'name asc') return rows;
    const before = orders.get(name);
    const now = before?.rows === rows ? before : { rows, ordered: reordered(before?.ordered ?? [], rows, order) };
    orders.delete(name);
    orders.set(name, now);
    const [oldest] = orders.keys();
    if (orders.size > ORDERS_KEPT && oldest !== undefined) orders.delete(oldest);
    return now.ordered;
  };

  const catalogueOf = ({ rows, unreadable }: Listing): Catalogue => {
    let counts: Counts | null = null;
    return {
      rows,
      unreadable,
      counts: () => {
        counts ??= countsOf(rows);
        return counts;
      },
      ordered: (order) => ordered(rows, order),
    };
  };

  return (listing) => {
    if (last?.listing !== listing) last = { listing, catalogue: catalogueOf(listing) };
    return last.catalogue;
  };
}

import { touchedByRevoke } from './list';
import type { OrganizationRow } from './view-schema';

/** The organization that a Software Licence is mapped to. */
export type Holder = Pick<OrganizationRow, 'organizationId' | 'name'>;

/** Who has which Software Licence, by its id. What is kept after a revoke may be of another HaloPSA, and holds none. */
export function holdersOf(rows: readonly OrganizationRow[]): ReadonlyMap<number, Holder> {
  const holders = new Map<number, Holder>();
  for (const { status, target, organizationId, name } of rows) {
    if (target !== null && touchedByRevoke.includes(status)) {
      holders.set(target.softwareLicenceId, { organizationId, name });
    }
  }
  return holders;
}

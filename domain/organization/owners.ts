import type { OrganizationId } from '../schema';
import type { OrganizationMappingView } from './view-schema';

/*
 * To whom a partner's Software Licences belong. An owner that no longer uses its licence is not taken out: who wants the licence asks
 * the owner, and takes it over. So no licence is ever locked, whatever was lost on the way.
 */

export interface Owner {
  readonly softwareLicenceId: number;
  readonly organizationId: OrganizationId;
  /** Another one after each claim, so that nobody takes over what its owner has claimed anew meanwhile. */
  readonly number: number;
}

export interface Claim {
  readonly softwareLicenceId: number;
  readonly organizationId: OrganizationId;
  /** The owner that said that it no longer uses the licence, by its `number`; null where nobody was asked. */
  readonly insteadOf: number | null;
}

export interface Owners {
  readonly lastNumber: number;
  readonly byLicence: ReadonlyMap<number, Owner>;
}

export const noOwners: Owners = { lastNumber: 0, byLicence: new Map() };

/** The owners after some claims, in their order. What belongs to another organization is not claimed, unless that one was asked. */
export function claimed({ lastNumber, byLicence }: Owners, claims: readonly Claim[]): Owners {
  const next = new Map(byLicence);
  let number = lastNumber;
  for (const { softwareLicenceId, organizationId, insteadOf } of claims) {
    const owner = next.get(softwareLicenceId);
    const isFree = owner === undefined || owner.organizationId === organizationId || owner.number === insteadOf;
    if (!isFree) continue;
    number += 1;
    next.set(softwareLicenceId, { softwareLicenceId, organizationId, number });
  }
  return { lastNumber: number, byLicence: next };
}

export const organizationsIn = ({ byLicence }: Owners): readonly OrganizationId[] => [
  ...new Set([...byLicence.values()].map(({ organizationId }) => organizationId)),
];

/** As it is carried over a continue-as-new: 10,000 licences in less than 1 MB. */
export interface PackedOwners {
  readonly lastNumber: number;
  readonly owners: readonly (readonly [softwareLicenceId: number, number: number, organizationId: OrganizationId])[];
}

export const pack = ({ lastNumber, byLicence }: Owners): PackedOwners => ({
  lastNumber,
  owners: [...byLicence.values()].map((owner) => [owner.softwareLicenceId, owner.number, owner.organizationId]),
});

export const unpack = ({ lastNumber, owners }: PackedOwners): Owners => ({
  lastNumber,
  byLicence: new Map(
    owners.map(([softwareLicenceId, number, organizationId]) => [
      softwareLicenceId,
      { softwareLicenceId, number, organizationId },
    ]),
  ),
});

interface Licence {
  readonly softwareLicenceId: number;
  /** Ids of one HaloPSA mean something else in another one. */
  readonly siteUrl: string;
}

/** How an organization uses a licence at this moment, or null: then another one may have it. */
export function useOf(
  { status, mapping, wanted }: Pick<OrganizationMappingView, 'status' | 'mapping' | 'wanted'>,
  { softwareLicenceId, siteUrl }: Licence,
): 'mapped' | 'beingMapped' | null {
  if (mapping?.softwareLicenceId === softwareLicenceId && mapping.siteUrl === siteUrl) return 'mapped';
  const isWanting = status === 'checking' || status === 'pendingCheck';
  return isWanting && wanted?.softwareLicenceId === softwareLicenceId ? 'beingMapped' : null;
}

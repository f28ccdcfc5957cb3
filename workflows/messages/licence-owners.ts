import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { Claim, Owner } from '../../domain/organization/owners';
import type { OrganizationId, PartnerId } from '../../domain/schema';

/*
 * `licenceOwners`: which organization a Software Licence belongs to.
 */

export interface LicenceOwnersInput {
  readonly partnerId: PartnerId;
  readonly continueAfterEvents?: number;
}

/** Claims licences for organizations, and gives the owner that each of them has then. */
export const claimLicencesUpdate = defineUpdate<readonly Owner[], [readonly Claim[]]>('claimLicences');
/** Organizations that own a licence, or owned it last. */
export const getOwnersQuery = defineQuery<readonly OrganizationId[]>('getOwners');

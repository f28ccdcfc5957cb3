import { defineUpdate } from '@temporalio/workflow';
import type { Claim, Owner } from '../../domain/organization/owners';
import type { PartnerId } from '../../domain/schema';

/*
 * `licenceOwners`: which organization a Software Licence belongs to.
 */

export interface LicenceOwnersInput {
  readonly partnerId: PartnerId;
  readonly continueAfterEvents?: number;
}

/** Claims licences for organizations, and gives the owner that each of them has then. */
export const claimLicencesUpdate = defineUpdate<readonly Owner[], [readonly Claim[]]>('claimLicences');

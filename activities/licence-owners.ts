import type { Claim } from '../domain/organization/owners';
import { useOf } from '../domain/organization/owners';
import type { Target } from '../domain/organization/state';
import type { OrganizationId, PartnerId } from '../domain/schema';
import type { OrganizationWorkflows } from './dependencies';
import { cannotMap } from './records';

/** An organization that wants a Software Licence of a site. */
export interface Wish {
  readonly partnerId: PartnerId;
  readonly organizationId: OrganizationId;
  readonly wanted: Target;
  readonly siteUrl: string;
}

/**
 * Throws `mapping.licenceTaken` where lists show another organization that uses the licence. Lists follow a moment late, so this is
 * the first look; it also finds organizations that were mapped when licences were not claimed yet.
 */
export async function refuseListed(workflows: OrganizationWorkflows, wish: Wish): Promise<void> {
  const { partnerId, wanted } = wish;
  for (const listed of await workflows.organizationsOf(partnerId, wanted.softwareLicenceId)) {
    await refuseUsed(workflows, wish, listed);
  }
}

/**
 * Claims the licence, once HaloPSA has shown it. Of two that claim it at once, one gets it. Throws `mapping.licenceTaken` where its
 * owner uses it; one that does not is replaced.
 */
export async function claimLicence(workflows: OrganizationWorkflows, wish: Wish): Promise<void> {
  const { partnerId, organizationId, wanted } = wish;
  const { softwareLicenceId } = wanted;
  const claim = (insteadOf: Claim['insteadOf']) =>
    workflows.claimLicence(partnerId, { softwareLicenceId, organizationId, insteadOf });
  let owner = await claim(null);
  while (owner.organizationId !== organizationId) {
    await refuseUsed(workflows, wish, owner.organizationId);
    owner = await claim(owner.number);
  }
}

async function refuseUsed(workflows: OrganizationWorkflows, wish: Wish, other: OrganizationId): Promise<void> {
  const { partnerId, organizationId, wanted, siteUrl } = wish;
  if (other === organizationId) return;
  const view = await workflows.organization(partnerId, other);
  const use = view && useOf(view, { ...wanted, siteUrl });
  if (!use) return;
  const how = {
    mapped: 'is mapped to this Software Licence already',
    beingMapped: 'is just being mapped to this Software Licence',
  };
  throw cannotMap('licenceTaken', 'softwareLicenceId', `${view.report.name} ${how[use]}. Choose another one.`);
}

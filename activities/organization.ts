import type { Access } from '../domain/access';
import { seatSettings } from '../domain/organization/settings';
import type { CheckedTarget, SeatSettings, Target } from '../domain/organization/state';
import type { OrganizationId, PartnerId } from '../domain/schema';
import type { Acted } from './access';
import { callCurrent, callInTurn } from './access';
import type { Dependencies } from './dependencies';
import { heartbeating } from './heartbeat';
import { claimLicence, refuseListed } from './licence-owners';
import type { Asking } from './records';
import { readCustomer, readLicence } from './records';

interface Wanted {
  readonly organizationId: OrganizationId;
  readonly wanted: Target;
}
/** The target, and the settings that the partner has at this moment. */
interface CheckedMapping {
  readonly target: CheckedTarget;
  readonly settings: SeatSettings;
}
interface Owned extends Wanted {
  readonly partnerId: PartnerId;
}

/**
 * Both claim a Software Licence, and give its name and its Customer's. They throw `mapping.…`, naming the field, for what cannot be
 * mapped.
 */
export function organizationMappingActivities(deps: Dependencies) {
  const { halo } = deps;
  return {
    checkMapping: ({ partnerId, ...wanted }: Owned): Promise<CheckedMapping> =>
      heartbeating(() =>
        callCurrent(deps, partnerId, async (to, options, given) => ({
          target: await claimed(deps, { partnerId, ...wanted }, { halo, to, options }),
          settings: seatSettings(given),
        })),
      ),

    checkMappingInTurn: ({ access, ...wanted }: Wanted & { readonly access: Access }): Promise<Acted<CheckedTarget>> =>
      heartbeating(() =>
        callInTurn(deps, access, (to, options) =>
          claimed(deps, { partnerId: access.partnerId, ...wanted }, { halo, to, options }),
        ),
      ),
  };
}

async function claimed({ workflows }: Dependencies, { wanted, ...of }: Owned, asking: Asking): Promise<CheckedTarget> {
  const { siteUrl } = asking.to.site;
  await refuseListed(workflows, { ...of, wanted, siteUrl });
  const customer = await readCustomer(asking, wanted.customerId);
  const licence = await readLicence(asking, wanted);
  await claimLicence(workflows, { ...of, wanted, siteUrl });
  return { ...wanted, customerName: customer.name, softwareLicenceName: licence.name, siteUrl };
}

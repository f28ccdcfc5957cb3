import type { Access } from '../domain/access';
import { seatSettings } from '../domain/organization/settings';
import type { CheckedTarget, SeatSettings, Target } from '../domain/organization/state';
import type { OrganizationId, PartnerId } from '../domain/schema';
import type { Acted } from './access';
import { callCurrent, callInTurn } from './access';
import type { Dependencies } from './dependencies';
import { calling } from './failure';
import { heartbeating } from './heartbeat';
import type { Asking } from './records';
import { cannotMap, readCustomer, readLicence } from './records';

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

/** Both give the names of a Customer and its Software Licence. They throw `mapping.…`, naming the field, for what cannot be mapped. */
export function organizationMappingActivities(deps: Dependencies) {
  const { halo } = deps;
  return {
    checkMapping: ({ partnerId, ...wanted }: Owned): Promise<CheckedMapping> =>
      heartbeating(async () => {
        await calling({ retries: 'byTable' }, () => refuseTaken(deps, { partnerId, ...wanted }));
        return callCurrent(deps, partnerId, async (to, options, given) => ({
          target: await namesOf({ halo, to, options }, wanted),
          settings: seatSettings(given),
        }));
      }),

    checkMappingInTurn: ({ access, ...wanted }: Wanted & { readonly access: Access }): Promise<Acted<CheckedTarget>> =>
      heartbeating(() =>
        callInTurn(deps, access, async (to, options) => {
          await refuseTaken(deps, { partnerId: access.partnerId, ...wanted });
          return namesOf({ halo, to, options }, wanted);
        }),
      ),
  };
}

async function namesOf(asking: Asking, { wanted }: Wanted): Promise<CheckedTarget> {
  const customer = await readCustomer(asking, wanted.customerId);
  const licence = await readLicence(asking, wanted);
  const names = { customerName: customer.name, softwareLicenceName: licence.name };
  return { ...wanted, ...names, siteUrl: asking.to.site.siteUrl };
}

async function refuseTaken({ workflows }: Dependencies, { partnerId, organizationId, wanted }: Owned): Promise<void> {
  const owners = await workflows.organizationsOf(partnerId, wanted.softwareLicenceId);
  const other = owners.find((owner) => owner.organizationId !== organizationId);
  if (other === undefined) return;
  throw cannotMap('licenceTaken', 'softwareLicenceId', `${other.name} is mapped to this Software Licence already.`);
}

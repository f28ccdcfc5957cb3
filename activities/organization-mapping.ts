import type { CheckedTarget, Target } from '../domain/organization-mapping-state';
import type { OrganizationId, PartnerId } from '../domain/schema';
import type { CallOptions, Customer, HaloAccess, HaloErrorCode, SoftwareLicence } from '../halo';
import { HaloError } from '../halo';
import { callCurrent } from './access';
import type { Dependencies } from './dependencies';
import { refusal } from './failure';
import { heartbeating } from './heartbeat';

interface CheckMapping {
  readonly partnerId: PartnerId;
  readonly organizationId: OrganizationId;
  readonly wanted: Target;
}

interface Asking {
  readonly deps: Dependencies;
  readonly to: HaloAccess;
  readonly options: CallOptions;
}

export function organizationMappingActivities(deps: Dependencies) {
  return {
    /** The names of a Customer and its Software Licence. Throws `mapping.…`, naming the field, when they cannot be mapped. */
    checkMapping: ({ partnerId, organizationId, wanted }: CheckMapping): Promise<CheckedTarget> =>
      heartbeating(async () => {
        await refuseTaken(deps, { partnerId, organizationId, wanted });
        return callCurrent(deps, { partnerId }, async (to, options, { site }) => {
          const customer = await readCustomer({ deps, to, options }, wanted.customerId);
          const licence = await readLicence({ deps, to, options }, wanted);
          const names = { customerName: customer.name, softwareLicenceName: licence.name };
          return { ...wanted, ...names, siteUrl: site.siteUrl };
        });
      }),
  };
}

async function refuseTaken({ workflows }: Dependencies, { partnerId, organizationId, wanted }: CheckMapping) {
  const owners = await workflows.organizationsOf(partnerId, wanted.softwareLicenceId);
  const other = owners.find((owner) => owner.organizationId !== organizationId);
  if (other === undefined) return;
  throw cannotMap('licenceTaken', 'softwareLicenceId', `${other.name} is mapped to this Software Licence already.`);
}

async function readCustomer(asking: Asking, id: number): Promise<Customer> {
  const customer = await seen(asking, 'customer', () => asking.deps.halo.customer(asking.to, id, asking.options));
  if (customer.inactive) throw cannotMap('customerInactive', 'customerId', `${customer.name} is inactive in HaloPSA.`);
  return customer;
}

async function readLicence(asking: Asking, { customerId, softwareLicenceId }: Target): Promise<SoftwareLicence> {
  const { halo } = asking.deps;
  const licence = await seen(asking, 'licence', () =>
    halo.softwareLicence(asking.to, softwareLicenceId, asking.options),
  );
  if (licence.deleted || !licence.active) {
    throw cannotMap('licenceInactive', 'softwareLicenceId', `${licence.name} is not active in HaloPSA.`);
  }
  if (licence.customerId !== customerId) {
    throw cannotMap('licenceMoved', 'softwareLicenceId', `${licence.name} belongs to another customer in HaloPSA.`);
  }
  return licence;
}

const records = {
  customer: { field: 'customerId', list: 'customers', name: 'customer' },
  licence: { field: 'softwareLicenceId', list: 'softwareLicences', name: 'Software Licence' },
} as const;

const refusals: readonly HaloErrorCode[] = ['forbidden', 'unauthorized'];

/** Reads one record. A refusal of this one, while the list may be read, is about the record and not about the connection. */
async function seen<Row>(asking: Asking, kind: keyof typeof records, read: () => Promise<Row>): Promise<Row> {
  const { field, list, name } = records[kind];
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof HaloError)) throw error;
    if (error.code === 'notFound')
      throw cannotMap(`${kind}Gone`, field, `HaloPSA does not have this ${name} any more.`);
    if (!refusals.includes(error.code)) throw error;
    const { readable } = await asking.deps.halo.probe(asking.to, list, asking.options);
    if (!readable) throw error;
    const sentence = `The agent may not see this ${name}: allow it under Client Restrictions in the agent's role.`;
    throw cannotMap(`${kind}NotAccessible`, field, sentence);
  }
}

function cannotMap(code: string, field: string, sentence: string) {
  const detail = `${sentence} Choose another one.`;
  return refusal({ code: `mapping.${code}`, detail, outcome: 'refused', fields: { [field]: detail } });
}

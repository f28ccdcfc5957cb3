import { oddInHalo } from '../domain/odd';
import type { Target } from '../domain/organization/state';
import type { CallOptions, Customer, HaloAccess, HaloClient, SoftwareLicence } from '../halo';
import { HaloError } from '../halo';
import { refusal } from './failure';

/** What is needed to read a record. */
export interface Asking {
  readonly halo: HaloClient;
  readonly to: HaloAccess;
  readonly options: CallOptions;
}

const records = {
  customer: { field: 'customerId', list: 'customers', name: 'customer' },
  licence: { field: 'softwareLicenceId', list: 'softwareLicences', name: 'Software Licence' },
} as const;

/** A Customer that an organization can be mapped to. Throws `mapping.customer…` when it is not there for us. */
export async function readCustomer(asking: Asking, id: number): Promise<Customer> {
  const customer = await seen(asking, 'customer', () => asking.halo.customer(asking.to, id, asking.options));
  if (customer.inactive)
    throw cannotMap('customerInactive', 'customerId', `${customer.name} is inactive in HaloPSA. Choose another one.`);
  return customer;
}

/** With what a seat sync goes by. */
type UsableLicence = SoftwareLicence & { readonly count: number };

/** A Software Licence of the customer. Throws `mapping.licence…` when it is not there for us, `record.odd` when it cannot be used. */
export async function readLicence(asking: Asking, { customerId, softwareLicenceId }: Target): Promise<UsableLicence> {
  const { halo, to, options } = asking;
  const licence = await seen(asking, 'licence', () => halo.softwareLicence(to, softwareLicenceId, options));
  if (licence.deleted || !licence.active) {
    throw cannotMap(
      'licenceInactive',
      'softwareLicenceId',
      `${licence.name} is not active in HaloPSA. Choose another one.`,
    );
  }
  const { name, count, odd } = licence;
  if (licence.customerId !== null && licence.customerId !== customerId) {
    throw cannotMap(
      'licenceMoved',
      'softwareLicenceId',
      `${licence.name} belongs to another customer in HaloPSA. Choose another one.`,
    );
  }
  if (licence.customerId === null || count === null) throw cannotUse('softwareLicenceId', oddInHalo(name, odd));
  return { ...licence, count };
}

/** The record is there, and something of it has to be corrected in HaloPSA. Nobody else has to wait for that. */
const cannotUse = (field: keyof Target, detail: string): Error =>
  refusal({ code: 'record.odd', detail, outcome: 'refused', fields: { [field]: detail } });

/** Refuses a mapping, and names the field to choose anew. */
export const cannotMap = (code: string, field: keyof Target, detail: string): Error =>
  refusal({ code: `mapping.${code}`, detail, outcome: 'refused', fields: { [field]: detail } });

/** Reads one record. When HaloPSA refuses this one but lists others, the record is hidden from the agent; else the right is missing. */
async function seen<Row>(asking: Asking, kind: keyof typeof records, read: () => Promise<Row>): Promise<Row> {
  const { field, list, name } = records[kind];
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof HaloError)) throw error;
    if (error.code === 'notFound')
      throw cannotMap(`${kind}Gone`, field, `HaloPSA does not have this ${name} any more. Choose another one.`);
    if (error.code === 'oddRecord') throw cannotUse(field, oddInHalo(`this ${name}`, [error.detail ?? 'id']));
    if (error.code !== 'forbidden') throw error;
    const { readable, rows } = await asking.halo.probe(asking.to, list, asking.options);
    // An empty list may also mean that a right is missing.
    if (!readable || rows === 0) throw error;
    const detail = `The agent may not see this ${name}. Allow it under Client Restrictions in the agent's role, or choose another one.`;
    throw cannotMap(`${kind}NotAccessible`, field, detail);
  }
}

import type { Application } from '../login/application';
import { NO_DATE } from '../store/clock';
import type { Random } from '../store/random';
import { createRandom } from '../store/random';
import type { Customer, Licence, Rows, Site, User } from '../store/records';
import { createCompanyNames } from './names';

/** What a seed is made of. It gives an MSP with customers, their licences and its suppliers, and no tickets. */
export type Seed = {
  seed: number;
  /** How many active customers. One inactive customer is added for every 50. */
  customers: number;
  /** Active licences per customer. Undefined gives each customer one to three, some of them inactive or deleted. */
  licencesPerCustomer: number | undefined;
};

const FIRST_CUSTOMER = 12;
const FIRST_LICENCE = 101;
const supplierNames = ['Northstar Distribution', 'Cirrus Cloud Supply', 'Harbour Software', 'Backup Vendor'] as const;
const BACKUP_SUPPLIER = supplierNames.length;
const otherProducts = [
  'Endpoint Protection',
  'Office Suite Business',
  'E-mail Filter',
  'Password Manager',
  'Phone System',
] as const;

/** The application whose credentials are shown, and one of another tenant on the same authorisation server. */
export function seedApplications(seed: number): { own: Application; foreign: Application } {
  const random = createRandom(seed);
  const application = (tenant: string): Application => ({
    clientId: random.guid(),
    clientSecret: `${random.guid()}-${random.guid()}`,
    tenant,
    active: true,
    agentActive: true,
    scopes: ['all:standard'],
    missingScope: 'refused',
  });
  return { own: application('simulator'), foreign: application('another-msp') };
}

const colours = ['#2d7dd2', '#97cc04', '#eeb902', '#f45d01', '#474647'] as const;

function seedCustomer(id: number, name: string, inactive: boolean, random: Random): Customer {
  const domain = name.toLowerCase().replace(/[^a-z]+/g, '');
  return {
    id,
    name,
    inactive,
    website: `https://www.${domain}.example`,
    colour: random.pick(colours),
    is_vip: random.int(1, 20) === 1,
    main_site_id: id,
    accessible: true,
  };
}

function seedLicence(id: number, customer: Customer, name: string, random: Random): Licence {
  const count = random.int(5, 250);
  return {
    id,
    type: 1,
    name,
    count,
    client_id: customer.id,
    site_id: -1,
    supplier_id: BACKUP_SUPPLIER,
    vendor: 'Backup Vendor',
    manufacturer: 'Backup Vendor',
    distributor: '',
    start_date: `${random.int(2022, 2025)}-0${random.int(1, 9)}-01T00:00:00`,
    end_date: NO_DATE,
    purchase_price: 2,
    price: 3.5,
    monthly_price: 3.5,
    monthly_cost: 2,
    billing_cycle: 'Monthly',
    term_duration: 'Monthly',
    status: 'Active',
    autorenew: true,
    is_active: true,
    deleted: false,
    assigned_at_deletion: 0,
    licences_in_use: random.int(0, count),
    product_sku: 'BKP-M365',
    tenant_id: '',
    notes: '',
    accessible: true,
    count_range: null,
  };
}

/** A further licence of a customer. When `believable` is true, some are cancelled or deleted. */
function seedOtherLicence(id: number, customer: Customer, believable: boolean, random: Random): Licence {
  const supplier = random.int(1, BACKUP_SUPPLIER - 1);
  const vendor = supplierNames[supplier - 1] ?? '';
  const other = {
    ...seedLicence(id, customer, random.pick(otherProducts), random),
    supplier_id: supplier,
    vendor,
    manufacturer: vendor,
    product_sku: `SKU-${random.int(1000, 9999)}`,
  };
  const fate = believable ? random.int(1, 10) : 10;
  if (fate === 1)
    return { ...other, is_active: false, deleted: true, status: 'Deleted', assigned_at_deletion: other.count };
  if (fate <= 3) return { ...other, is_active: false, status: 'Cancelled', end_date: '2025-06-30T00:00:00' };
  return other;
}

export function seedRows({ seed, customers: active, licencesPerCustomer }: Seed): Rows {
  // Credentials use another random sequence, so the number of customers does not change them.
  const random = createRandom(seed + 1);
  const companyName = createCompanyNames(random);
  const customers: Customer[] = [];
  const licences: Licence[] = [];

  for (let index = 0; index < active + Math.ceil(active / 50); index += 1) {
    const customer = seedCustomer(FIRST_CUSTOMER + index, companyName(), index >= active, random);
    customers.push(customer);
    const nextId = (): number => FIRST_LICENCE + licences.length;
    const wanted = licencesPerCustomer ?? random.int(1, 3);
    if (wanted > 0) licences.push(seedLicence(nextId(), customer, 'Microsoft 365 Backup seats', random));
    for (let more = 1; more < wanted; more += 1) {
      licences.push(seedOtherLicence(nextId(), customer, licencesPerCustomer === undefined, random));
    }
  }

  const sites = customers.map(({ id }): Site => ({ id, name: 'Main', client_id: id }));
  const users = customers.map(
    ({ id }): User => ({ id, name: 'General User', emailaddress: '', client_id: id, site_id: id }),
  );
  const suppliers = supplierNames.map((name, index) => ({
    id: index + 1,
    name,
    inactive: false,
    email_address: `orders@supplier${index + 1}.example`,
    phone_number: '',
    website: '',
    deleted: false,
  }));
  return { customers, sites, users, suppliers, licences, tickets: [], actions: [] };
}

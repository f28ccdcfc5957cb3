import { z } from 'zod';
import { denied, listable, may, requireEdit, requireRead, seesNamesOnly, usableCustomers } from '../login/rights';
import type { Customer, Site, User } from '../store/records';
import { wrapped } from '../wire/paging';
import { notFound, ok, ruleBroken, serverException } from '../wire/reply';
import type { Call, Handler } from './call';
import { containing, numericId, where } from './call';
import type { Writable } from './writes';
import { Flag, Int, Text, writesArray } from './writes';

/** `/Client`, `/Site` and `/Users` (halopsa-api.md 3.4). */

const listed = ({ id, name, inactive, colour, is_vip, website }: Customer) => ({
  id,
  name,
  toplevel_id: 1,
  toplevel_name: 'Customers',
  inactive,
  colour,
  is_vip,
  website,
  client_to_invoice: 0,
});

const detailed = (call: Call, customer: Customer) => ({
  ...listed(customer),
  main_site_id: customer.main_site_id,
  main_site_name: call.world.records.sites.get(customer.main_site_id)?.name ?? '',
  customfields: call.world.profile.emptyListIsNull ? null : [],
  notes: null,
});

/** Tells which customers this call may see: those that its rights allow and that the control has not hidden. */
export function seenCustomers(call: Call): (customerId: number) => boolean {
  const usable = usableCustomers(call);
  return (id) => usable(id) && call.world.records.customers.get(id)?.accessible !== false;
}

export const listCustomers: Handler = (call) => {
  const { query, world } = call;
  const namesOnly = seesNamesOnly(call);
  const seen = seenCustomers(call);
  const withInactive = query.flag('includeinactive');
  const withActive = query.text('includeactive')?.toLowerCase() !== 'false';
  const matches = containing(query.text('search'));
  const rows = listable(call, namesOnly || may(call, 'customers', 'read'), () =>
    where(
      world.records.customers.rows(),
      ({ inactive }) => (inactive ? withInactive : withActive),
      ({ id }) => seen(id),
      ({ name }) => matches(name),
    ),
  );
  const present = namesOnly ? ({ id, name }: Customer) => ({ id, name }) : listed;
  return wrapped({ name: 'clients', rows, present, query, emptyIsNull: world.profile.emptyListIsNull });
};

export const getCustomer: Handler = (call) => {
  requireRead(call, 'customers');
  const customer = call.world.records.customers.get(numericId(call));
  if (!customer) throw notFound();
  if (!seenCustomers(call)(customer.id)) throw denied(call);
  return ok(detailed(call, customer));
};

const CustomerWrite = z.object({ id: Int, name: Text, inactive: Flag, website: Text, is_vip: Flag, return_this: Flag });

function createCustomer({ world }: Call, name: string | undefined): Customer {
  const { customers, sites } = world.records;
  if (!name) throw serverException(515, "Cannot insert the value NULL into column 'aareadesc', table 'dbo.AREA'.");
  const id = customers.nextId();
  const site = sites.save({ id: sites.nextId(), name: 'Main', client_id: id });
  return { id, name, inactive: false, website: '', colour: '', is_vip: false, main_site_id: site.id, accessible: true };
}

const writableCustomer: Writable<z.infer<typeof CustomerWrite>> = {
  schema: CustomerWrite,
  write: (call, { id = 0, return_this: _, ...sent }) => {
    requireEdit(call, 'customers');
    const { customers } = call.world.records;
    const stored = id > 0 ? customers.get(id) : createCustomer(call, sent.name);
    if (!stored) throw notFound();
    if (!seenCustomers(call)(stored.id)) throw denied(call);
    const taken = where(customers.rows(), (other) => other.id !== stored.id && other.name === sent.name);
    if (taken.length > 0) throw ruleBroken('Name must be unique');
    return detailed(call, customers.save({ ...stored, ...sent }));
  },
};
export const postCustomers = writesArray(writableCustomer);

/** Sites and users have no right of their own: an agent that may read customers may read these too. */
function customersPart<Row extends Site | User>(call: Call, name: 'sites' | 'users', rows: Iterable<Row>) {
  const { query, world } = call;
  const seen = seenCustomers(call);
  const matches = containing(query.text('search'));
  const found = listable(call, may(call, 'customers', 'read'), () =>
    where(
      rows,
      (row) => seen(row.client_id),
      (row) => matches(row.name),
    ),
  );
  const present = (row: Row) => ({
    ...row,
    client_name: world.records.customers.get(row.client_id)?.name ?? '',
    inactive: false,
  });
  return wrapped({ name, rows: found, present, query, emptyIsNull: world.profile.emptyListIsNull });
}

export const listSites: Handler = (call) =>
  customersPart(call, 'sites', call.world.records.sites.rows(call.query.int('client_id')));

export const listUsers: Handler = (call) => {
  const siteId = call.query.int('site_id');
  const users = call.world.records.users.rows(call.query.int('client_id'));
  return customersPart(
    call,
    'users',
    where(users, (user) => siteId === undefined || user.site_id === siteId),
  );
};

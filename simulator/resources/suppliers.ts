import { z } from 'zod';
import { listable, may, requireEdit, requireRead } from '../login/rights';
import type { Supplier } from '../store/records';
import { wrapped } from '../wire/paging';
import { notFound, ok, ruleBroken, serverException } from '../wire/reply';
import type { Call, Handler } from './call';
import { containing, numericId, where } from './call';
import type { Writable } from './writes';
import { Flag, Int, Text, writesArray } from './writes';

/** `/Supplier` (halopsa-api.md 3.6). */

const presented = ({ deleted: _, ...supplier }: Supplier) => ({
  ...supplier,
  toplevel_id: 1,
  contact_name: '',
  is_supplier: true,
  is_manufacturer: false,
});

export const listSuppliers: Handler = (call) => {
  const { query, world } = call;
  const matches = containing(query.text('search'));
  const withInactive = query.flag('includeinactive');
  const rows = listable(call, may(call, 'suppliers', 'read'), () =>
    where(
      world.records.suppliers.rows(),
      (row) => !row.deleted && (withInactive || !row.inactive) && matches(row.name),
    ),
  );
  return wrapped({ name: 'suppliers', rows, present: presented, query, emptyIsNull: world.profile.emptyListIsNull });
};

function storedSupplier({ world }: Call, id: number): Supplier {
  const supplier = world.records.suppliers.get(id);
  if (!supplier || supplier.deleted) throw notFound();
  return supplier;
}

export const getSupplier: Handler = (call) => {
  requireRead(call, 'suppliers');
  return ok(presented(storedSupplier(call, numericId(call))));
};

const SupplierWrite = z.object({
  id: Int,
  name: Text,
  inactive: Flag,
  email_address: Text,
  phone_number: Text,
  website: Text,
  return_this: Flag,
});

function createSupplier({ world }: Call, name: string | undefined): Supplier {
  if (!name) throw serverException(515, "Cannot insert the value NULL into column 'cname', table 'dbo.COMPANY'.");
  const id = world.records.suppliers.nextId();
  return { id, name, inactive: false, email_address: '', phone_number: '', website: '', deleted: false };
}

const writableSupplier: Writable<z.infer<typeof SupplierWrite>> = {
  schema: SupplierWrite,
  write: (call, { id = 0, return_this: _, ...sent }) => {
    requireEdit(call, 'suppliers');
    const { suppliers } = call.world.records;
    const stored = id > 0 ? storedSupplier(call, id) : createSupplier(call, sent.name);
    const taken = where(
      suppliers.rows(),
      (other) => !other.deleted && other.id !== stored.id && other.name === sent.name,
    );
    if (taken.length > 0) throw ruleBroken('Name must be unique');
    return presented(suppliers.save({ ...stored, ...sent }));
  },
};
export const postSuppliers = writesArray(writableSupplier);

export const deleteSupplier: Handler = (call) => {
  requireEdit(call, 'suppliers');
  const supplier = storedSupplier(call, numericId(call));
  return ok(presented(call.world.records.suppliers.save({ ...supplier, deleted: true })));
};

import { z } from 'zod';
import type { Table } from './table';

/** The records that an MSP's people work with, with HaloPSA's own field names (halopsa-api.md 3). */

/** `accessible: false` hides one record from the agent whatever its rights say; HaloPSA has no such field. */
const accessible = z.boolean();

/** HaloPSA takes a count outside of it with 201, and stores the nearest inside: a rule of this tenant, which shows in no field. */
export const CountRange = z.object({ min: z.number(), max: z.number() });

export type Customer = z.infer<typeof Customer>;
export const Customer = z.object({
  id: z.int(),
  name: z.string(),
  inactive: z.boolean(),
  website: z.string(),
  colour: z.string(),
  is_vip: z.boolean(),
  main_site_id: z.int(),
  accessible,
});

export type Site = z.infer<typeof Site>;
export const Site = z.object({ id: z.int(), name: z.string(), client_id: z.int() });

export type User = z.infer<typeof User>;
export const User = z.object({
  id: z.int(),
  name: z.string(),
  emailaddress: z.string(),
  client_id: z.int(),
  site_id: z.int(),
});

export type Supplier = z.infer<typeof Supplier>;
export const Supplier = z.object({
  id: z.int(),
  name: z.string(),
  inactive: z.boolean(),
  email_address: z.string(),
  phone_number: z.string(),
  website: z.string(),
  deleted: z.boolean(),
});

export type Licence = z.infer<typeof Licence>;
export const Licence = z.object({
  id: z.int(),
  type: z.int(),
  name: z.string(),
  count: z.number(),
  client_id: z.int(),
  site_id: z.int(),
  supplier_id: z.int(),
  vendor: z.string(),
  manufacturer: z.string(),
  distributor: z.string(),
  start_date: z.string(),
  end_date: z.string(),
  purchase_price: z.number(),
  price: z.number(),
  monthly_price: z.number(),
  monthly_cost: z.number(),
  billing_cycle: z.string(),
  term_duration: z.string(),
  status: z.string(),
  autorenew: z.boolean(),
  is_active: z.boolean(),
  deleted: z.boolean(),
  assigned_at_deletion: z.int(),
  licences_in_use: z.int(),
  product_sku: z.string(),
  tenant_id: z.string(),
  notes: z.string(),
  accessible,
  count_range: CountRange.nullable().default(null),
});

export type Ticket = z.infer<typeof Ticket>;
export const Ticket = z.object({
  id: z.int(),
  summary: z.string(),
  details: z.string(),
  details_html: z.string(),
  tickettype_id: z.int(),
  client_id: z.int(),
  site_id: z.int(),
  user_id: z.int(),
  sla_id: z.int(),
  priority_id: z.int(),
  status_id: z.int(),
  agent_id: z.int(),
  team: z.string(),
  category_1: z.string(),
  third_party_id_string: z.string(),
  client_reference: z.string(),
  supplier_reference: z.string(),
  dateoccurred: z.string(),
  dateclosed: z.string(),
  last_update: z.string(),
  hasbeenclosed: z.boolean(),
  deleted: z.boolean(),
  merged_into_id: z.int(),
});

export type Action = z.infer<typeof Action>;
export const Action = z.object({
  id: z.int(),
  ticket_id: z.int(),
  outcome: z.string(),
  outcome_id: z.int(),
  note: z.string(),
  note_html: z.string(),
  who: z.string(),
  hiddenfromuser: z.boolean(),
  datetime: z.string(),
  /** Written by HaloPSA itself; `excludesys=true` leaves it out. */
  sys: z.boolean(),
});

export type Rows = z.infer<typeof Rows>;
export const Rows = z.object({
  customers: z.array(Customer),
  sites: z.array(Site),
  users: z.array(User),
  suppliers: z.array(Supplier),
  licences: z.array(Licence),
  tickets: z.array(Ticket),
  actions: z.array(Action),
});

/** The same rows with their indexes; licences, sites, users and tickets by customer, actions by ticket. */
export type Records = { [Name in keyof Rows]: Table<Rows[Name][number]> };

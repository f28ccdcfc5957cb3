import { z } from 'zod';
import { shown } from './name';

/*
 * HaloPSA's JSON, read tolerantly and renamed to our words. Types change between versions and tenants (halopsa-api.md 2.2, 2.3):
 * numbers come as strings, arrays as null, lists bare or in an envelope, records bare or wrapped; unknown fields pass. A row needs
 * an id; whatever else of it cannot be read is named in `odd`, and the rest is used.
 */

const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*-?\d+(\.\d+)?\s*$/)
    .transform(Number),
]);
const id = number.pipe(z.int());
const text = z.string().nullish();
/** HaloPSA's counts have 32 bits. A larger one, or a fraction, is no number of seats. */
const seats = number.pipe(z.int().min(-2_147_483_647).max(2_147_483_647));
/** `true`, "true", 1 and "1" are the same. */
const flag = z
  .union([z.boolean(), number.transform(String), z.string().trim()])
  .pipe(z.union([z.boolean(), z.stringbool()]));
const flagOrNull = flag.nullish().catch(null);
const name = z
  .union([z.string(), z.number().transform(String)])
  .catch('')
  .transform(shown);

/** Stands for a value that cannot be read, where that must not be taken for a value that is not there. */
const unreadable = Symbol('unreadable');
const orUnreadable = <Value extends z.ZodType>(value: Value) =>
  z.union([value, z.unknown().transform((): typeof unreadable => unreadable)]);

const known = <Value>(value: Value | typeof unreadable): Value | null => (value === unreadable ? null : value);

/** HaloPSA's names of the fields that cannot be used as they are. */
const oddFields = (wire: { name: string }): string[] =>
  Object.entries<unknown>(wire).flatMap(([field, value]) =>
    value === unreadable || (field === 'name' && value === '') ? [field] : [],
  );

/** What a person can call a record that has no name. */
const nameOf = (wire: { id: number; name: string }): string => wire.name || `#${wire.id}`;

/** An id of 0 or below says "none" (halopsa-api.md 2.3). */
const idOrNull = id
  .nullish()
  .catch(null)
  .transform((value) => (value && value > 0 ? value : null));

/** What HaloPSA says for people and a Workflow keeps. A field may hold megabytes; Temporal takes two of them for a whole answer. */
const brief = z.string().transform(shown);

/** A HaloPSA on one server may name a tenant and leave the address of its own authorisation server empty. */
export const AuthInfo = z
  .object({ auth_url: text, tenant_id: z.union([z.string(), z.number()]).nullish() })
  .refine((wire) => wire.auth_url !== undefined || wire.tenant_id !== undefined)
  .transform((wire) => ({ authUrl: wire.auth_url ?? '', tenant: String(wire.tenant_id ?? '') }));

export const InstanceInfo = z
  .object({ app_version: brief, app_name: brief.nullish() })
  .transform((wire) => ({ version: wire.app_version, name: wire.app_name ?? null }));

/**
 * Servers take some 16 KB of headers, and a value that cannot stand in one is not accepted as a token. A life that is no
 * time (absent, 0, negative, words) is null.
 */
export const TokenReply = z
  .object({ access_token: z.string().regex(/^[\x21-\x7e]{1,12000}$/), expires_in: z.unknown().optional() })
  .transform((wire) => {
    const seconds = Number(wire.expires_in);
    return { token: wire.access_token, lifeMs: seconds > 0 ? seconds * 1000 : null };
  });

export const OAuthRefusal = z.object({ error: z.string(), error_description: text });

/** The claims that rights are judged by (halopsa-api.md 3.11). A live tenant has some hundred others, and may have megabytes of them. */
const ClaimType = z.enum(['SA', 'Tx', 'l6', 'le', 'Ux', 'Sx', 'Lx']);
export type ClaimType = z.infer<typeof ClaimType>;

const Claim = z.object({
  type: ClaimType,
  value: z
    .union([z.string(), z.number(), z.boolean()])
    .nullish()
    .transform((value) => String(value ?? ''))
    .pipe(brief),
});

export const HaloAgent = z
  .object({ id: id.catch(0), name, isapiagent: flagOrNull, isdisabled: flagOrNull, claims: z.unknown().optional() })
  .transform((wire) => ({
    id: wire.id,
    name: wire.name,
    isApiOnly: wire.isapiagent ?? false,
    isDisabled: wire.isdisabled ?? false,
    claims: claimsOf(wire.claims),
  }));

/** A schema looks only at the few that are judged: at a million of anything it would think for half a minute. */
function claimsOf(claims: unknown): Partial<Record<ClaimType, string>> {
  const judged = Array.isArray(claims) ? claims.filter(isJudged) : [];
  const parsed = judged.map((claim) => Claim.safeParse(claim).data);
  return Object.fromEntries(parsed.flatMap((claim) => (claim === undefined ? [] : [[claim.type, claim.value]])));
}

const isJudged = (claim: unknown): boolean =>
  isObject(claim) && 'type' in claim && ClaimType.options.some((type) => type === claim.type);

/** The default SLA has three spellings (halopsa-api.md 3.1). Old versions do not say what a type is for. */
export const TicketType = z
  .object({
    id,
    name,
    cancreate: flagOrNull,
    domain: text.catch(null),
    default_sla: idOrNull,
    default_sla_id: idOrNull,
    sla_id: idOrNull,
  })
  .transform((wire) => ({
    id: wire.id,
    name: nameOf(wire),
    defaultSlaId: wire.default_sla ?? wire.default_sla_id ?? wire.sla_id,
    canCreate: wire.cancreate ?? null,
    domain: wire.domain || null,
    odd: oddFields(wire),
  }));

const Named = z.object({ id, name }).transform((wire) => ({ id: wire.id, name: nameOf(wire), odd: oddFields(wire) }));

export const Sla = Named;
export const Supplier = Named;
export const Status = Named;
/** A row of which nothing but the id matters. */
export const Identified = z.object({ id });

/** A ticket takes `priorityid`, the small number inside one SLA; the row's own `id` is a UUID (halopsa-api.md 3.3). */
export const Priority = z
  .object({ priorityid: id, slaid: id.nullish().catch(null), name, ishidden: flagOrNull })
  .transform((wire) => ({
    id: wire.priorityid,
    slaId: wire.slaid ?? null,
    name: nameOf({ id: wire.priorityid, name: wire.name }),
    hidden: wire.ishidden ?? false,
    odd: oddFields(wire),
  }));

export const Customer = z
  .object({ id, name, inactive: flagOrNull })
  .transform((wire) => ({ id: wire.id, name: nameOf(wire), inactive: wire.inactive ?? false, odd: oddFields(wire) }));

/**
 * `count` is an integer up to 2025 and a double since 2026; `is_active` and `deleted` are absent from old versions.
 * A `count` or `client_id` that cannot be read is null: reading 0 there would move seats.
 */
export const SoftwareLicence = z
  .object({
    id,
    name,
    client_id: orUnreadable(id.nullable()),
    client_name: name,
    count: orUnreadable(seats),
    is_active: orUnreadable(flag.nullish()),
    deleted: orUnreadable(flag.nullish()),
  })
  .transform((wire) => ({
    id: wire.id,
    name: nameOf(wire),
    customerId: wire.client_id === unreadable ? null : (wire.client_id ?? 0),
    customerName: wire.client_name || null,
    count: known(wire.count),
    active: known(wire.is_active) ?? true,
    deleted: known(wire.deleted) ?? false,
    odd: oddFields(wire),
  }));

/** What the answer to a seat write has to show. It may hold little else. */
export const WrittenCount = z.object({ id, count: number });

/** What was done to a ticket; a note is an action. */
export const Action = z
  .object({ id: id.pipe(z.int().positive()), ticket_id: id, note: text })
  .transform((wire) => ({ id: wire.id, ticketId: wire.ticket_id, note: wire.note ?? '' }));

/** "No date" is 1901 or 1899 (halopsa-api.md 2.3). */
const isDate = (date: string) => date >= '1902';

/** Whether a ticket is closed. The flag stays true after a ticket is opened again, so the date decides; the flag decides only when there is no date. */
export const Ticket = z
  .object({
    id,
    summary: text,
    client_id: id.nullable(),
    status_id: id.nullish(),
    tickettype_id: id.nullish(),
    hasbeenclosed: flagOrNull,
    dateclosed: text,
  })
  .transform((wire) => ({
    id: wire.id,
    summary: wire.summary ?? '',
    customerId: wire.client_id ?? 0,
    statusId: wire.status_id ?? 0,
    ticketTypeId: wire.tickettype_id ?? 0,
    closed: wire.dateclosed == null ? (wire.hasbeenclosed ?? false) : isDate(wire.dateclosed),
  }));

export const Created = z.object({ id: id.pipe(z.int().positive()) });

export type HaloAgent = Omit<z.infer<typeof HaloAgent>, 'isDisabled'>;
export type TicketType = z.infer<typeof TicketType>;
export type Sla = z.infer<typeof Sla>;
export type Status = z.infer<typeof Status>;
export type Supplier = z.infer<typeof Supplier>;
export type Priority = z.infer<typeof Priority>;
export type Customer = z.infer<typeof Customer>;
export type SoftwareLicence = z.infer<typeof SoftwareLicence>;
export type Ticket = z.infer<typeof Ticket>;
export type Action = z.infer<typeof Action>;

const Envelope = z.looseObject({ record_count: id.nullish().catch(null) });

/** Of a list that HaloPSA sent: the rows that can be read, and how many it sent and says that there are. */
export interface ReceivedList<Row> {
  rows: Row[];
  received: number;
  /** What HaloPSA says; of all rows, or only of those that it sent. Null where it says nothing. */
  total: number | null;
}

/**
 * A list in either shape of halopsa-api.md 2.2: bare, or in an envelope under `key`. Null stands for empty.
 * An object with neither the key nor a count is not an empty list, so it does not fit.
 */
export function listOf<Row extends z.ZodType>(row: Row, key: string) {
  const bare = z.union([z.null(), z.array(z.unknown())]).transform((items) => ({ items: items ?? [], total: null }));
  const wrapped = Envelope.refine((body) => key in body || body.record_count === 0).transform((body) => {
    return { items: body[key] ?? [], total: body.record_count || null };
  });
  return z
    .union([bare, wrapped])
    .pipe(z.object({ items: z.array(z.unknown()), total: z.number().nullable() }))
    .transform(
      ({ items, total }): ReceivedList<z.output<Row>> => ({
        rows: readable(row, items),
        received: items.length,
        total,
      }),
    );
}

/** At a million of anything a schema would think for half a minute. */
const MOST_ROWS = 50_000;

function readable<Row extends z.ZodType>(row: Row, items: readonly unknown[]): z.output<Row>[] {
  return items.slice(0, MOST_ROWS).flatMap((item) => {
    const parsed = row.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

/** One record: bare, as the only element of an array, or wrapped under any one key (halopsa-api.md 2.2, 4). */
export function oneOf<Record extends z.ZodType>(record: Record) {
  return z
    .unknown()
    .transform((body) => recordsIn(body)[0])
    .pipe(record);
}

/** The records of a reply: bare, in an array, or either of them under any one key. */
export function recordsIn(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (!isObject(body) || 'id' in body) return [body];
  const inner = Object.values(body).find(isObject);
  return Array.isArray(inner) ? inner : [inner ?? body];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

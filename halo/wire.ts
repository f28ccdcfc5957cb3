import { z } from 'zod';

/*
 * HaloPSA's JSON, read tolerantly and renamed to our words. Types change between versions and tenants (halopsa-api.md 2.2, 2.3):
 * numbers come as strings, arrays as null, lists bare or in an envelope, records bare or wrapped; unknown fields pass.
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
const flag = z.boolean().nullish();

/** An id of 0 or below says "none" (halopsa-api.md 2.3). */
const idOrNull = id.nullish().transform((value) => (value && value > 0 ? value : null));

/** What HaloPSA says for people and a Workflow keeps. A field may hold megabytes; Temporal takes two of them for a whole answer. */
const brief = z.string().transform((said) => (said.length <= 100 ? said : `${said.slice(0, 99)}…`));

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
  .object({ id, name: brief.nullish(), isapiagent: flag, isdisabled: flag, claims: z.unknown().optional() })
  .transform((wire) => ({
    id: wire.id,
    name: wire.name ?? '',
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

/** The default SLA has three spellings (halopsa-api.md 3.1). */
export const TicketType = z
  .object({ id, name: text, default_sla: idOrNull, default_sla_id: idOrNull, sla_id: idOrNull })
  .transform((wire) => ({
    id: wire.id,
    name: wire.name ?? '',
    defaultSlaId: wire.default_sla ?? wire.default_sla_id ?? wire.sla_id,
  }));

const Named = z.object({ id, name: text }).transform((wire) => ({ id: wire.id, name: wire.name ?? '' }));

export const Sla = Named;
export const Supplier = Named;
export const Status = Named;

/** A ticket takes `priorityid`, the small number inside one SLA; the row's own `id` is a UUID (halopsa-api.md 3.3). */
export const Priority = z.object({ priorityid: id, slaid: id, name: text, ishidden: flag }).transform((wire) => ({
  id: wire.priorityid,
  slaId: wire.slaid,
  name: wire.name ?? '',
  hidden: wire.ishidden ?? false,
}));

export const Customer = z
  .object({ id, name: text, inactive: flag })
  .transform((wire) => ({ id: wire.id, name: wire.name ?? '', inactive: wire.inactive ?? false }));

/**
 * `count` is an integer up to 2025 and a double since 2026; `is_active` and `deleted` are absent from old versions.
 * A row without `count` or `client_id` does not fit: reading 0 there would move seats.
 */
export const SoftwareLicence = z
  .object({
    id,
    name: text,
    client_id: id.nullable(),
    client_name: text,
    count: number.nullable(),
    is_active: flag,
    deleted: flag,
  })
  .transform((wire) => ({
    id: wire.id,
    name: wire.name ?? '',
    customerId: wire.client_id ?? 0,
    customerName: wire.client_name ?? null,
    count: wire.count ?? 0,
    active: wire.is_active ?? true,
    deleted: wire.deleted ?? false,
  }));

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
    hasbeenclosed: flag,
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

const Envelope = z.looseObject({ record_count: id.nullish(), page_size: id.nullish() });

/**
 * A list in either shape of halopsa-api.md 2.2: bare, or in an envelope under `key`. Null stands for empty.
 * An object with neither the key nor a count is not an empty list, so it does not fit.
 */
export function listOf<Row extends z.ZodType>(row: Row, key: string) {
  const rows = z.array(row);
  const bare = z.union([z.null(), z.array(z.unknown())]).transform((items) => {
    return { rows: items ?? [], total: items?.length ?? 0, pageSize: null };
  });
  const wrapped = Envelope.refine((body) => key in body || body.record_count === 0).transform((body) => {
    return { rows: body[key] ?? [], total: body.record_count ?? null, pageSize: body.page_size ?? null };
  });
  return z
    .union([bare, wrapped])
    .pipe(z.object({ rows, total: z.number().nullable(), pageSize: z.number().nullable() }))
    .transform((list) => ({ ...list, total: list.total ?? list.rows.length }));
}

/** One record: bare, as the only element of an array, or wrapped under any one key (halopsa-api.md 2.2, 4). */
export function oneOf<Record extends z.ZodType>(record: Record) {
  return z.unknown().transform(unwrap).pipe(record);
}

function unwrap(body: unknown): unknown {
  if (Array.isArray(body)) return body[0];
  if (!isObject(body) || 'id' in body) return body;
  const inner = Object.values(body).find(isObject);
  return Array.isArray(inner) ? inner[0] : (inner ?? body);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

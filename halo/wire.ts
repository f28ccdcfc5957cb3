import { z } from 'zod';
import { isObject } from './envelopes';
import {
  brief,
  flag,
  flagOrNull,
  id,
  idOrNull,
  known,
  levelOf,
  name,
  nameOf,
  number,
  oddFields,
  orUnreadable,
  seats,
  text,
} from './values';

/*
 * HaloPSA's records, read tolerantly and renamed to our words; unknown fields pass. A row needs an id; whatever else of it cannot be
 * read is named in `odd`, and the rest is used.
 */

/** A HaloPSA on one server may name a tenant and leave the address of its own authorisation server empty. */
export const AuthInfo = z
  .object({ auth_url: text, tenant_id: z.union([z.string(), z.number()]).nullish() })
  .refine((wire) => wire.auth_url !== undefined || wire.tenant_id !== undefined)
  .transform((wire) => ({ authUrl: wire.auth_url ?? '', tenant: String(wire.tenant_id ?? '') }));

export const InstanceInfo = z
  .object({ app_version: name, app_name: name })
  .refine((wire) => wire.app_version !== '' || wire.app_name !== '')
  .transform((wire) => ({ version: wire.app_version || null, name: wire.app_name || null }));

/**
 * Servers take some 16 KB of headers, and a value that cannot stand in one is not accepted as a token. A life that is no
 * time (absent, 0, negative, words) is null.
 */
export const TokenReply = z
  .object({ access_token: z.string().regex(/^[\x21-\x7e]{1,12000}$/), expires_in: number.nullish().catch(null) })
  .transform((wire) => {
    const seconds = wire.expires_in ?? 0;
    return { token: wire.access_token, lifeMs: seconds > 0 ? seconds * 1000 : null };
  });

export const OAuthRefusal = z.object({ error: z.string(), error_description: text.catch(null) });

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
  .refine((wire) => wire.id > 0 || wire.name !== '' || Array.isArray(wire.claims))
  .transform((wire) => ({
    id: wire.id,
    name: wire.name,
    isApiOnly: wire.isapiagent ?? false,
    isDisabled: wire.isdisabled ?? false,
    claims: claimsOf(wire.claims),
  }));

/** An agent of many roles may have a claim more than once. */
const MOST_CLAIMS = 50;

/**
 * A schema looks only at the few that are judged: at a million of anything it would think for half a minute. Of those of one type the
 * highest counts.
 */
function claimsOf(claims: unknown): Partial<Record<ClaimType, string>> {
  const judged = Array.isArray(claims) ? claims.filter(isJudged).slice(0, MOST_CLAIMS) : [];
  const parsed = judged.flatMap((claim) => Claim.safeParse(claim).data ?? []);
  const rising = parsed.sort((one, other) => (levelOf(one.value) ?? -1) - (levelOf(other.value) ?? -1));
  return Object.fromEntries(rising.map(({ type, value }) => [type, value]));
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
    client_id: orUnreadable(id),
    client_name: name,
    count: orUnreadable(seats),
    is_active: orUnreadable(flag.nullish()),
    deleted: orUnreadable(flag.nullish()),
  })
  .transform((wire) => ({
    id: wire.id,
    name: nameOf(wire),
    customerId: known(wire.client_id),
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

import { z } from 'zod';
import { trimmed, visible } from './text';

const ID_RULE = 'Use 1 to 64 letters, digits, "-" or "_", the first a letter or digit.';

const identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, ID_RULE);

/** The portal's id of a partner; part of Workflow Ids, so it holds no ":" and no personal data. */
export const PartnerId = identifier;
export type PartnerId = z.infer<typeof PartnerId>;

/** The portal's id of an organization. */
export const OrganizationId = identifier;
export type OrganizationId = z.infer<typeof OrganizationId>;

/** Who asked for something, as the token names them. */
export const Actor = z.strictObject({ id: z.string().min(1).max(128), name: z.string().min(1).max(128) });
export type Actor = z.infer<typeof Actor>;

/** What somebody is at the partner, as the token names it; which role may do what, the api says. */
export const Role = z.enum(['owner', 'super_admin', 'admin', 'finance', 'support']);
export type Role = z.infer<typeof Role>;

/** A no or a trouble that a person can act on. `code` is stable; `fields` names the input that it is about. */
export const Problem = z.object({
  code: z.string(),
  detail: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The same as a part of an answer. The api has a schema of its own, called Problem, for answers that are no success. */
export const Trouble = Problem.readonly().meta({ id: 'Trouble', description: 'A no or a trouble, for a person.' });

/** Itself or null. `nullable()` would make a schema that has a name null everywhere, and generators of clients overlook it. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]);

/** A time as we tell it: ISO 8601, in UTC. */
export const Time = z.iso.datetime();

/** Who has to act next, so that nobody waits for somebody who does not know. */
export const WhoseMove = z
  .enum(['you', 'halo', 'us', 'nobody'])
  .meta({ id: 'WhoseMove', description: 'Who has to act next.' });
export type WhoseMove = z.infer<typeof WhoseMove>;

/** What a person typed, without what nobody sees. */
export const text = (max: number) => z.string().overwrite(visible).max(max);

const typed = (name: string, max: number) => text(max).min(1, `Fill in ${name}.`);

/** What nobody types, but copies. */
const copied = (name: string, max: number) => z.string().overwrite(trimmed).min(1, `Fill in ${name}.`).max(max);

/** A line break, a wide space, or what has no width at all; a plain space may be meant. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|[^\S ]/u;

const credential = (name: string, max: number) =>
  copied(name, max).refine(
    (text) => !INVISIBLE.test(text),
    `There is a line break or an invisible character inside of ${name}. Copy it again.`,
  );

/** What the Connect form sends. The secret leaves the api only into the vault. */
export const ConnectionRequest = z.strictObject({
  siteUrl: copied('the Site URL', 2048),
  clientId: credential('the Client ID', 256),
  clientSecret: credential('the Client Secret', 1024),
});
export type ConnectionRequest = z.infer<typeof ConnectionRequest>;

/** Which seats go into the licence: used, purchased or active ones, or none. */
export const SeatCount = z.enum(['used', 'purchased', 'active', 'none']).meta({ id: 'SeatCount' });
export type SeatCount = z.infer<typeof SeatCount>;

/** HaloPSA's ids are whole numbers of 32 bits (halo-openapi.json). */
export const LAST_ID = 2_147_483_647;

const haloId = (name: string) =>
  z
    .int({ error: `Choose ${name}.` })
    .positive(`Choose ${name}.`)
    .max(LAST_ID);

/** The four choices of the ticket mapping form; ids as HaloPSA gives them (`priorityId` is the small number inside its SLA). */
export const TicketMapping = z.strictObject({
  seatCount: SeatCount,
  ticketTypeId: haloId('a ticket type'),
  slaId: haloId('an SLA'),
  priorityId: haloId('a priority'),
});
export type TicketMapping = z.infer<typeof TicketMapping>;

/** Numbers of seats as the portal counts them. */
export const Seats = z.strictObject({
  used: z.int().nonnegative().max(10_000_000),
  purchased: z.int().nonnegative().max(10_000_000),
  active: z.int().nonnegative().max(10_000_000),
});
export type Seats = z.infer<typeof Seats>;

/** What the portal says of an organization; `observedAt` is when it counted the seats (ISO 8601 with offset). */
export const OrganizationReport = z.strictObject({
  name: typed('the name of the organization', 256),
  status: z.enum(['active', 'suspended', 'unsubscribed']),
  seats: Seats,
  observedAt: z.iso.datetime({ offset: true }),
  domain: text(253).min(1).optional(),
  entraTenantId: z.guid().optional(),
  otherPsa: text(64).min(1).optional(),
});
export type OrganizationReport = z.infer<typeof OrganizationReport>;

/** What Manage Connection sends; `revision` is the one that the page showed, so that two admins never overwrite each other unseen. */
export const MappingRequest = z.strictObject({
  customerId: haloId('a customer'),
  softwareLicenceId: haloId('a software licence'),
  revision: z.int().nonnegative().optional(),
});
export type MappingRequest = z.infer<typeof MappingRequest>;

/** A list that a form chooses from, with what it depends on. */
export const ChoicesRequest = z.discriminatedUnion('list', [
  z.strictObject({ list: z.literal('ticket-types') }),
  z.strictObject({ list: z.literal('slas') }),
  z.strictObject({ list: z.literal('priorities'), slaId: haloId('an SLA') }),
  z.strictObject({
    list: z.literal('customers'),
    // Escaped it is up to nine times as long, and a Workflow Id may have 1,000 characters.
    search: text(90).default(''),
    page: z.int().positive().max(10_000).default(1),
  }),
  z.strictObject({
    list: z.literal('software-licences'),
    customerId: haloId('a customer'),
    page: z.int().positive().max(10_000).default(1),
  }),
]);
export type ChoicesRequest = z.infer<typeof ChoicesRequest>;

/** One row of a list; the fields after `name` are there where HaloPSA's list has them. */
export const Choice = z
  .object({
    id: z.int(),
    name: z.string(),
    defaultSlaId: z.int().nullable().optional(),
    slaId: z.int().optional(),
    customerId: z.int().optional(),
    count: z.number().optional(),
    active: z.boolean().optional(),
    odd: z.string().optional().describe('What of it cannot be used as it is in HaloPSA, and what to do.'),
  })
  .meta({ id: 'Choice' });
export type Choice = z.infer<typeof Choice>;

/** One page of a list. `stale` says that HaloPSA could not be asked and this is what it said at `fetchedAt`. */
export const Choices = z.object({
  items: z.array(Choice),
  nextPage: z.int().nullable(),
  fetchedAt: z.iso.datetime(),
  stale: z.boolean(),
  note: z.string().nullable(),
});
export type Choices = z.infer<typeof Choices>;

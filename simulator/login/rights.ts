import { z } from 'zod';
import { ticketTypes } from '../store/catalogue';
import { empty, Refused } from '../wire/reply';

/** What the agent may do: the scopes of its token and the claims of its role, both of which must allow it (halopsa-api.md 1.5). */
export type Rights = z.infer<typeof Rights>;
export const Rights = z.object({
  /** Claim codes of halopsa-api.md 3.11, for example `{ Tx: '2', l6: '1' }`; an absent one is 0. */
  claims: z.record(z.string(), z.string()),
  /** Customers it may use while `Fc` is 0. */
  customers: z.array(z.int()),
  /** Ticket types it may use while `Ft` is 0. */
  ticketTypes: z.array(z.int()),
  /** Without a team the agent sees no ticket types, tickets, agents or teams: empty lists, no errors (halopsa-api.md 1.6). */
  hasTeam: z.boolean(),
  /** How a missing right shows: 403 everywhere, 401 on details, or an empty list with status 200. */
  denial: z.enum(['forbidden', 'unauthorized', 'emptyList']),
});

/** Exactly what the guide asks for (acceptance 4 to 7), and nothing more. */
export const guideRights: Rights = {
  claims: { Tx: '2', l6: '1', le: '1', Ux: '2', Sx: '2', Lx: '2', Ft: '1', Fc: '1' },
  customers: [],
  ticketTypes: [],
  hasTeam: true,
  denial: 'forbidden',
};

/** Who sends a request: the scopes of the token and the rights of the agent. */
export type Caller = { readonly scopes: ReadonlySet<string>; readonly rights: Rights };

const modules = {
  tickets: { scope: 'tickets', claim: 'Tx', read: 1, edit: 2 },
  customers: { scope: 'customers', claim: 'Ux', read: 2, edit: 3 },
  suppliers: { scope: 'suppliers', claim: 'Sx', read: 1, edit: 2 },
  licences: { scope: 'softwarelicensing', claim: 'Lx', read: 1, edit: 2 },
} as const;
export type Module = keyof typeof modules;
type Level = 'read' | 'edit';

/** Every scope that HaloPSA knows; any other is `invalid_scope`. */
const paired =
  'tickets calendar customers crm timesheets contracts suppliers items projects sales quotes sos pos invoices reporting software softwarelicensing kb assets';
export const knownScopes: ReadonlySet<string> = new Set([
  'all',
  'all:standard',
  'all:teams',
  'admin',
  'access:chat',
  'access:adpasswordreset',
  'offline_access',
  ...paired.split(' ').flatMap((name) => [`read:${name}`, `edit:${name}`]),
]);

const hasScope = (caller: Caller, scope: string, level: Level): boolean =>
  ['all', 'all:standard', `edit:${scope}`, ...(level === 'read' ? [`read:${scope}`] : [])].some((name) =>
    caller.scopes.has(name),
  );

const isAdministrator = ({ rights }: Caller): boolean => rights.claims['SA'] === 'true';

/** The role has the claim, at this level or above. */
export const hasClaim = (caller: Caller, claim: string, level = 1): boolean =>
  isAdministrator(caller) || Number(caller.rights.claims[claim] ?? 0) >= level;

export function may(caller: Caller, module: Module, level: Level): boolean {
  const needed = modules[module];
  return hasScope(caller, needed.scope, level) && hasClaim(caller, needed.claim, needed[level]);
}

/** Customers right 1: names in pickers, no details (halopsa-api.md 6.7). */
export const seesNamesOnly = (caller: Caller): boolean =>
  hasScope(caller, 'customers', 'read') && !may(caller, 'customers', 'read') && hasClaim(caller, 'Ux', 1);

/** Roles are for administrators. */
export const mayConfigure = (caller: Caller): boolean =>
  isAdministrator(caller) && (caller.scopes.has('all') || caller.scopes.has('admin'));

/** Tells which customers the agent may use; -1 is no customer. */
export function usableCustomers(caller: Caller): (customerId: number) => boolean {
  if (hasClaim(caller, 'Fc')) return () => true;
  const chosen = new Set([-1, ...caller.rights.customers]);
  return (customerId) => chosen.has(customerId);
}

/** Tells which ticket types the agent may see. */
export function usableTicketTypes(caller: Caller): (ticketTypeId: number) => boolean {
  const chosen = hasClaim(caller, 'Ft') ? ticketTypes.map((type) => type.id) : caller.rights.ticketTypes;
  return (ticketTypeId) => caller.rights.hasTeam && chosen.includes(ticketTypeId);
}

/** What a detail answers when the agent may not see it. */
export const denied = (caller: Caller): Refused =>
  new Refused(empty(caller.rights.denial === 'unauthorized' ? 401 : 403));

export function requireRead(caller: Caller, module: Module): void {
  if (!may(caller, module, 'read')) throw denied(caller);
}

export function requireEdit(caller: Caller, module: Module): void {
  if (!may(caller, module, 'edit')) throw new Refused(empty(403));
}

/** Returns the rows when the agent may list them. Otherwise `denial` decides: no rows, or 403. */
export function listable<Row>(caller: Caller, allowed: boolean, rows: () => readonly Row[]): readonly Row[] {
  if (allowed) return rows();
  if (caller.rights.denial === 'emptyList') return [];
  throw new Refused(empty(403));
}

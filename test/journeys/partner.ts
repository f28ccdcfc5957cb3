import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Claims } from '../api/running-api';
import { eventually, newPartner } from '../api/running-api';
import type { System } from '../support/system';

export type Partner = Awaited<ReturnType<typeof newPartner>>;

/** Of the simulator's seed: "Backup Alert" has the SLA "Premium (24x7)", whose second priority is "P2 Degraded". */
export const ticketMapping = { seatCount: 'used', ticketTypeId: 3, slaId: 2, priorityId: 2 } as const;

export const acme = {
  name: 'Acme',
  status: 'active',
  seats: { used: 3, purchased: 5, active: 2 },
  observedAt: '2026-01-01T00:00:00.000Z',
} as const;

/** What the Connect form sends when everything is right. */
export const credentialsOf = ({ simulator }: System) => {
  const { siteUrl, clientId, clientSecret } = simulator.credentials;
  return { siteUrl, clientId, clientSecret };
};

export const connect = (system: System, partner: Partner, given: object = {}) =>
  partner.call('PUT', '/halopsa/connection', { body: { ...credentialsOf(system), ...given } });

/** A partner that no other test has. */
export const aPartner = ({ api }: Pick<System, 'api'>, claims: Claims = {}): Promise<Partner> =>
  newPartner(api, claims);

/** For `afterEach`: the next test has a simulator of its own, whatever this one leaves behind. */
export const quieten = (system: System): Promise<void> => system.nextSimulator();

export async function connectedPartner(system: System): Promise<Partner> {
  const partner = await aPartner(system);
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected' } });
  return partner;
}

/** The first active licence of the `index`-th customer that has one. */
export function target({ simulator }: System, index = 0) {
  const firsts = new Map<number, number>();
  for (const licence of simulator.control.licences.list()) {
    if (licence.is_active && !firsts.has(licence.client_id)) firsts.set(licence.client_id, licence.id);
  }
  const [customerId = 0, softwareLicenceId = 0] = [...firsts][index] ?? [];
  return { customerId, softwareLicenceId };
}

export const register = (partner: Partner, organizationId: string, given: object = {}) =>
  partner.call('PUT', `/organizations/${organizationId}`, { body: { ...acme, ...given } });

export const map = (partner: Partner, organizationId: string, body: object) =>
  partner.call('PUT', `/organizations/${organizationId}/halopsa/mapping`, { body });

export const mapping = (partner: Partner, organizationId: string) =>
  partner.call('GET', `/organizations/${organizationId}/halopsa/mapping`);

export const unlink = (partner: Partner, organizationId: string) =>
  partner.call('DELETE', `/organizations/${organizationId}/halopsa/mapping`);

export const connection = (partner: Partner) => partner.call('GET', '/halopsa/connection');

export const revoke = (partner: Partner, options: object = {}) =>
  partner.call('DELETE', '/halopsa/connection', options);

export const saveTicketMapping = (partner: Partner, given: object = {}) =>
  partner.call('PUT', '/halopsa/ticket-mapping', { body: { ...ticketMapping, ...given } });

/** A connected partner whose organization `o1` is mapped to `target(system)`. */
export async function mappedPartner(system: System): Promise<Partner> {
  const partner = await connectedPartner(system);
  await register(partner, 'o1');
  expect(await map(partner, 'o1', target(system))).toMatchObject({ status: 200, body: { status: 'mapped' } });
  return partner;
}

/** Seat changes are sent at once, and an outage is probed in fractions of a second. */
export const impatient = {
  env: { GATE_PROBE_FIRST_SECONDS: '0.3', GATE_PROBE_MAX_SECONDS: '1' },
  timings: { seatDebounceSeconds: 0 },
} as const;

export const now = () => new Date().toISOString();

/** The items of a list that was answered. */
export const itemsOf = (body: Record<string, unknown>) => [body.items].flat().map(Object);

/** How a connection shows `ticketMapping` when it is saved. */
export const setTicketMapping = {
  status: 'set',
  ticketMapping: {
    ...ticketMapping,
    names: { ticketType: 'Backup Alert', sla: 'Premium (24x7)', priority: 'P2 Degraded' },
  },
} as const;

export const ticketMappingOf = async (partner: Partner) => Object((await connection(partner)).body.ticketMapping);

/** The seats of a licence in HaloPSA when there are so many, or at last. */
export const untilCount = ({ simulator }: System, licence: number, count: number) =>
  eventually(
    async () => simulator.control.licences.get(licence).count,
    (seen) => seen === count,
  );

/** A partner whose organization `o1` has its three used seats in HaloPSA. */
export async function syncedPartner(system: System): Promise<Partner> {
  const partner = await mappedPartner(system);
  await saveTicketMapping(partner);
  await register(partner, 'o1', { observedAt: now() });
  expect((await partner.call('POST', '/organizations/o1/halopsa/seats/start')).status).toBe(200);
  expect(await untilCount(system, target(system).softwareLicenceId, 3)).toBe(3);
  return partner;
}

/** HaloPSA answers nothing but 503 until its faults are cleared. */
export const takeDown = ({ simulator }: System) =>
  simulator.control.faults.add({ effect: { kind: 'status', status: 503 } });

/** The references under which the vault holds secrets of the partner. */
export async function secretsOf({ folder }: System, { id }: Partner): Promise<string[]> {
  try {
    return (await readdir(join(folder, 'vault', id))).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

/** Looks at something of a partner until it has one of the statuses. */
export const untilStatus = (look: () => ReturnType<Partner['call']>, ...statuses: readonly unknown[]) =>
  eventually(look, ({ body }) => statuses.includes(body.status));

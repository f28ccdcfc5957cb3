import type { RunningApi } from '../api/running-api';
import { newPartner } from '../api/running-api';
import type { System } from '../support/system';

export type Partner = Awaited<ReturnType<typeof newPartner>>;

/** Of the simulator's seed: "Backup Alert" has the SLA "Premium (24x7)", whose second priority is "P2 Degraded". */
export const ticketMapping = { seatCount: 'used', ticketTypeId: 3, slaId: 2, priorityId: 2 } as const;

export const acme = {
  ...{ name: 'Acme', status: 'active', seats: { used: 3, purchased: 5, active: 2 } },
  observedAt: '2026-01-01T00:00:00Z',
} as const;

/** What the Connect form sends when everything is right. */
export const credentialsOf = ({ simulator }: System) => {
  const { siteUrl, clientId, clientSecret } = simulator.credentials;
  return { siteUrl, clientId, clientSecret };
};

export const connect = (system: System, partner: Partner, given: object = {}) =>
  partner.call('PUT', '/halopsa/connection', { body: { ...credentialsOf(system), ...given } });

export async function connectedPartner(system: System): Promise<Partner> {
  const partner = await newPartner(system.api);
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

export type { RunningApi };

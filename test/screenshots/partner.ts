import { eventually } from '../api/running-api';
import type { Partner } from '../journeys/partner';
import { connectedPartner, map, register, saveTicketMapping, takeDown } from '../journeys/partner';
import type { System } from '../support/system';

/** What is shown of each organization: how far its seats are from its licence, and who has changed the licence since. */
const shown = [
  { changed: 0 },
  { changed: 2 },
  { changed: -1 },
  { changed: 3, edited: -4 },
  { changed: 0, drops: true },
  { changed: 0 },
  { changed: 5, waits: 4 },
  { changed: -2, waits: -3 },
  { changed: 1, starts: false },
  { changed: 0, maps: false },
  { changed: 0, maps: false },
  { changed: 4, waits: 2 },
] as const;

type Shown = {
  readonly changed: number;
  /** So far that it is held. */
  readonly drops?: boolean;
  readonly edited?: number;
  readonly waits?: number;
  readonly starts?: boolean;
  readonly maps?: boolean;
};

/** An MSP's customers, as the simulated HaloPSA has them. */
export function organizationsOf({ simulator: { control } }: System) {
  const licences = control.licences.list().filter(({ is_active }) => is_active);
  const customers = control.customers.list().filter(({ inactive }) => !inactive);
  return shown.map((one: Shown, index) => {
    const customer = customers[index];
    const licence = licences.find(({ client_id }) => client_id === customer?.id);
    if (customer === undefined || licence === undefined)
      throw new Error('The simulated HaloPSA has too few customers.');
    return {
      ...one,
      id: `o${index + 1}`,
      name: customer.name,
      customerId: customer.id,
      licenceId: licence.id,
      count: licence.count,
    };
  });
}

type Organization = ReturnType<typeof organizationsOf>[number];

/** A partner in the middle of its work: most is in sync, something needs it, something is not mapped yet. */
export async function workingPartner(system: System): Promise<Partner> {
  const partner = await connectedPartner(system);
  await saveTicketMapping(partner);
  for (const organization of organizationsOf(system)) await bringIn(system, partner, organization);
  return partner;
}

async function bringIn(system: System, partner: Partner, organization: Organization): Promise<void> {
  const { id, customerId, licenceId, count, changed, drops = false, edited, maps = true, starts = true } = organization;
  await report(partner, organization, Math.max(1, count + changed));
  if (!maps) return;
  await map(partner, id, { customerId, softwareLicenceId: licenceId });
  if (!starts) return;
  await partner.call('POST', `/organizations/${id}/halopsa/seats/preview`);
  await partner.call('POST', `/organizations/${id}/halopsa/seats/start`);
  await settled(partner, id);
  if (edited !== undefined) system.simulator.control.licences.change(licenceId, { count: count + edited });
  if (edited !== undefined || drops) await report(partner, organization, drops ? 3 : count + changed + 1);
  await settled(partner, id);
}

const report = (partner: Partner, { id, name }: Organization, used: number) =>
  register(partner, id, {
    name,
    seats: { used, purchased: used + 5, active: Math.ceil(used * 0.9) },
    observedAt: new Date().toISOString(),
  });

const settled = (partner: Partner, id: string) =>
  eventually(
    () => partner.call('GET', `/organizations/${id}/halopsa/seats`),
    ({ body }) => body.status !== 'waiting' && body.status !== 'debouncing',
  );

/** The same, while HaloPSA is down and some of its seats wait. */
export async function strandedPartner(system: System): Promise<Partner> {
  const partner = await workingPartner(system);
  takeDown(system);
  for (const organization of organizationsOf(system)) {
    if (organization.waits !== undefined)
      await report(partner, organization, organization.count + organization.changed + organization.waits);
  }
  await eventually(
    () => partner.call('GET', '/halopsa/connection'),
    ({ body }) => Object(body.gate).status === 'waitingForHalo',
  );
  return partner;
}

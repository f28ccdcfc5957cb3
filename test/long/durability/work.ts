import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { z } from 'zod';
import { ConnectionNow } from '../../../api/connection/answers';
import { SeatsView } from '../../../domain/seats/view-schema';
import { eventually, newPartner } from '../../api/running-api';
import type { Partner } from '../../journeys/partner';
import { map, register } from '../../journeys/partner';
import { forEach } from '../../journeys/seats';
import type { Processes } from './processes';

/*
 * What tests of durability do, and what they look at.
 */

export const under = (key: string) => ({ headers: { 'idempotency-key': key } });

export function connect(
  { simulator }: Processes,
  partner: Partner,
  { key = randomUUID(), ...given }: { key?: string; siteUrl?: string; clientSecret?: string } = {},
) {
  const { siteUrl, clientId, clientSecret } = simulator.credentials;
  return partner.call('PUT', '/halopsa/connection', {
    body: { siteUrl, clientId, clientSecret, ...given },
    ...under(key),
  });
}

export async function connectedPartner(system: Processes): Promise<Partner> {
  const partner = await newPartner(system.api);
  expect(await connect(system, partner)).toMatchObject({ status: 200, body: { status: 'connected' } });
  return partner;
}

/** Active licences, with their customers. */
export const targets = ({ simulator }: Processes) =>
  simulator.control.licences
    .list()
    .filter((licence) => licence.is_active)
    .map(({ id, client_id }) => ({ customerId: client_id, softwareLicenceId: id }));

export const countOf = ({ simulator }: Processes, id: number): number => simulator.control.licences.get(id).count;

/** What the portal says of an organization: `used` seats, counted now. */
export const report = (partner: Partner, organizationId: string, used: number) =>
  register(partner, organizationId, {
    name: `Organization ${organizationId}`,
    seats: { used, purchased: used, active: used },
    observedAt: new Date().toISOString(),
  });

export const seatsOf = async (partner: Partner, organizationId: string) =>
  SeatsView.parse((await partner.call('GET', `/organizations/${organizationId}/halopsa/seats`)).body);

/** Organizations `o1`, `o2`, …, each mapped to a licence of its own that holds `used`, which is what we wrote. */
export async function syncedOrganizations(system: Processes, partner: Partner, count: number, used: number) {
  const organizations = targets(system)
    .slice(0, count)
    .map((wanted, index) => ({ id: `o${index + 1}`, wanted, licence: wanted.softwareLicenceId }));
  expect(organizations).toHaveLength(count);
  await forEach(organizations, async ({ id, wanted }) => {
    await report(partner, id, used);
    expect(await map(partner, id, wanted)).toMatchObject({ status: 200, body: { status: 'mapped' } });
    expect(await partner.call('POST', `/organizations/${id}/halopsa/seats/start`)).toMatchObject({ status: 200 });
  });
  const missing = async () => organizations.filter(({ licence }) => countOf(system, licence) !== used);
  expect(await until(missing, (found) => found.length === 0)).toEqual([]);
  return organizations;
}

export const gateWhen = (partner: Partner, isThere: (gate: Gate) => boolean) =>
  until(async () => {
    const { gate } = ConnectionNow.parse((await partner.call('GET', '/halopsa/connection')).body);
    if (gate === null) throw new Error('Nothing is connected.');
    return gate;
  }, isThere);

type Gate = NonNullable<z.infer<typeof ConnectionNow>['gate']>;

/** The seats when `count` is written and nothing waits any more. */
export const written = (partner: Partner, organizationId: string, count: number) =>
  until(
    () => seatsOf(partner, organizationId),
    (seen) => seen.status === 'inSync' && seen.written?.count === count,
  );

/** As `eventually`, and longer: a process that was killed is missed by Temporal after seconds only. */
export async function until<T>(look: () => Promise<T>, isThere: (seen: T) => boolean, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const seen = await eventually(look, isThere);
    if (isThere(seen) || Date.now() > end) return seen;
  }
}

/** How often the simulator was asked for a path that begins so. */
export const asked = ({ simulator }: Processes, path: string): number =>
  simulator.control.requests.report().recent.filter((one) => one.path.toLowerCase().startsWith(path.toLowerCase()))
    .length;

export const untilAsked = (system: Processes, path: string) =>
  until(
    async () => asked(system, path),
    (times) => times > 0,
  );

/** How often a licence was to be written. */
export const writesTo = ({ simulator }: Processes, licence: number): number =>
  simulator.control.requests.report().recent.filter(({ records }) => records.includes(licence)).length;

/** How often a Workflow accepted the Update of that name. */
export async function accepted(client: Client, workflowId: string, update: string): Promise<number> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const names = (events ?? []).map((one) => one.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest);
  return names.filter((request) => request?.input?.name === update).length;
}

/** How many executions there were under an id, running or ended. */
export const executions = async (client: Client, workflowId: string): Promise<number> =>
  (await client.workflow.count(`WorkflowId = "${workflowId}"`)).count;

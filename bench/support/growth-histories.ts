import type { Client } from '@temporalio/client';
import type { PartnerId } from '../../domain/schema';
import {
  connectionWorkflowId,
  gateWorkflowId,
  licenceOwnersWorkflowId,
  organizationWorkflowId,
  previewWorkflowId,
  reconcileWorkflowId,
} from '../../workflows/messages';
import type { Figure } from './benchmark';
import { eventsIn, largestPayload, runsOf } from './histories';
import { largest, mean } from './numbers';
import type { Organization } from './organizations';

/** So many organizations are looked at, spread over all. */
const SAMPLE = 50;
const KIBIBYTE = 1_024;

/** How long the histories of a partner are, and what is the most in one payload. */
export async function measureHistories(
  client: Client,
  partnerId: PartnerId,
  organizations: readonly Organization[],
): Promise<readonly Figure[]> {
  const every = Math.max(1, Math.floor(organizations.length / SAMPLE));
  const sample = organizations.filter((_, index) => index % every === 0).slice(0, SAMPLE);
  const gate = await runsOf(client, gateWorkflowId(partnerId));
  const owners = await runsOf(client, licenceOwnersWorkflowId(partnerId));
  const connection = await runsOf(client, connectionWorkflowId(partnerId));
  const comparisons = [
    ...(await runsOf(client, previewWorkflowId(partnerId))),
    ...(await runsOf(client, reconcileWorkflowId(partnerId))),
  ];
  const mappings: Awaited<ReturnType<typeof runsOf>>[] = [];
  for (const { id } of sample) mappings.push(await runsOf(client, organizationWorkflowId(partnerId, id)));

  const payloads: number[] = [];
  for (const run of [...mappings.flat(), ...connection, ...comparisons])
    payloads.push(await largestPayload(client, run));
  const gatePayloads: number[] = [];
  for (const run of gate) gatePayloads.push(await largestPayload(client, run));
  const ownersPayloads: number[] = [];
  for (const run of owners) ownersPayloads.push(await largestPayload(client, run));
  const events = [...gate, ...owners, ...connection, ...comparisons, ...mappings.flat()].map((run) => run.events);
  const of = (what: string) => `${organizations.length} organizations: ${what}`;
  return [
    {
      what: of(`events of an organization, mean of ${sample.length}`),
      value: mean(mappings.map(eventsIn)),
      unit: 'events',
    },
    { what: of('events of the gate'), value: eventsIn(gate) / organizations.length, unit: 'events/organization' },
    {
      what: of('events of the owners of licences'),
      value: eventsIn(owners) / organizations.length,
      unit: 'events/organization',
    },
    { what: of('runs of the gate'), value: gate.length, unit: 'runs' },
    { what: of('largest history'), value: largest(events), unit: 'events', atMost: 4_500 },
    {
      what: of('largest payload, gate and owners apart'),
      value: largest(payloads) / KIBIBYTE,
      unit: 'KiB',
      atMost: 64,
    },
    {
      what: of('largest payload of the owners'),
      value: largest(ownersPayloads) / KIBIBYTE,
      unit: 'KiB',
      atMost: 1_024,
    },
    { what: of('largest payload of the gate'), value: largest(gatePayloads) / KIBIBYTE, unit: 'KiB', atMost: 512 },
  ];
}

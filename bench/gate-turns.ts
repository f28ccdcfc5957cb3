import { gateWorkflowId, organizationWorkflowId } from '../workflows/messages';
import type { Benchmark, Figure } from './support/benchmark';
import { eventsIn, runsOf } from './support/histories';
import type { Organization } from './support/organizations';
import { forAll, mapAll, organizationsIn, registerAll, say } from './support/organizations';
import type { Partner } from './support/partner';
import { connect, gateOf, saveTicketMapping, waitingIn } from './support/partner';
import { range, until } from './support/steps';
import type { System } from './support/system';

export const gateTurnsBenchmark: Benchmark = {
  name: 'gate-turns',
  question: 'how many turns a second does one gate grant, and twenty of them side by side?',
  withinMinutes: 20,
  run: async ({ scaled, signal, startSystem, report, note }) => {
    const ofOne = scaled(200, 20);
    const gates = scaled(20, 4);
    const ofEach = scaled(20, 10);
    const system = await startSystem({ simulator: { customers: Math.max(ofOne, ofEach), licencesPerCustomer: 1 } });
    const one = await crowd(system, ofOne, signal);
    report(`one gate: ${ofOne} organizations are mapped`);
    const alone = await letThrough('one gate', [one], { system, signal });
    const many: Crowd[] = [];
    for (const _ of range(gates)) many.push(await crowd(system, ofEach, signal));
    report(`${gates} gates: ${ofEach} organizations each are mapped`);
    const together = await letThrough(`${gates} gates`, many, { system, signal });
    note(
      'A turn is one seat sync that is asked for: it reads the licence over HTTP, and writes it the first time. The gates were paused until all waited.',
    );
    return [...alone, ...together];
  },
};

/** A partner and its organizations. */
interface Crowd {
  readonly partner: Partner;
  readonly organizations: readonly Organization[];
}

async function crowd(system: System, size: number, signal: AbortSignal): Promise<Crowd> {
  const partner = await system.newPartner();
  await connect(partner, system.credentials);
  await saveTicketMapping(partner);
  const organizations = await organizationsIn(system.halo, size);
  await registerAll(partner, organizations, signal);
  await mapAll(partner, organizations, signal);
  return { partner, organizations };
}

/** From the first request that HaloPSA gets to the last one: one turn less than there are. */
async function letThrough(
  what: string,
  crowds: readonly Crowd[],
  { system, signal }: { readonly system: System; readonly signal: AbortSignal },
): Promise<readonly Figure[]> {
  for (const { partner, organizations } of crowds) {
    await partner.call('POST', '/halopsa/gate/pause');
    await forAll(organizations, signal, (one) => say(partner, one, 'start'));
    await until(
      () => gateOf(partner),
      (gate) => waitingIn(gate) === organizations.length,
      { everyMs: 200, signal },
    );
  }
  const before = await eventsOf(system, crowds);
  await system.halo.forgetRequests();
  await Promise.all(crowds.map(({ partner }) => partner.call('POST', '/halopsa/gate/resume')));
  for (const { partner } of crowds) {
    await until(
      () => gateOf(partner),
      (gate) => waitingIn(gate) === 0,
      { everyMs: 250, signal },
    );
  }
  const requests = await system.halo.recent();
  const seconds = ((requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0)) / 1_000;
  const turns = crowds.reduce((sum, { organizations }) => sum + organizations.length, 0);
  const after = await eventsOf(system, crowds);
  return [
    { what: `${what}: turns`, value: turns, unit: 'turns' },
    { what: `${what}: turns a second`, value: (turns - 1) / seconds, unit: 'turns/s' },
    { what: `${what}: a turn of a gate takes`, value: (seconds * 1_000 * crowds.length) / (turns - 1), unit: 'ms' },
    { what: `${what}: events in the gate`, value: (after.gates - before.gates) / turns, unit: 'events/turn' },
    {
      what: `${what}: events in the organization`,
      value: after.organization - before.organization,
      unit: 'events/turn',
    },
  ];
}

/** Of all gates, and of one organization. */
async function eventsOf({ client }: System, crowds: readonly Crowd[]) {
  let gates = 0;
  for (const { partner } of crowds) gates += eventsIn(await runsOf(client, gateWorkflowId(partner.id)));
  const [first] = crowds;
  const last = first?.organizations.at(-1);
  if (first === undefined || last === undefined) throw new Error('There is no organization.');
  const organization = eventsIn(await runsOf(client, organizationWorkflowId(first.partner.id, last.id)));
  return { gates, organization };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Benchmark, Figure } from './support/benchmark';
import type { Halo, Requests } from './support/halo';
import { largest, percentiles, ratioAt, timed } from './support/numbers';
import type { Organization } from './support/organizations';
import { forAll, mapAll, organizationsIn, report as reportSeats, say } from './support/organizations';
import type { Partner } from './support/partner';
import { connect, gateOf, saveTicketMapping, waitingIn } from './support/partner';
import { until } from './support/steps';
import type { System } from './support/system';

/** HaloPSA's limit, our share and the probes, all of them ten times as fast as in life: a window of 30 s stands for 5 min. */
const SPEED = 10;
const WINDOW_SECONDS = 300 / SPEED;
const LIMIT = 300;
const SHARE = 0.7;
const env = {
  HALO_LIMIT_REQUESTS: String(LIMIT),
  HALO_LIMIT_WINDOW_SECONDS: String(WINDOW_SECONDS),
  HALO_BACKGROUND_SHARE: String(SHARE),
  GATE_PROBE_FIRST_SECONDS: String(30 / SPEED),
  GATE_PROBE_MAX_SECONDS: String(300 / SPEED),
};

export const outageDrainBenchmark: Benchmark = {
  name: 'outage-drain',
  question: 'how does an outage end for 1,000 organizations that reported other seats meanwhile?',
  withinMinutes: 30,
  run: async (bench) => {
    const { scaled, signal, startSystem, report, note } = bench;
    const wanted = scaled(1_000, 120);
    const downSeconds = (bench.full ? 3_600 : 1_200) / SPEED;
    const system = await startSystem({ simulator: { customers: wanted, licencesPerCustomer: 1 }, env });
    const partner = await system.newPartner();
    await connect(partner, system.credentials);
    await saveTicketMapping(partner);
    const organizations = await organizationsIn(system.halo, wanted);
    await forAll(organizations, signal, (one) => reportSeats(partner, one, one.count));
    await mapAll(partner, organizations, signal);
    await forAll(organizations, signal, (one) => say(partner, one, 'start'));
    await until(
      () => gateOf(partner),
      (gate) => waitingIn(gate) === 0,
      { everyMs: 500, signal },
    );
    report(`${wanted} organizations are in sync`);
    note(
      `${SPEED} times as fast as life: window ${WINDOW_SECONDS} s for 300 s, probes from ${3} to ${30} s for 30 to 300 s, outage ${downSeconds} s for ${(downSeconds * SPEED) / 60} min. Requests in a window are as in life.`,
    );
    note(
      'Worker and Temporal are killed with -9 and started anew twice: when all have reported, and half through the drain.',
    );
    note('The simulator limits requests from the moment of the outage on.');
    const outage = { system, partner, organizations, bench, downSeconds };
    const down = await goThroughOutage(outage);
    return [...down, ...(await drain(outage))];
  },
};

interface Outage {
  readonly system: System;
  readonly partner: Partner;
  readonly organizations: readonly Organization[];
  readonly bench: Bench;
  readonly downSeconds: number;
}

/** While HaloPSA is down, every organization reports two more seats, then three. */
async function goThroughOutage({
  system,
  partner,
  organizations,
  bench,
  downSeconds,
}: Outage): Promise<readonly Figure[]> {
  const { signal, report } = bench;
  const { halo } = system;
  const before: number[] = [];
  await forAll(organizations, signal, async (one) => {
    before.push(await timed(() => reportSeats(partner, one, one.count)));
  });
  await halo.answerWith({ kind: 'status', status: 503 });
  await halo.limit({ requests: LIMIT, windowSeconds: WINDOW_SECONDS });
  await halo.forgetRequests();
  const ends = Date.now() + downSeconds * 1_000;
  const during: number[] = [];
  for (const more of [2, 3]) {
    await forAll(organizations, signal, async (one) => {
      during.push(await timed(() => reportSeats(partner, one, one.count + more)));
    });
  }
  await until(
    () => gateOf(partner),
    (gate) => waitingIn(gate) === organizations.length,
    { everyMs: 500, signal },
  );
  report('all have reported');
  const looks = [...(await lookUntil(Date.now() + (ends - Date.now()) / 2, partner, signal))];
  await system.crash();
  report('worker and Temporal were killed, and are back');
  looks.push(...(await lookUntil(ends, partner, signal)));
  const requestTimes = (await halo.recent()).map(({ at }) => at);
  return [
    ...percentiles('report before the outage, 8 at once', before, {}, [50, 99]),
    ...percentiles('report during the outage, 8 at once', during, {}, [50, 99]),
    ratioAt('report during / before', 50, [during, before], 1.25),
    { what: 'looks at the banner', value: looks.length, unit: 'looks' },
    {
      what: 'looks at which it did not tell every organization that waits',
      value: looks.filter((waiting) => waiting !== organizations.length).length,
      unit: 'looks',
      atMost: 0,
    },
    { what: 'requests while down', value: requestTimes.length, unit: 'requests' },
    {
      what: 'most requests in a window of 5 min while down',
      value: mostInWindow(requestTimes),
      unit: 'requests',
      atMost: 30,
    },
  ];
}

/** Reads each second how many organizations wait, according to the banner. */
async function lookUntil(end: number, partner: Partner, signal: AbortSignal): Promise<readonly number[]> {
  const looks: number[] = [];
  while (Date.now() < end) {
    looks.push(waitingIn(await gateOf(partner)));
    await sleep(1_000, undefined, { signal });
  }
  return looks;
}

const mostInWindow = (times: readonly number[]): number =>
  largest(times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_SECONDS * 1_000).length));

async function drain({ system, partner, organizations, bench }: Outage): Promise<readonly Figure[]> {
  const { halo } = system;
  const { signal, report } = bench;
  await halo.forgetRequests();
  await halo.recover();
  const recovered = Date.now();
  await until(
    () => halo.requests(),
    ({ writes }) => writes > 0,
    { everyMs: 50, signal },
  );
  const began = (await halo.recent()).find(({ kind }) => kind !== 'token')?.at ?? recovered;
  report(`HaloPSA is back; found out after ${(began - recovered) / 1_000} s`);
  await until(
    () => halo.requests(),
    ({ writes }) => writes >= organizations.length / 2,
    { everyMs: 50, signal },
  );
  await system.crash();
  report('half is written; worker and Temporal were killed, and are back');
  await until(
    () => gateOf(partner),
    (gate) => waitingIn(gate) === 0,
    { everyMs: 500, signal },
  );
  const ended = (await halo.recent()).at(-1)?.at ?? Number.NaN;
  const requests = await halo.requests();
  const seconds = (ended - began) / 1_000;
  const forced = forcedSeconds(2 * organizations.length);
  return [
    { what: 'until the next probe found HaloPSA back', value: (began - recovered) / 1_000, unit: 's' },
    { what: 'drain', value: seconds, unit: 's' },
    { what: 'drain, forced by the window', value: forced, unit: 's' },
    { what: 'drain / forced', value: seconds / forced, unit: 'ratio', atMost: 1.15 },
    ...writes(requests, organizations.length),
    {
      // A request that is in flight when a worker is killed is sent a second time.
      what: 'licences written more than once',
      value: (await halo.writesPerLicence()).filter((times) => times > 1).length,
      unit: 'licences',
      atMost: 1,
    },
    {
      what: 'licences without their newest count',
      value: await wrongIn(halo, organizations),
      unit: 'licences',
      atMost: 0,
    },
  ];
}

function writes({ total, reads, writes: written, tokens }: Requests, changed: number): readonly Figure[] {
  return [
    { what: 'requests of the drain', value: total, unit: 'requests' },
    { what: 'licences read', value: reads, unit: 'requests' },
    { what: 'licences written', value: written, unit: 'requests' },
    { what: 'tokens', value: tokens, unit: 'requests' },
    { what: 'writes / changed licences', value: written / changed, unit: 'ratio', atMost: 1.1 },
    {
      what: 'requests / (one read and one write for each changed licence)',
      value: total / (2 * changed),
      unit: 'ratio',
      atMost: 1.1,
    },
  ];
}

/** When the last of so many requests may be sent at the earliest: our share at once, then a share for each window that passes. */
const forcedSeconds = (requests: number): number =>
  Math.floor((requests - 1) / Math.floor(LIMIT * SHARE)) * WINDOW_SECONDS;

async function wrongIn(halo: Halo, organizations: readonly Organization[]): Promise<number> {
  const counts = new Map((await halo.licences()).map(({ id, count }) => [id, count]));
  return organizations.filter(({ softwareLicenceId, count }) => counts.get(softwareLicenceId) !== count + 3).length;
}

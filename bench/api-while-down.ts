import type { Benchmark, Figure } from './support/benchmark';
import { percentiles, ratioAt, timed } from './support/numbers';
import type { Organization } from './support/organizations';
import { forAll, mapAll, organizationsIn, registerAll, report as reportSeats, say } from './support/organizations';
import type { Partner } from './support/partner';
import { connect, gateOf, saveTicketMapping, waitingIn } from './support/partner';
import { range, until } from './support/steps';

const ROUNDS = 4;
const conditions = ['up', '503', 'hanging'] as const;
type Condition = (typeof conditions)[number];

const calls = ['PUT organization', 'GET connection', 'GET operations'] as const;
type Call = (typeof calls)[number];

export const apiWhileDownBenchmark: Benchmark = {
  name: 'api-while-down',
  question: 'does the portal notice that HaloPSA is down?',
  withinMinutes: 15,
  run: async ({ scaled, signal, startSystem, report, note }) => {
    const wanted = scaled(100, 20);
    const system = await startSystem({ simulator: { customers: wanted, licencesPerCustomer: 1 }, env: quickProbes });
    const partner = await system.newPartner();
    await connect(partner, system.credentials);
    await saveTicketMapping(partner);
    const organizations = await organizationsIn(system.halo, wanted);
    await registerAll(partner, organizations, signal);
    await mapAll(partner, organizations, signal);
    await forAll(organizations, signal, (one) => say(partner, one, 'start'));
    const times = new Map<string, number[]>();
    for (const round of range(ROUNDS)) {
      for (const condition of conditions) {
        await until(() => gateOf(partner), isQuiet, { everyMs: 200, signal });
        if (condition === '503') await system.halo.answerWith({ kind: 'status', status: 503 });
        if (condition === 'hanging') await system.halo.answerWith({ kind: 'hang' });
        await callAll({ partner, organizations, round, signal }, (call, took) =>
          times.set(`${call}, ${condition}`, [...(times.get(`${call}, ${condition}`) ?? []), took]),
        );
        await system.halo.recover();
      }
      report(`round ${round + 1} of ${ROUNDS}`);
    }
    note(
      `${wanted} organizations, each of which reports other seats ${ROUNDS} times in each condition; calls one at a time, conditions in turn.`,
    );
    return figuresOf((call, condition) => times.get(`${call}, ${condition}`) ?? []);
  },
};

/** Of the median. The list of operations has more in it while HaloPSA is down. */
const AT_MOST: Partial<Record<Call, number>> = { 'PUT organization': 1.25, 'GET connection': 1.25 };

/** This ends the outage soon after HaloPSA is back. */
const quickProbes = { GATE_PROBE_FIRST_SECONDS: '0.5', GATE_PROBE_MAX_SECONDS: '2' };

interface Caller {
  readonly partner: Partner;
  readonly organizations: readonly Organization[];
  readonly round: number;
  readonly signal: AbortSignal;
}

/** Each organization reports one seat more or less than before, and somebody looks at the pages. */
async function callAll(
  { partner, organizations, round, signal }: Caller,
  took: (call: Call, milliseconds: number) => void,
): Promise<void> {
  for (const [index, one] of organizations.entries()) {
    signal.throwIfAborted();
    const seats = one.count + 2 + ((round + index) % 3);
    took('PUT organization', await timed(() => reportSeats(partner, one, seats)));
    took('GET connection', await timed(() => partner.call('GET', '/halopsa/connection')));
    took('GET operations', await timed(() => partner.call('GET', '/halopsa/operations')));
  }
}

const isQuiet = (gate: Awaited<ReturnType<typeof gateOf>>): boolean => gate.status === 'open' && waitingIn(gate) === 0;

function figuresOf(timesOf: (call: Call, condition: Condition) => readonly number[]): readonly Figure[] {
  return calls.flatMap((call) => [
    ...conditions.flatMap((condition) =>
      percentiles(`${call}, HaloPSA ${condition}`, timesOf(call, condition), {}, [50, 99]),
    ),
    ...conditions
      .slice(1)
      .flatMap((condition) =>
        ([50, 99] as const).map((percent) =>
          ratioAt(
            `${call}, ${condition} / up`,
            percent,
            [timesOf(call, condition), timesOf(call, 'up')],
            percent === 50 ? AT_MOST[call] : undefined,
          ),
        ),
      ),
  ]);
}

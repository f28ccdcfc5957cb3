import { defaultLimits } from '../api/limits/partner';
import { startBareWorker } from './support/bare-commands';
import type { bareList as bareListWorkflow } from './support/bare-workflows';
import { BARE_TASK_QUEUE } from './support/bare-workflows';
import type { Benchmark, Figure } from './support/benchmark';
import { percentiles, ratioAt, timed } from './support/numbers';
import type { Partner } from './support/partner';
import { connect } from './support/partner';
import { range } from './support/steps';
import type { System } from './support/system';

const AT_ONCE = 50;
const ROUNDS = 5;
const WARM_UP = 20;
/** As many as an api reads of one partner at once. */
const BARE_AT_ONCE = defaultLimits.lists;

/** What the crowd asks for, each time something else. */
const crowds = {
  reads: () => '/halopsa/connection',
  lists: (index: number) => `/halopsa/choices/customers?search=c${index}`,
} as const;
type Crowd = keyof typeof crowds;

export const manyAtOnceBenchmark: Benchmark = {
  name: 'many-at-once',
  question: `does a partner notice that another one has ${AT_ONCE} calls under way, all the time?`,
  withinMinutes: 15,
  run: async ({ scaled, startSystem, signal, report, note }) => {
    const system = await startSystem();
    const [crowded, other] = [await system.newPartner(), await system.newPartner()];
    for (const partner of [crowded, other]) await connect(partner, system.credentials);
    await startBareWorker(system);
    const looks = scaled(60, 10);
    await look(other, WARM_UP, signal);
    const idle: number[] = [];
    const meanwhile: Record<Crowd, number[]> = { reads: [], lists: [] };
    const health: number[] = [];
    const rates = { lists: nothing(), bare: nothing() };
    for (const round of range(ROUNDS)) {
      for (const what of ['reads', 'lists'] as const) {
        idle.push(...(await look(other, looks, signal)));
        const call = (index: number) => crowded.call('GET', crowds[what](index));
        const crowd = startCrowd({ callers: AT_ONCE, call, signal });
        meanwhile[what].push(...(await look(other, looks, signal)));
        health.push(...(await lookAtHealth(system, looks)));
        const rate = await crowd.stop();
        if (what === 'lists') add(rates.lists, rate);
      }
      const bare = startCrowd({ callers: BARE_AT_ONCE, call: bareList(system, round), signal });
      await look(other, looks, signal);
      add(rates.bare, await bare.stop());
      report(`round ${round + 1} of ${ROUNDS}`);
    }
    const { lists, bare } = rates;
    note(
      `${ROUNDS} rounds of ${looks} looks one at a time: alone, past a crowd of reads, past one of different searches.`,
    );
    note(
      `The bare list is a Workflow with one Activity that reads the same customers, ${BARE_AT_ONCE} at once, no HTTP, past the same looks.`,
    );
    return [
      ...percentiles('GET connection, alone', idle, {}, [50, 99]),
      ...(['reads', 'lists'] as const).flatMap((what) => pastCrowd(what, meanwhile[what], idle)),
      ...percentiles('GET /healthz meanwhile', health, { 99: 50 }, [50, 99]),
      { what: 'lists of the crowd', value: perSecond(lists), unit: '/s' },
      { what: 'lists of the crowd that were refused as too many', value: lists.refused, unit: 'lists' },
      { what: 'bare lists', value: perSecond(bare), unit: '/s' },
      { what: 'bare lists / lists of the crowd', value: perSecond(bare) / perSecond(lists), unit: 'ratio', atMost: 2 },
    ];
  },
};

const pastCrowd = (what: Crowd, times: readonly number[], idle: readonly number[]): readonly Figure[] => [
  ...percentiles(`GET connection, past ${AT_ONCE} ${what}`, times, {}, [50, 99]),
  ratioAt(`GET connection, past ${AT_ONCE} ${what} / alone`, 50, [times, idle]),
  ratioAt(`GET connection, past ${AT_ONCE} ${what} / alone`, 99, [times, idle], 2),
];

async function look(partner: Partner, times: number, signal: AbortSignal): Promise<readonly number[]> {
  const took: number[] = [];
  for (const _ of range(times)) {
    signal.throwIfAborted();
    took.push(await timed(() => partner.call('GET', '/halopsa/connection')));
  }
  return took;
}

async function lookAtHealth({ apiUrl }: System, times: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (const _ of range(times)) took.push(await timed(() => fetch(`${apiUrl}/healthz`).then((one) => one.text())));
  return took;
}

interface Rate {
  answers: number;
  /** As too many, after waiting. */
  refused: number;
  milliseconds: number;
}

const nothing = (): Rate => ({ answers: 0, refused: 0, milliseconds: 0 });

const perSecond = ({ answers, milliseconds }: Rate): number => (answers / milliseconds) * 1_000;

function add(sum: Rate, { answers, refused, milliseconds }: Rate): void {
  sum.answers += answers;
  sum.refused += refused;
  sum.milliseconds += milliseconds;
}

interface CrowdOptions {
  readonly callers: number;
  readonly call: (index: number) => Promise<unknown>;
  readonly signal: AbortSignal;
}

/** So many callers, each of whom calls again as soon as it is answered. */
function startCrowd({ callers, call, signal }: CrowdOptions) {
  let isOver = false;
  let asked = 0;
  const rate = { answers: 0, refused: 0 };
  const from = performance.now();
  const caller = async () => {
    while (!isOver && !signal.aborted) {
      asked += 1;
      await call(asked).then(
        () => (rate.answers += 1),
        () => (rate.refused += 1),
      );
    }
  };
  const all = Promise.all(range(callers).map(caller));
  return {
    stop: async (): Promise<Rate> => {
      const now = { ...rate, milliseconds: performance.now() - from };
      isOver = true;
      await all;
      return now;
    },
  };
}

/** What Temporal alone gives on this machine, at this time. */
const bareList =
  ({ client, credentials }: System, round: number) =>
  (index: number) =>
    client.workflow.execute<typeof bareListWorkflow>('bareList', {
      workflowId: `bare-list-${round}-${index}`,
      taskQueue: BARE_TASK_QUEUE,
      args: [credentials, `c${index}`],
    });

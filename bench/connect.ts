import { setTimeout as sleep } from 'node:timers/promises';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { HaloClient } from '../halo';
import { createHaloClient } from '../halo';
import type { bare } from './support/bare-workflows';
import { BARE_TASK_QUEUE, bareUpdate } from './support/bare-workflows';
import type { Benchmark } from './support/benchmark';
import { percentile, percentiles, ratioAt, timed } from './support/numbers';
import { connect } from './support/partner';
import { range } from './support/steps';
import type { System } from './support/system';

const WARM_UP = 10;
/** So that what a connect does after its answer (gate, schedule) is over: the server is idle again. */
const REST_MILLISECONDS = 250;

export const connectBenchmark: Benchmark = {
  name: 'connect',
  question: 'how long does a partner wait for Connect, on an idle server and with a HaloPSA that answers at once?',
  withinMinutes: 10,
  run: async ({ scaled, signal, startSystem, note }) => {
    const system = await startSystem();
    await system.startMore('bare-worker', 'bench/support/bare-worker.js', /(the bare worker polls)/);
    const ours: number[] = [];
    const bares: number[] = [];
    const calls: number[] = [];
    const halo = createHaloClient({ allowedHosts: [new URL(system.credentials.siteUrl).host] });
    const rounds = scaled(150, 10);
    for (const round of range(WARM_UP + rounds)) {
      signal.throwIfAborted();
      const partner = await system.newPartner();
      const isMeasured = round >= WARM_UP;
      const turns = [
        async () => ours.push(...kept(await timed(() => connect(partner, system.credentials)), isMeasured)),
        async () => bares.push(...kept(await timed(() => runBare(system, partner.id)), isMeasured)),
        async () => calls.push(...kept(await timed(() => callHalo(halo, system, partner.id)), isMeasured)),
      ];
      // Each comes first as often as the others.
      for (const turn of [...turns.slice(round % turns.length), ...turns.slice(0, round % turns.length)]) {
        await turn();
        await sleep(REST_MILLISECONDS, undefined, { signal });
      }
    }
    await halo.close();
    const requests = (await system.halo.requests()).total / (WARM_UP + rounds) / 2;
    note(`Each connect sends HaloPSA ${requests} requests over loopback; the bare Workflow sends none.`);
    note('The calls of HaloPSA alone are the same ones, from the load generator: what is left without them is ours.');
    note(`${rounds} new partners, one at a time, a bare Workflow (update-with-start, three Activities) between them.`);
    return [
      ...percentiles('PUT connection', ours, { 50: 150 }),
      ...percentiles('bare Workflow', bares),
      ...percentiles('the calls of HaloPSA alone', calls),
      ratioAt('PUT connection / bare Workflow', 50, [ours, bares], 1.15),
      {
        what: 'PUT connection / (bare Workflow + the calls of HaloPSA), p50',
        value: percentile(ours, 50) / (percentile(bares, 50) + percentile(calls, 50)),
        unit: 'ratio',
      },
    ];
  },
};

const kept = (value: number, isMeasured: boolean): readonly number[] => (isMeasured ? [value] : []);

const runBare = ({ client }: System, id: string): Promise<string> =>
  client.workflow.executeUpdateWithStart(bareUpdate, {
    startWorkflowOperation: new WithStartWorkflowOperation<typeof bare>('bare', {
      ...{ workflowId: `bare:${id}`, taskQueue: BARE_TASK_QUEUE, workflowIdConflictPolicy: 'USE_EXISTING' },
      args: [],
    }),
  });

/** What a connect asks of HaloPSA, in the same order: whether it is one, who logs in, and what they may do. */
async function callHalo(halo: HaloClient, { credentials }: System, reference: string): Promise<void> {
  const { siteUrl, clientId, clientSecret } = credentials;
  const site = await halo.discover(siteUrl);
  const access = { site, reference, credentials: async () => ({ clientId, clientSecret }) };
  await halo.rights(access, await halo.agent(access));
}

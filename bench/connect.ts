import { setTimeout as sleep } from 'node:timers/promises';
import { commandBare, newBare, startBareWorker } from './support/bare-commands';
import { bareCallsUpdate } from './support/bare-workflows';
import type { Benchmark } from './support/benchmark';
import { percentiles, ratioAt, timed } from './support/numbers';
import { connect } from './support/partner';
import { range } from './support/steps';

const WARM_UP = 10;
/** After this time the work that follows a connect's answer (gate, schedule) is done and the server is idle again. */
const REST_MILLISECONDS = 250;

export const connectBenchmark: Benchmark = {
  name: 'connect',
  question: 'how long does a partner wait for Connect, on an idle server and with a HaloPSA that answers at once?',
  withinMinutes: 10,
  run: async ({ scaled, signal, startSystem, note }) => {
    const system = await startSystem();
    const { client, credentials, halo } = system;
    await startBareWorker(system);
    const ways = [
      { times: [] as number[], run: async () => connect(await system.newPartner(), credentials) },
      {
        times: [] as number[],
        run: (id: string) => commandBare(client, `bare:${id}`),
      },
      {
        times: [] as number[],
        run: (id: string) =>
          client.workflow.executeUpdateWithStart(bareCallsUpdate, {
            args: [credentials],
            startWorkflowOperation: newBare(`bare-calls:${id}`),
          }),
      },
    ] as const;
    const rounds = scaled(150, 10);
    for (const round of range(WARM_UP + rounds)) {
      // Each comes first as often as the others.
      for (const turn of range(ways.length)) {
        signal.throwIfAborted();
        const way = ways[(round + turn) % ways.length];
        const milliseconds = await timed(async () => way?.run(`${round}`));
        if (round >= WARM_UP) way?.times.push(milliseconds);
        await sleep(REST_MILLISECONDS, undefined, { signal });
      }
    }
    const [{ times: ours }, { times: bares }, { times: calls }] = ways;
    const requests = (await halo.requests()).total / (WARM_UP + rounds) / 2;
    note(`${rounds} new partners, one at a time; bare Workflows (update-with-start, three Activities) between them.`);
    note(`A connect sends HaloPSA ${requests} requests over loopback. The Activities of one bare Workflow do nothing,`);
    note('those of the other send the same requests by the same client: what is left in that ratio is ours.');
    return [
      ...percentiles('PUT connection', ours, { 50: 150 }),
      ...percentiles('bare Workflow, Activities do nothing', bares),
      ...percentiles('bare Workflow, Activities call HaloPSA', calls),
      ratioAt('PUT connection / bare Workflow, Activities do nothing', 50, [ours, bares], 1.15),
      ratioAt('PUT connection / bare Workflow, Activities call HaloPSA', 50, [ours, calls], 1.15),
    ];
  },
};

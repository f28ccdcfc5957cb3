import { connectionWorkflowId, getConnectionQuery } from '../workflows/messages';
import type { Benchmark } from './support/benchmark';
import { percentiles, ratioAt, timed } from './support/numbers';
import { connect } from './support/partner';
import { range } from './support/steps';

const WARM_UP = 100;

export const readsBenchmark: Benchmark = {
  name: 'reads',
  question: 'how long does a page wait for its connection, against the least that it could?',
  withinMinutes: 5,
  run: async ({ scaled, signal, startSystem, note }) => {
    const system = await startSystem();
    const partner = await system.newPartner();
    await connect(partner, system.credentials);
    const { said: port } = await system.startMore('bare-api', 'bench/support/bare-api.js', /listens (\d+)/);
    const handle = system.client.workflow.getHandle(connectionWorkflowId(partner.id));
    const ways = [
      { times: [] as number[], read: () => partner.call('GET', '/halopsa/connection') },
      { times: [] as number[], read: () => readBare(`http://127.0.0.1:${port}/${partner.id}`) },
      { times: [] as number[], read: () => handle.query(getConnectionQuery) },
    ] as const;
    const rounds = scaled(2_000, 50);
    for (const round of range(WARM_UP + rounds)) {
      signal.throwIfAborted();
      // Each comes first as often as the others.
      for (const turn of range(ways.length)) {
        const way = ways[(round + turn) % ways.length];
        const milliseconds = await timed(async () => way?.read());
        if (round >= WARM_UP) way?.times.push(milliseconds);
      }
    }
    const [ours, bareRoute, bareQuery] = ways.map(({ times }) => times);
    note(
      `${rounds} reads of each, one at a time, in turn. GET connection asks two Workflows at once: connection and gate.`,
    );
    return [
      ...percentiles('GET connection', ours ?? [], { 50: 10 }),
      ...percentiles('bare Express route with the same two Queries', bareRoute ?? []),
      ...percentiles('bare Query of the connection, no HTTP', bareQuery ?? []),
      ratioAt('GET connection / bare route', 50, [ours ?? [], bareRoute ?? []], 1.25),
      ratioAt('GET connection / bare route', 99, [ours ?? [], bareRoute ?? []], 1.5),
    ];
  },
};

async function readBare(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The bare route answers ${response.status}.`);
  return response.json();
}

import { startSystem } from '../support/system';
import { aPartner, quieten } from '../journeys/partner';
import { quick } from '../journeys/seats';
import { continuedPaths } from '../../tools/histories/continued';
jest.setTimeout(600_000);
it('loops', async () => {
  const system = await startSystem({ ...quick, timings: { ...quick.timings, continueAfterEvents: 80 }, gate: { continueAfterEvents: 100 } });
  for (let round = 0; round < 12; round += 1) {
    await Promise.all(Array.from({ length: 6 }, async () => continuedPaths[0]?.play(system, await aPartner(system))));
    await quieten(system);
  }
  await system.stop();
});

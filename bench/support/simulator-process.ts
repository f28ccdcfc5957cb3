import { z } from 'zod';
import { createSimulator } from '../../simulator';

/** A HaloPSA of the size that a benchmark needs, as a process of its own; its settings are in `SIMULATOR_OPTIONS`, as JSON. */
const Options = z.strictObject({
  customers: z.int().exactOptional(),
  licencesPerCustomer: z.int().exactOptional(),
  agentProfileBytes: z.int().exactOptional(),
});
export type SimulatorSettings = z.infer<typeof Options>;

/** What it prints when it is ready. */
export const Ready = z.object({ siteUrl: z.string(), clientId: z.string(), clientSecret: z.string() });
export type Ready = z.infer<typeof Ready>;

async function main(): Promise<void> {
  const options = Options.parse(JSON.parse(process.env['SIMULATOR_OPTIONS'] ?? '{}'));
  const simulator = await createSimulator({ rateLimit: null, ...options });
  process.once('SIGTERM', () => void simulator.close());
  console.log(`ready ${JSON.stringify(simulator.credentials)}`);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

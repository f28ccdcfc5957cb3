import { join } from 'node:path';
import { z } from 'zod';
import type { SimulatorOptions } from '.';

/** The settings of `npm run simulator`. */
const Settings = z.object({
  /** Where it listens; 4010 unless set. */
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  /** The folder of its state, simulator.json; .data unless set. */
  DATA_DIR: z.string().default('.data'),
  /** off: no limit of requests; on unless set. */
  SIMULATOR_RATE_LIMIT: z.enum(['on', 'off']).default('on'),
});

/** Throws an Error whose message names the setting that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): SimulatorOptions & { port: number } {
  // `SIMULATOR_PORT=` in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const settings = Settings.safeParse(given);
  if (!settings.success) {
    const [issue] = settings.error.issues;
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { SIMULATOR_PORT: port, DATA_DIR: dataDir, SIMULATOR_RATE_LIMIT: limit } = settings.data;
  return { port, stateFile: join(dataDir, 'simulator.json'), ...(limit === 'off' && { rateLimit: null }) };
}

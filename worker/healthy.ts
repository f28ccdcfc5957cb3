import { sayFailure } from '../process/command';
import { whyUnhealthy } from './health';

/** `node dist/worker/healthy.js`: the health check of the worker's container. Ends with 1 and a sentence when it is not well. */
async function main(): Promise<void> {
  const why = await whyUnhealthy(process.env['HEALTH_FILE']);
  if (why !== null) throw new Error(why);
}

if (require.main === module) main().catch(sayFailure);

import { rm } from 'node:fs/promises';
import { stopProcess } from '../../embedded/processes';

/** Ends what global-setup.ts started; the folder holds the server's log and the bundle. */
// biome-ignore lint/style/noDefaultExport: jest calls the default export of its globalTeardown
export default async function globalTeardown(): Promise<void> {
  const pid = Number(process.env.TEST_TEMPORAL_PID);
  if (pid > 0) await stopProcess({ pid, graceMs: 10_000 });
  const folder = process.env.TEST_RUN_FOLDER;
  if (folder) await rm(folder, { recursive: true, force: true });
}

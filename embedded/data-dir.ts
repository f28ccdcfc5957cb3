import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError, sentence } from './start-error';

/** Makes the data folder, with everything in it for this user alone. @throws StartError when it cannot be written. */
export async function openDataDir(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.writable-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe);
  } catch (thrown) {
    throw new StartError(`DATA_DIR: the folder ${dataDir} cannot be written (${sentence(thrown)}).`);
  }
}

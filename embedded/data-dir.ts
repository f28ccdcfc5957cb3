import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartError, sentence } from './start-error';

const forThisUser = { folder: 0o700, file: 0o600 };
const forNobodyElse = 0o077;
/** Of a folder such as /tmp, in which everybody may make files. */
const sticky = 0o1000;

/**
 * Makes the data folder, or closes the one that is there: what is in it, and what this process and Temporal make from now on,
 * is for this user alone. @throws StartError when it cannot be written or closed.
 */
export async function openDataDir(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.writable-${process.pid}`);
  process.umask(forNobodyElse);
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(probe, '');
    await rm(probe, { force: true }); // Of two calls at once, the other one has removed it.
  } catch (thrown) {
    throw new StartError(`DATA_DIR: the folder ${dataDir} cannot be written (${sentence(thrown)}).`);
  }
  await close(dataDir);
}

async function close(dataDir: string): Promise<void> {
  const isShared = ((await stat(dataDir)).mode & sticky) !== 0 || dirname(dataDir) === dataDir;
  if (isShared)
    throw new StartError(`DATA_DIR: ${dataDir} is a folder of all users; choose one for this service alone.`);
  try {
    await chmod(dataDir, forThisUser.folder);
    await closeFiles(join(dataDir, 'temporal'));
  } catch (thrown) {
    throw new StartError(
      `DATA_DIR: the folder ${dataDir} cannot be closed to other users (${sentence(thrown)}); choose one that is yours.`,
    );
  }
}

/** Temporal's database holds what every Workflow was told. */
async function closeFiles(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, forThisUser.folder);
  for (const name of await readdir(folder)) await chmod(join(folder, name), forThisUser.file);
}

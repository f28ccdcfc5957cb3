import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { commandLine } from './processes';
import { StartError, sentence } from './start-error';

const Holder = z.object({ pid: z.int().positive(), command: z.string() });
type Holder = z.infer<typeof Holder>;

/**
 * Takes a folder for this process; returns how to give it back. A holder that was killed is taken over from.
 *
 * @throws StartError when another process that runs holds it.
 */
export async function lockFolder(options: { folder: string; name: string }): Promise<() => Promise<void>> {
  const file = join(options.folder, `${options.name}.lock`);
  while (!(await take(file))) {
    const holder = await readHolder(file);
    if (holder && (await isRunning(holder))) {
      throw new StartError(
        `DATA_DIR: another start (process ${holder.pid}) already uses ${options.folder}; stop it, or set DATA_DIR to another folder.`,
      );
    }
    await rm(file, { force: true });
  }
  return () => rm(file, { force: true });
}

/** Written whole, then linked: nobody reads half a lock, and only one link succeeds. */
async function take(file: string): Promise<boolean> {
  const mine = `${file}.${process.pid}`;
  const holder: Holder = { pid: process.pid, command: (await commandLine(process.pid)) ?? '' };
  await writeFile(mine, JSON.stringify(holder));
  try {
    await link(mine, file);
    return true;
  } catch (thrown) {
    if (sentence(thrown).includes('EEXIST')) return false;
    throw thrown;
  } finally {
    await rm(mine, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Process ids come again, after a reboot or in the next container: the command line must be the same too. */
async function isRunning({ pid, command }: Holder): Promise<boolean> {
  return pid !== process.pid && (await commandLine(pid)) === command;
}

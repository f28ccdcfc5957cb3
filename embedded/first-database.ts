import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';

/** SQLite's own, beside its file. */
const parts = ['', '-wal', '-shm', '-journal'];

/**
 * Call it before a server starts on the file, and what it gives once the server serves. A server that is killed while it makes
 * its first tables leaves a file that no other one can use. It never served, so nothing is in it, and it is made anew.
 */
export async function beginDatabase(databaseFile: string): Promise<() => Promise<void>> {
  const unfinished = `${databaseFile}.unfinished`;
  if (existsSync(unfinished)) for (const part of parts) await rm(`${databaseFile}${part}`, { force: true });
  if (!existsSync(databaseFile)) await writeFile(unfinished, '', { flush: true });
  return () => rm(unfinished, { force: true });
}

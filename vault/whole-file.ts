import { randomUUID } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, VaultError } from './error';

/** Starts every name of something unfinished; no reference or partner id can start with a dot. */
export const unfinishedPrefix = '.unfinished-';

/** A name for a file or folder that is not in its place yet. */
export const unfinishedPath = (folder: string): string => join(folder, `${unfinishedPrefix}${randomUUID()}`);

/** A new file of mode 600 that is on the disk, not only in its cache, when this returns. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Creates the file whole, or leaves the one that is there. A link and not a rename, which would replace it. */
export async function createWhole(path: string, text: string): Promise<void> {
  const unfinished = unfinishedPath(dirname(path));
  try {
    await writeDurably(unfinished, text);
    await link(unfinished, path);
    await syncFolder(dirname(path));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Makes the names in a folder survive a power cut, as `sync` does for the content of a file. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Undefined when the file or folder is not there. */
export async function whenThere<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A file system's error as ours: its code only, since its message carries paths. */
export const unavailable = (error: unknown): VaultError =>
  new VaultError('unavailable', `The vault's folder cannot be used (${codeOf(error) ?? 'unknown'}).`);

import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from './error';
import type { Row, RowName, Store } from './store';
import { syncFolder, unavailable, unfinishedPath, unfinishedPrefix, whenThere, writeDurably } from './whole-file';

// A put takes milliseconds: what is this old was left behind by a process that was killed.
const leftoverAfterMilliseconds = 60_000;
const filePattern = /^(\d{1,15})\.[0-9a-f-]+\.jwe$/;

/**
 * Rows as files of mode 600 below `root`: `{partner}/{reference}/{position}.{random}.jwe`; the position orders a partner's
 * rows by when they were stored. Several processes may share the folder, without a lock: a row *is* its folder. A rename
 * creates it only where nothing is, and once it is erased, what was being sealed anew has nowhere to go.
 */
export async function createFileStore(root: string): Promise<Store> {
  await translated(() => mkdir(root, { recursive: true, mode: 0o700 }));
  return {
    insert: (row) => translated(() => insert(root, row)),
    read: (name) => translated(() => read(root, name)),
    replace: (previous, next) => translated(() => replace(root, previous, next)),
    erase: (name) => translated(() => erase(rowFolder(root, name))),
    eraseOthers: (input) => translated(() => eraseOthers(root, input)),
    names: () => translated(() => names(root)),
    check: () => translated(() => check(root)),
    close: async () => {},
  };
}

async function insert(root: string, row: Row): Promise<boolean> {
  const partner = join(root, row.partnerId);
  const unfinished = unfinishedPath(partner);
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    const position = Math.max(0, ...(await positions(partner)).values()) + 1;
    await writeDurably(join(unfinished, `${position}.${randomUUID()}.jwe`), row.sealed);
    await syncFolder(unfinished);
    await rename(unfinished, rowFolder(root, row));
    await syncFolder(partner);
    return true;
  } catch (error) {
    // Refused where the row's folder holds a file; one that an interrupted erase left empty is taken over.
    if (isNotEmpty(error)) return false;
    throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function read(root: string, name: RowName): Promise<Row | undefined> {
  const folder = rowFolder(root, name);
  const [file] = await rowFiles(folder);
  if (file === undefined) return undefined;
  const sealed = await whenThere(() => readFile(join(folder, file), 'utf8'));
  // Erased since it was listed, perhaps stored anew: the next look tells.
  return sealed === undefined ? read(root, name) : { ...name, sealed };
}

async function replace(root: string, previous: Row, next: Row): Promise<boolean> {
  const folder = rowFolder(root, previous);
  const [file] = await rowFiles(folder);
  if (file === undefined || (await read(root, previous))?.sealed !== previous.sealed) return false;
  const unfinished = unfinishedPath(dirname(folder));
  try {
    await writeDurably(unfinished, next.sealed);
    await rename(unfinished, join(folder, file));
    await syncFolder(folder);
    if ((await rowFiles(folder)).length === 1) return true;
    // Meanwhile the row was erased and its reference used again: the other file is the row now.
    await rm(join(folder, file), { force: true });
    return false;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function erase(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
    await whenThere(() => syncFolder(dirname(folder)));
  } catch (error) {
    // Sealed anew while it was being erased: the new file goes as well.
    if (isNotEmpty(error)) return erase(folder);
    throw error;
  }
}

async function eraseOthers(root: string, { partnerId, keep }: { partnerId: string; keep: string | null }) {
  const partner = join(root, partnerId);
  const stored = await positions(partner);
  const end = keep === null ? Number.POSITIVE_INFINITY : (stored.get(keep) ?? 0);
  for (const [reference, position] of stored) {
    if (position < end) await erase(join(partner, reference));
  }
  await removeLeftovers(partner);
}

async function removeLeftovers(partner: string): Promise<void> {
  const unfinished = (await list(partner)).filter((name) => name.startsWith(unfinishedPrefix));
  for (const path of unfinished.map((name) => join(partner, name))) {
    const there = await whenThere(() => stat(path));
    const isLeftover = there !== undefined && Date.now() - there.mtimeMs > leftoverAfterMilliseconds;
    if (isLeftover) await rm(path, { recursive: true, force: true });
  }
}

async function names(root: string): Promise<RowName[]> {
  const all: RowName[] = [];
  for (const partnerId of await finished(root)) {
    for (const reference of await finished(join(root, partnerId))) all.push({ partnerId, reference });
  }
  return all;
}

/** Reads only: who asks whether we are ready asks every few seconds, and anybody may. */
async function check(root: string): Promise<void> {
  await access(join(root, '.'), constants.R_OK | constants.W_OK | constants.X_OK);
  const { bavail } = await statfs(root);
  if (bavail === 0) throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
}

/** When each of a partner's references was stored; two stored at the same moment may share a position. */
async function positions(partner: string): Promise<Map<string, number>> {
  const stored = new Map<string, number>();
  for (const reference of await finished(partner)) {
    const [file] = await rowFiles(join(partner, reference));
    if (file !== undefined) stored.set(reference, Number.parseInt(file, 10));
  }
  return stored;
}

const rowFolder = (root: string, { partnerId, reference }: RowName) => join(root, partnerId, reference);
const rowFiles = async (folder: string) => (await list(folder)).filter((name) => filePattern.test(name));
const finished = async (folder: string) => (await list(folder)).filter((name) => !name.startsWith('.'));
const list = async (folder: string) => (await whenThere(() => readdir(folder))) ?? [];
const isNotEmpty = (error: unknown) => ['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '');

async function translated<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw unavailable(error);
  }
}

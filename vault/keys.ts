import type { KeyObject } from 'node:crypto';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultError } from './error';
import { createWhole, unavailable, whenThere } from './whole-file';

/** `newest` seals; every key in `byId` opens. KeyObjects, because they print without their bytes. */
export interface KeyRing {
  newest: { id: string; key: KeyObject };
  byId: ReadonlyMap<string, KeyObject>;
}

const keyFileName = 'vault-keys';
// 32 bytes are 43 characters of base64 and one of padding; both alphabets, since both are handed around.
const entryPattern = /^([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/_-]{43}=?)$/;

/**
 * Reads the VAULT_KEYS form: `kid:base64,kid:base64`, the first one seals, 32 bytes each.
 * @param named the setting or the file that they come from
 * @throws {VaultError} `badKeys`, naming that and the entry's position, never its text
 */
export function parseKeys(keys: string, named = 'VAULT_KEYS'): KeyRing {
  const entries = keys.split(',').map((entry, index) => parseEntry(entry.trim(), index + 1, named));
  const byId = new Map(entries.map(({ id, key }) => [id, key]));
  const [newest] = entries;
  if (newest === undefined || byId.size !== entries.length) {
    throw new VaultError('badKeys', `${named} names the same key id twice.`);
  }
  return { newest, byId };
}

function parseEntry(entry: string, position: number, named: string): KeyRing['newest'] {
  const [, id, encoded] = entryPattern.exec(entry) ?? [];
  if (id === undefined || encoded === undefined) {
    const form = 'kid:base64,kid:base64 with 32 bytes in each base64';
    throw new VaultError('badKeys', `${named} must be ${form}; entry ${position} is not.`);
  }
  return { id, key: createSecretKey(encoded, 'base64') };
}

/**
 * The embedded default: one key in a file of mode 600 in `directory`, made at the first call.
 * Processes that start at once all answer with the same key.
 * @returns the VAULT_KEYS form
 * @throws {VaultError} `unavailable`; `badKeys`, naming the file
 */
export async function loadOrCreateKeys(directory: string): Promise<string> {
  return translated(() => loadOrCreate(directory));
}

/**
 * The key that an embedded start made in `directory`; undefined where none did.
 * @throws {VaultError} `unavailable`; `badKeys`, naming the file
 */
export async function loadMadeKeys(directory: string): Promise<string | undefined> {
  return translated(() => read(directory));
}

async function translated<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof VaultError ? error : unavailable(error);
  }
}

async function read(directory: string): Promise<string | undefined> {
  const path = join(directory, keyFileName);
  const keys = (await whenThere(() => readFile(path, 'utf8')))?.trim();
  if (keys !== undefined) parseKeys(keys, path);
  return keys;
}

async function loadOrCreate(directory: string): Promise<string> {
  const there = await read(directory);
  if (there !== undefined) return there;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await createWhole(
    join(directory, keyFileName),
    `${randomUUID().slice(0, 8)}:${randomBytes(32).toString('base64')}\n`,
  );
  // Read back, since another process may have been first.
  return loadOrCreate(directory);
}

import { VaultError } from './error';
import { createFileStore } from './files';
import type { KeyRing } from './keys';
import { parseKeys } from './keys';
import { createPostgresStore } from './postgres';
import type { Credentials } from './seal';
import { fingerprintOf, isUnderNewestKey, open, seal } from './seal';
import type { RowName, Store } from './store';

export type { VaultErrorCode } from './error';
export { VaultError } from './error';
export { loadMadeKeys, loadOrCreateKeys } from './keys';
export type { Credentials } from './seal';
export type { Sealer } from './sealer';
export { createSealer } from './sealer';

/**
 * Where secrets are, and nothing else is. Partner ids and references: 1 to 64 of `A-Z a-z 0-9 _ -`, the first one
 * neither `_` nor `-`.
 *
 * @throws {VaultError} from every call: `unavailable` when the store cannot be used; `badName` for another id or reference
 */
export interface Vault {
  /**
   * The caller names the reference, so that a repeated call is the same call. Gives the credentials' fingerprint: of one partner, the
   * same ones have the same, as long as the newest key is the same; without the key it tells nothing.
   * @throws {VaultError} `conflict` when the reference holds something else; `unknownKey` and `corrupt` as `get`
   */
  put(input: { partnerId: string; reference: string; credentials: Credentials }): Promise<{ fingerprint: string }>;
  /** @throws {VaultError} `missing` when never put or erased; `unknownKey`; `corrupt` */
  get(input: { partnerId: string; reference: string }): Promise<Credentials>;
  /** Nothing happens when it is erased already. */
  erase(input: { partnerId: string; reference: string }): Promise<void>;
  /**
   * Erases what the partner stored before `keep` (null: everything; a `keep` that is not there: nothing). It clears up
   * after an api that was killed between `put` and its Temporal call, and spares a put that is newer than `keep`.
   */
  eraseOthers(input: { partnerId: string; keep: string | null }): Promise<void>;
  /**
   * Seals anew, under the newest key, everything that is not; may run while the vault is in use.
   * @throws {VaultError} `unknownKey` or `corrupt`, of the first row that would not open, after the others are done
   */
  reseal(): Promise<{ resealed: number }>;
  /** For readiness: resolves when the store can be read, and seems to be writable; nothing is written. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param options.url a folder (embedded), or `postgres://…`, whose table is created when absent
 * @param options.keys the VAULT_KEYS form, `kid:base64,kid:base64`: the first one seals, all of them open, 32 bytes each
 * @throws {VaultError} `badKeys`, or `unavailable`
 */
export async function createVault(options: { url: string; keys: string }): Promise<Vault> {
  const keys = parseKeys(options.keys);
  return vaultOver(await createStore(options.url), keys);
}

function createStore(url: string): Promise<Store> {
  if (/^postgres(ql)?:\/\//.test(url)) return createPostgresStore(url);
  if (/^[a-z0-9+.-]+:\/\//i.test(url) || url === '') {
    throw new VaultError('unavailable', 'VAULT_URL must be a folder or start with postgres://.');
  }
  return createFileStore(url);
}

function vaultOver(store: Store, keys: KeyRing): Vault {
  return {
    async put({ credentials, ...name }) {
      await put(store, keys, checked(name), credentials);
      return { fingerprint: fingerprintOf(keys, name.partnerId, credentials) };
    },
    get: async (name) => get(store, keys, checked(name)),
    erase: async (name) => store.erase(checked(name)),
    async eraseOthers({ partnerId, keep }) {
      checked({ partnerId, reference: keep ?? partnerId });
      await store.eraseOthers({ partnerId, keep });
    },
    reseal: () => reseal(store, keys),
    check: () => store.check(),
    close: () => store.close(),
  };
}

async function put(store: Store, keys: KeyRing, name: RowName, credentials: Credentials): Promise<void> {
  if (await store.insert(await seal(keys, name, credentials))) return;
  const row = await store.read(name);
  if (row === undefined) return put(store, keys, name, credentials);
  const { clientId, clientSecret } = await open(keys, row);
  if (clientId !== credentials.clientId || clientSecret !== credentials.clientSecret) {
    throw new VaultError('conflict', 'This reference already holds other credentials.');
  }
}

async function get(store: Store, keys: KeyRing, name: RowName): Promise<Credentials> {
  const row = await store.read(name);
  if (row === undefined) throw new VaultError('missing', 'These credentials are not stored, or were erased.');
  return open(keys, row);
}

async function reseal(store: Store, keys: KeyRing): Promise<{ resealed: number }> {
  let resealed = 0;
  let refusal: VaultError | undefined;
  for (const name of await store.names()) {
    try {
      if (await resealOne(store, keys, name)) resealed += 1;
    } catch (error) {
      if (!(error instanceof VaultError) || error.code === 'unavailable') throw error;
      refusal ??= error;
    }
  }
  if (refusal !== undefined) throw refusal;
  return { resealed };
}

async function resealOne(store: Store, keys: KeyRing, name: RowName): Promise<boolean> {
  const row = await store.read(name);
  if (row === undefined || isUnderNewestKey(keys, row)) return false;
  return store.replace(row, await seal(keys, name, await open(keys, row)));
}

// The pattern is also what keeps a name from leaving its folder.
const namePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

function checked({ partnerId, reference }: RowName): RowName {
  if (namePattern.test(partnerId) && namePattern.test(reference)) return { partnerId, reference };
  throw new VaultError('badName', 'A partner id or reference is not 1 to 64 letters, digits, "-" or "_".');
}

import { createHmac } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { VaultError } from './error';
import type { KeyRing } from './keys';
import type { Row, RowName } from './store';

/** What HaloPSA calls Client ID and Client Secret. */
const Credentials = z.object({ clientId: z.string(), clientSecret: z.string() });
export type Credentials = z.infer<typeof Credentials>;

// The header of a compact JWE is its additional authenticated data: neither name can be changed without the key.
const Header = z.object({ kid: z.string().max(64), partnerId: z.string(), reference: z.string() });

/** Seals under the newest key, bound to the row's name. */
export async function seal(keys: KeyRing, name: RowName, credentials: Credentials): Promise<Row> {
  const { partnerId, reference } = name;
  const { id: kid, key } = keys.newest;
  const sealed = await new CompactEncrypt(Buffer.from(JSON.stringify(credentials)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, partnerId, reference })
    .encrypt(key);
  return { partnerId, reference, sealed };
}

const FINGERPRINT = 16;

/** By the newest key, so that nobody without it can try secrets against a fingerprint. */
export const fingerprintOf = (keys: KeyRing, partnerId: string, { clientId, clientSecret }: Credentials): string =>
  createHmac('sha256', keys.newest.key)
    .update(JSON.stringify(['fingerprint', partnerId, clientId, clientSecret]))
    .digest('hex')
    .slice(0, FINGERPRINT);

/**
 * @throws {VaultError} `unknownKey` when its key is not in the ring; `corrupt` when it was changed, cut short, or moved
 *   here from another partner or reference
 */
export async function open(keys: KeyRing, row: Row): Promise<Credentials> {
  const { kid, partnerId, reference } = readHeader(row);
  const key = keys.byId.get(kid);
  if (key === undefined) {
    throw new VaultError('unknownKey', `A secret is sealed under key "${kid}", which VAULT_KEYS does not have.`);
  }
  if (partnerId !== row.partnerId || reference !== row.reference) throw corrupt();
  return decrypt(row.sealed, key);
}

/** @throws {VaultError} `corrupt` */
export const isUnderNewestKey = (keys: KeyRing, row: Row): boolean => readHeader(row).kid === keys.newest.id;

/** The longest Client ID and secret make half of it. */
const longestSealed = 16_384;

function readHeader({ sealed }: Row): z.infer<typeof Header> {
  if (sealed.length > longestSealed) throw corrupt();
  try {
    return Header.parse(decodeProtectedHeader(sealed));
  } catch {
    throw corrupt();
  }
}

async function decrypt(sealed: string, key: Parameters<typeof compactDecrypt>[1]): Promise<Credentials> {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return Credentials.parse(JSON.parse(Buffer.from(plaintext).toString()));
  } catch {
    throw corrupt();
  }
}

const corrupt = () => new VaultError('corrupt', 'A stored secret was changed or moved and cannot be opened.');

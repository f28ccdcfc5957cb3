import { EncryptJWT, jwtDecrypt } from 'jose';
import { parseKeys } from './keys';

/** Seals what leaves us and comes back, such as a session in a cookie. What is sealed for one purpose opens for no other. */
export interface Sealer {
  seal(claims: Readonly<Record<string, unknown>>, expiresAt: Date): Promise<string>;
  /** The claims, `exp` among them; null for what is not ours, was changed, has expired, or is under a key that is gone. */
  open(sealed: string): Promise<Readonly<Record<string, unknown>> | null>;
}

/**
 * @param options.keys the VAULT_KEYS form: the first one seals, all of them open
 * @param options.purpose stands in the header, which cannot be changed without the key; a stored secret has none
 * @throws {VaultError} `badKeys`
 */
export function createSealer(options: { keys: string; purpose: string }): Sealer {
  const { purpose } = options;
  const { newest, byId } = parseKeys(options.keys);
  const rules = { typ: purpose, keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
  const keyOf = ({ kid = '' }: { kid?: string }) => {
    const key = byId.get(kid);
    if (key === undefined) throw new Error('Its key is gone.');
    return key;
  };
  return {
    seal: (claims, expiresAt) =>
      new EncryptJWT({ ...claims })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: newest.id, typ: purpose })
        .setExpirationTime(expiresAt)
        .encrypt(newest.key),
    open: (sealed) =>
      jwtDecrypt(sealed, keyOf, { ...rules, requiredClaims: ['exp'] }).then(
        ({ payload }) => payload,
        () => null,
      ),
  };
}

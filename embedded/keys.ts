import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import { ACCESS_TOKEN } from '../api/auth';
import type { ApiConfig } from '../api/config';
import { LINK_CODE, LINK_MINUTES } from '../api/session/link';
import type { Role } from '../domain/schema';
import { StartError } from './start-error';

const algorithm = 'ES256';
const tokenLifetime = '12h';

/** What the api checks tokens for besides their signature. */
export interface TokenNames {
  readonly issuer: string;
  readonly audience: string;
}

/** Those that the api takes where nothing is set. */
const usualNames: TokenNames = { issuer: 'halopsa-integration', audience: 'halopsa-integration' };

const PrivateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
});
type PrivateKey = z.infer<typeof PrivateKey>;

export interface Person {
  partnerId: string;
  /** Ids from the distributor down to the partner itself. */
  path: string[];
  role: Role;
  /** Whom the history shall name. */
  name: string;
  /** May look into Temporal. */
  operator?: boolean;
}

export interface EmbeddedKeys {
  /** The public key as a JSON Web Key Set; the api checks tokens against it. */
  jwksFile: string;
  /** A token for 12 hours, with the claims that the api asks for. */
  signToken(person: Person): Promise<string>;
  /** The code of a one-time link, which the api changes for a session. */
  signCode(person: Person): Promise<string>;
}

/** Where tokens come from when the api does not check them with our key; null when it does. */
export function issuedElsewhere({ keys, issuer, audience }: ApiConfig['auth']): string | null {
  if (!('url' in keys)) return null;
  return `AUTH_JWKS_URL is set: tokens come from ${issuer}, for ${audience}, signed with a key of ${keys.url}.`;
}

/**
 * The key pair in `DATA_DIR/auth`, made once (mode 600).
 *
 * @throws StartError when the key file is damaged.
 */
export async function openKeys(dataDir: string, names = usualNames): Promise<EmbeddedKeys> {
  const folder = join(dataDir, 'auth');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = await readOrMakeKey(join(folder, 'private-key.json'));
  const jwksFile = join(folder, 'jwks.json');
  await publish(key, jwksFile);
  return {
    jwksFile,
    signToken: (person) => sign(key, claimsOf(names, person).setIssuedAt(), ACCESS_TOKEN, tokenLifetime),
    signCode: (person) => {
      // With its fractions: the api takes none that is older than itself.
      const code = claimsOf(names, person)
        .setIssuedAt(Date.now() / 1000)
        .setJti(randomUUID());
      return sign(key, code, LINK_CODE, `${LINK_MINUTES}m`);
    },
  };
}

const claimsOf = ({ issuer, audience }: TokenNames, { partnerId, path, role, name, operator = false }: Person) =>
  new SignJWT({ name, partner: partnerId, partner_path: path, role, ...(operator && { operator }) })
    .setSubject(`${partnerId}:${name}`)
    .setIssuer(issuer)
    .setAudience(audience);

const sign = async (key: PrivateKey, claims: SignJWT, typ: string, lifetime: string): Promise<string> =>
  claims
    .setProtectedHeader({ alg: algorithm, kid: key.kid, typ })
    .setExpirationTime(lifetime)
    .sign(await importJWK(key, algorithm));

async function readOrMakeKey(file: string): Promise<PrivateKey> {
  const stored = await readFile(file, 'utf8').catch(() => undefined);
  if (stored !== undefined) return parseKey(stored, file);
  await offer(file, JSON.stringify(await makeKey()));
  return parseKey(await readFile(file, 'utf8'), file);
}

/** Linked, not renamed: of two first starts at once one wins, and both read the winner's key. */
async function offer(file: string, text: string): Promise<void> {
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, text, { mode: 0o600 });
  await link(mine, file).catch(() => undefined);
  await rm(mine);
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) };
}

function parseKey(text: string, file: string): PrivateKey {
  try {
    return PrivateKey.parse(JSON.parse(text));
  } catch {
    throw new StartError(`${file} is damaged; remove it to have a new key made (older tokens then end).`);
  }
}

async function publish({ kty, crv, x, y, kid }: PrivateKey, file: string): Promise<void> {
  const keys = [{ kty, crv, x, y, kid, alg: algorithm, use: 'sig' }];
  const mine = `${file}.${randomUUID()}`;
  await writeFile(mine, JSON.stringify({ keys }));
  await rename(mine, file);
}

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { Router } from 'express';
import type { JWK } from 'jose';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Logger } from 'pino';
import pino from 'pino';
import { createApp } from '../../api/app';
import { createAuth } from '../../api/auth';
import type { Limits } from '../../api/limits/partner';
import { defaultLimits } from '../../api/limits/partner';
import { serve } from '../../api/server';
import type { SignInOptions } from '../../api/session/sign-in';
import { createSignIn } from '../../api/session/sign-in';
import { freePort } from '../../embedded/ports';
import type { Vault } from '../../vault';
import { createVault } from '../../vault';
import type { Timings } from '../../workflows/messages/timings';

export const issuer = 'test-issuer';
export const audience = 'test-audience';

export interface Claims {
  partner?: unknown;
  partner_path?: unknown;
  role?: unknown;
  /** Leaves the subject out. */
  sub?: undefined;
  name?: unknown;
  at_hash?: string;
  jti?: string;
  operator?: unknown;
}

export interface TokenHeader {
  issuer?: string;
  audience?: string;
  expires?: string;
  typ?: string;
  /** In seconds since 1970; null leaves it out. */
  issuedAt?: number | null;
}

export interface Tokens {
  jwk: JWK;
  /** A token that is right in everything that is not given. */
  sign(claims?: Claims, header?: TokenHeader): Promise<string>;
}

export async function createTokens(): Promise<Tokens> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  return {
    jwk: { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' },
    sign: (claims = {}, header = {}) => {
      const { sub, ...given } = { sub: 'u1', ...claims };
      const jwt = new SignJWT({ name: 'Ada', partner: 'p1', partner_path: ['d1', 'p1'], role: 'owner', ...given })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1', ...(header.typ !== undefined && { typ: header.typ }) })
        .setIssuer(header.issuer ?? issuer)
        .setAudience(header.audience ?? audience)
        .setExpirationTime(header.expires ?? '1h');
      if (header.issuedAt !== null) jwt.setIssuedAt(header.issuedAt);
      return (sub === undefined ? jwt : jwt.setSubject(sub)).sign(privateKey);
    },
  };
}

export const createTestAuth = ({ jwk }: Tokens) =>
  createAuth({ keys: createLocalJWKSet({ keys: [jwk] }), issuer, audience });

export interface RunningApi {
  url: string;
  tokens: Tokens;
  vault: Vault;
  /** What was logged, line by line. */
  log: string[];
  /** Calls as an owner of `p1` unless told otherwise. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  close(): Promise<void>;
}

interface CallOptions {
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

interface Reply {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

/** What a worker needs to open what the api has sealed. */
export const testVault = (folder: string) => ({
  url: join(folder, 'vault'),
  keys: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
});

interface ApiOptions {
  /** Of Temporal; left out, one that is not there. */
  address?: string;
  namespace?: string;
  allowedHosts?: string[];
  timings?: Partial<Timings>;
  /** Of a partner; the usual ones where nothing is said. */
  limits?: Partial<Limits>;
  /** What people see; nothing where nothing is said. */
  portal?: Router | undefined;
  /** How people sign in; links where nothing is said. */
  signIn?: Partial<SignInOptions>;
  /** Of the vault; left out, one of its own. */
  folder?: string;
}

/** The api on a free port. */
export async function startApi(options: ApiOptions = {}): Promise<RunningApi> {
  const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'halopsa-api-'));
  const vault = await createVault(testVault(options.folder ?? folder));
  const connection = Connection.lazy({
    address: options.address ?? (await closedAddress()),
    interceptors: [],
    channelArgs: { 'grpc.max_reconnect_backoff_ms': 2_000 },
  });
  const tokens = await createTokens();
  const log: string[] = [];
  const app = createApp({
    client: new Client({ connection, namespace: options.namespace ?? 'default' }),
    vault,
    auth: createTestAuth(tokens),
    signIn: createSignIn({
      sealingKeys: testVault(folder).keys,
      links: { keys: createLocalJWKSet({ keys: [tokens.jwk] }), issuer, audience },
      oidc: null,
      publicUrl: undefined,
      temporalUiUrl: 'http://ui.test/namespaces/default/workflows',
      ...options.signIn,
    }),
    logger: logTo(log),
    allowedHosts: options.allowedHosts ?? [],
    timings: options.timings ?? {},
    limits: { ...defaultLimits, ...options.limits },
    portal: options.portal,
  });
  const server = await serve({ listener: app, host: '127.0.0.1', port: 0 });
  const owner = await tokens.sign();
  return {
    url: server.url,
    tokens,
    vault,
    log,
    call: (method, path, given) => call(method, `${server.url}${path}`, { token: owner, ...given }),
    close: async () => {
      await server.close();
      await connection.close();
      await vault.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const logTo = (lines: string[]): Logger => pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });

export async function call(method: string, url: string, { token, body, headers }: CallOptions): Promise<Reply> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** An address that nobody listens on. */
export const closedAddress = async (): Promise<string> => `127.0.0.1:${await freePort()}`;

/** A partner that no other test has, with an owner who calls. */
export async function newPartner(api: Pick<RunningApi, 'tokens' | 'call'>, claims: Claims = {}) {
  const id = `p-${randomUUID()}`;
  const token = await api.tokens.sign({ partner: id, partner_path: ['d1', id], ...claims });
  const call: RunningApi['call'] = (method, path, options) =>
    api.call(method, `/v1/partners/${id}${path}`, { token, ...options });
  return { id, token, call };
}

/** A machine with much to do takes its time. */
const patienceMilliseconds = 25_000;

/** Looks until what is awaited is there: Temporal's lists follow a moment later. Gives the last look when time is over. */
export async function eventually<T>(
  look: () => Promise<T>,
  isThere: (seen: T) => boolean,
  patience = patienceMilliseconds,
): Promise<T> {
  const end = Date.now() + patience;
  for (let pause = 25; ; pause = Math.min(pause * 1.5, 250)) {
    const seen = await look();
    if (isThere(seen) || Date.now() > end) return seen;
    await sleep(pause);
  }
}

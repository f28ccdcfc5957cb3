import type { z } from 'zod';
import { within } from './deadline';
import type { HaloErrorCode } from './errors';
import { HaloError } from './errors';
import type { HttpReply, SendHttp } from './http';
import { failureOf, isPage, isSuccess, jsonOf, parseReply } from './reply';
import type { HaloAccess } from './types';
import { OAuthRefusal, TokenReply } from './wire';

const earlyMs = 60_000;

export interface Tokens {
  /** A token that is good for another minute; concurrent callers share one request. */
  current(access: HaloAccess): Promise<string>;
  /** A token other than `refused`: a new one, or the one that another caller has renewed meanwhile. */
  renewed(access: HaloAccess, refused: string): Promise<string>;
  forget(reference: string): void;
}

interface Entry {
  /** Settles once; a failed request is not kept. */
  token: Promise<string>;
  /** Unknown while the request is in flight. */
  value?: string;
  goodUntil: number;
}

interface TokenOptions {
  send: SendHttp;
  scope: string;
  /** For the credentials and the request together. */
  timeoutMs: number;
  now: () => number;
}

/**
 * Client-credentials tokens (halopsa-api.md 1.3), in memory only, by reference.
 * The shared request ignores the callers' signals, because the others still need the token when one caller gives up.
 */
export function createTokens({ send, scope, timeoutMs, now }: TokenOptions): Tokens {
  const entries = new Map<string, Entry>();

  function start(access: HaloAccess): Promise<string> {
    dropExpired();
    const reply = within(timeoutMs, undefined, (signal) => requestToken(access, signal));
    const entry: Entry = { token: reply.then(({ token }) => token), goodUntil: Number.POSITIVE_INFINITY };
    entries.set(access.reference, entry);
    reply.then(
      ({ token, lifeMs }) => Object.assign(entry, { value: token, goodUntil: now() + lifeMs - earlyMs }),
      () => entries.get(access.reference) === entry && entries.delete(access.reference),
    );
    return entry.token;
  }

  async function requestToken({ site, credentials }: HaloAccess, signal: AbortSignal) {
    const { clientId, clientSecret } = await credentials();
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(form).toString();
    const reply = await send({ kind: 'token', url: site.tokenUrl, headers, body, signal });
    if (!isSuccess(reply)) throw refusalOf(reply, now());
    return parseReply(reply, TokenReply, { now: now(), about: 'token' });
  }

  /** Tokens of connections that nobody uses any more do not stay in memory. */
  function dropExpired(): void {
    for (const [reference, { goodUntil }] of entries) if (goodUntil <= now()) entries.delete(reference);
  }

  return {
    async current(access) {
      const entry = entries.get(access.reference);
      return entry && entry.goodUntil > now() ? entry.token : start(access);
    },
    async renewed(access, refused) {
      const entry = entries.get(access.reference);
      return entry && entry.value !== refused && entry.goodUntil > now() ? entry.token : start(access);
    },
    forget(reference) {
      entries.delete(reference);
    },
  };
}

// `invalid_client` has been met with 400 and 401 (halopsa-api.md 1.4); the others are OAuth's words, not recorded for HaloPSA.
const codeByOAuthError: Readonly<Record<string, HaloErrorCode>> = {
  invalid_client: 'invalidClient',
  unauthorized_client: 'inactiveApplication',
  invalid_grant: 'inactiveAgent',
  access_denied: 'inactiveAgent',
  invalid_scope: 'invalidScope',
};

// How HaloPSA says that an application is switched off is not recorded (halopsa-api.md 11): perhaps only in the description.
const switchedOff = /\b(not active|inactive|disabled)\b/i;

/** HaloPSA's description is read but not passed on: an authorisation server may quote what it was sent, with the secret. */
function refusalOf(reply: HttpReply, now: number): HaloError {
  const { status } = reply;
  if (status < 400 || status >= 500 || status === 408 || status === 429) return failureOf(reply, now);
  const refusal = OAuthRefusal.safeParse(jsonOf(reply));
  if (refusal.success) return new HaloError(codeOf(refusal.data), { status });
  if (status === 404) return new HaloError('notHalo', { status });
  if (isPage(reply)) return new HaloError('unavailable', { status });
  return new HaloError(status === 401 ? 'invalidClient' : 'inactiveApplication', { status });
}

function codeOf({ error, error_description: description }: z.infer<typeof OAuthRefusal>): HaloErrorCode {
  const code = codeByOAuthError[error] ?? 'inactiveApplication';
  return code === 'invalidClient' && switchedOff.test(description ?? '') ? 'inactiveApplication' : code;
}

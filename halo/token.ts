import type { z } from 'zod';
import { hostOf } from './address';
import { within } from './deadline';
import { HaloError } from './errors';
import type { HttpReply, SendHttp } from './http';
import { parseUrl } from './http';
import type { HaloErrorCode } from './meanings';
import { saysError } from './rejection';
import { failureOf, isPage, isSuccess, jsonOf, parseReply } from './reply';
import type { HaloAccess, HaloSite } from './types';
import { OAuthRefusal, TokenReply } from './wire';

/** A token is renewed a minute before it expires, a short one at half of its life; what expires meanwhile gets a 401 and is renewed. */
const earlyMs = 60_000;
/** Where HaloPSA names no life, and however short or long a life it names: never one token for each request, never one for ever. */
const unknownLifeMs = 300_000;
const shortestUseMs = 10_000;
const longestUseMs = 3_600_000;

export interface Tokens {
  /** A token that should still be good; concurrent callers share one request. */
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
      ({ token, lifeMs }) => Object.assign(entry, { value: token, goodUntil: now() + useMs(lifeMs) }),
      () => entries.get(access.reference) === entry && entries.delete(access.reference),
    );
    return entry.token;
  }

  async function requestToken(access: HaloAccess, signal: AbortSignal) {
    const { clientId, clientSecret } = await access.credentials();
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(form).toString();
    const { siteUrl, tokenUrl } = access.site;
    try {
      const reply = await send({ kind: 'token', url: tokenUrl, siteUrl, headers, body, signal });
      if (!isSuccess(reply) || saysError(jsonOf(reply))) throw refusalOf(reply);
      return parseReply(reply, TokenReply, 'token');
    } catch (error) {
      throw error instanceof HaloError ? ofAuthServer(error, access.site) : error;
    }
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

function useMs(lifeMs: number | null): number {
  const life = lifeMs ?? unknownLifeMs;
  return Math.min(Math.max(life - Math.min(earlyMs, life / 2), shortestUseMs), longestUseMs);
}

const authServerCodes: Partial<Record<HaloErrorCode, HaloErrorCode>> = {
  addressForbidden: 'authServerForbidden',
  impossibleHost: 'authServerForbidden',
  redirected: 'authServerUnusable',
  notHalo: 'authServerUnusable',
};
const authServerCodesElsewhere: Partial<Record<HaloErrorCode, HaloErrorCode>> = {
  ...authServerCodes,
  hostNotFound: 'authServerUnusable',
  unreachable: 'authServerUnusable',
  tlsFailed: 'authServerUnusable',
};

/** The Site URL has answered before: what is wrong with an address now is the authorisation server's, which HaloPSA has named. */
function ofAuthServer(error: HaloError, { siteUrl, tokenUrl }: HaloSite): HaloError {
  const isElsewhere = hostOf(parseUrl(tokenUrl)) !== hostOf(parseUrl(siteUrl));
  const code = (isElsewhere ? authServerCodesElsewhere : authServerCodes)[error.code];
  return code === undefined ? error : new HaloError(code, { status: error.status });
}

// `invalid_client` has been met with 400 and 401 (halopsa-api.md 1.4); the others are OAuth's words, not recorded for HaloPSA.
const codeByOAuthError: Readonly<Record<string, HaloErrorCode>> = {
  invalid_client: 'invalidClient',
  invalid_request: 'inactiveApplication',
  unauthorized_client: 'inactiveApplication',
  unsupported_grant_type: 'inactiveApplication',
  invalid_grant: 'inactiveAgent',
  access_denied: 'inactiveAgent',
  invalid_scope: 'invalidScope',
  server_error: 'unavailable',
  temporarily_unavailable: 'unavailable',
  slow_down: 'unavailable',
};

// How HaloPSA says that an application is switched off is not recorded (halopsa-api.md 11): perhaps only in the description.
const switchedOff = /\b(not active|inactive|disabled)\b/i;

/**
 * Credentials are refused by OAuth's name for that, or by a 401. Anything else may come from a firewall or a server in trouble, and
 * nobody has to type credentials again for it. HaloPSA's description is read but not passed on: an authorisation server may quote
 * what it was sent, with the secret.
 */
function refusalOf(reply: HttpReply): HaloError {
  const { status, retryAfterMs } = reply;
  const answers = isSuccess(reply) || (status >= 400 && status < 500 && status !== 408 && status !== 429);
  if (!answers) return failureOf(reply);
  const refusal = OAuthRefusal.safeParse(jsonOf(reply));
  const named = refusal.success ? codeOf(refusal.data) : undefined;
  if (named === undefined && status === 404) return new HaloError('notHalo', { status });
  const isRefused = status === 401 && !isPage(reply);
  return new HaloError(named ?? (isRefused ? 'invalidClient' : 'unavailable'), { status, retryAfterMs });
}

function codeOf({ error, error_description: description }: z.infer<typeof OAuthRefusal>): HaloErrorCode | undefined {
  const code = codeByOAuthError[error];
  return code === 'invalidClient' && switchedOff.test(description ?? '') ? 'inactiveApplication' : code;
}

import type { z } from 'zod';
import { within } from './deadline';
import { HaloError } from './errors';
import type { SendHttp } from './http';
import { parseUrl } from './http';
import { failureOf, isJson, isSuccess, jsonOf } from './reply';
import type { CallOptions, HaloSite } from './types';
import { AuthInfo, InstanceInfo } from './wire';

interface DiscoverOptions {
  send: SendHttp;
  deadlineMs: number;
}

/** Asks a site, without logging in, whether it is a HaloPSA and where its tokens come from (halopsa-api.md 1.2). */
export function createDiscover({ send, deadlineMs }: DiscoverOptions) {
  /** Returns the JSON at this path, or null when there is none. Throws when the site cannot answer at the moment. */
  async function ask(siteUrl: string, path: string, signal: AbortSignal): Promise<unknown> {
    const url = `${siteUrl}/api/${path}`;
    const reply = await send({ kind: 'read', url, siteUrl, headers: { accept: 'application/json' }, signal });
    if (isSuccess(reply)) return isJson(reply) ? jsonOf(reply) : null;
    const failure = failureOf(reply);
    const answers = reply.status >= 400 && reply.status < 500 && failure.code !== 'rateLimited' && reply.status !== 408;
    if (answers) return null;
    throw failure;
  }

  async function instanceInfo(siteUrl: string, signal: AbortSignal) {
    const info = InstanceInfo.safeParse(await ask(siteUrl, 'InstanceInfo', signal));
    return info.success ? info.data : null;
  }

  return async function discover(site: string, options: CallOptions = {}): Promise<HaloSite> {
    const siteUrl = parseUrl(site.trim()).href.replace(/\/+$/, '');
    const apiUrl = `${siteUrl}/api`;
    return within(options.deadlineMs ?? deadlineMs, options.signal, async (signal) => {
      const auth = AuthInfo.safeParse(await ask(siteUrl, 'authinfo', signal));
      const unknown = { version: null, name: null };
      // When authinfo has answered, InstanceInfo only adds the version, so its failure is ignored. Without authinfo it is the only sign of a HaloPSA.
      if (auth.success) {
        const instance = await instanceInfo(siteUrl, signal).catch(unlessAborted);
        return { siteUrl, apiUrl, tokenUrl: tokenUrlOf(auth.data, siteUrl), ...(instance ?? unknown) };
      }
      const instance = await instanceInfo(siteUrl, signal);
      if (!instance) throw new HaloError('notHalo');
      return { siteUrl, apiUrl, tokenUrl: `${siteUrl}/auth/token`, ...instance };
    });
  };
}

function unlessAborted(error: unknown): null {
  if (error instanceof HaloError && error.code !== 'aborted') return null;
  throw error;
}

/**
 * `auth_url` as servers have been met to write it: absolute, relative, with `/token` or a query at its end, and with http behind
 * a proxy that is https to us. It comes from a server and is not trusted: its address is checked each time a token is requested.
 *
 * @throws HaloError `authServerForbidden` when it is no address at all
 */
function tokenUrlOf({ authUrl, tenant }: z.infer<typeof AuthInfo>, siteUrl: string): string {
  const url = resolve(authUrl.trim() || 'auth', siteUrl);
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/token$/i, '');
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/token`;
  url.hash = '';
  if (tenant !== '') url.searchParams.set('tenant', tenant);
  if (url.href.length > longestUrl) throw new HaloError('authServerForbidden');
  return url.href;
}

/** What the longest Site URL may have. */
const longestUrl = 2048;

function resolve(authUrl: string, siteUrl: string): URL {
  if (authUrl.length > longestUrl) throw new HaloError('authServerForbidden');
  const site = new URL(siteUrl);
  const named = hasHostFirst.test(authUrl) ? `${site.protocol}//${authUrl}` : authUrl;
  if (!URL.canParse(named, `${siteUrl}/`)) throw new HaloError('authServerForbidden');
  const url = new URL(named, `${siteUrl}/`);
  const isBehindTls = site.protocol === 'https:' && url.protocol === 'http:' && url.hostname === site.hostname;
  if (isBehindTls && (url.port === '' || url.port === site.port))
    return new URL(url.href.replace(url.origin, site.origin));
  return url;
}

/** A name with a dot and no scheme, such as `acme.halopsa.com/auth`. */
const hasHostFirst = /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/;

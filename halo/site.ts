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
  now: () => number;
}

/** Asks a site, without logging in, whether it is a HaloPSA and where its tokens come from (halopsa-api.md 1.2). */
export function createDiscover({ send, deadlineMs, now }: DiscoverOptions) {
  /** Returns the JSON at this URL, or null when there is none. Throws when the site cannot answer at the moment. */
  async function ask(url: string, signal: AbortSignal): Promise<unknown> {
    const reply = await send({ kind: 'read', url, headers: { accept: 'application/json' }, signal });
    if (isSuccess(reply)) return isJson(reply) ? jsonOf(reply) : null;
    const failure = failureOf(reply, now());
    const answers = reply.status >= 400 && reply.status < 500 && failure.code !== 'rateLimited' && reply.status !== 408;
    if (answers) return null;
    throw failure;
  }

  async function instanceInfo(apiUrl: string, signal: AbortSignal) {
    const info = InstanceInfo.safeParse(await ask(`${apiUrl}/InstanceInfo`, signal));
    return info.success ? info.data : null;
  }

  return async function discover(site: string, options: CallOptions = {}): Promise<HaloSite> {
    const siteUrl = parseUrl(site.trim()).href.replace(/\/+$/, '');
    const apiUrl = `${siteUrl}/api`;
    return within(options.deadlineMs ?? deadlineMs, options.signal, async (signal) => {
      const auth = AuthInfo.safeParse(await ask(`${apiUrl}/authinfo`, signal));
      const unknown = { version: null, name: null };
      // When authinfo has answered, InstanceInfo only adds the version, so its failure is ignored. Without authinfo it is the only sign of a HaloPSA.
      if (auth.success) {
        const instance = await instanceInfo(apiUrl, signal).catch(unlessAborted);
        return { siteUrl, apiUrl, tokenUrl: tokenUrlOf(auth.data, siteUrl), ...(instance ?? unknown) };
      }
      const instance = await instanceInfo(apiUrl, signal);
      if (!instance) throw new HaloError('notHalo');
      return { siteUrl, apiUrl, tokenUrl: `${siteUrl}/auth/token`, ...instance };
    });
  };
}

function unlessAborted(error: unknown): null {
  if (error instanceof HaloError && error.code !== 'aborted') return null;
  throw error;
}

/** `auth_url` comes from a server and is not trusted: its address is checked each time a token is requested. */
function tokenUrlOf({ authUrl, tenant }: z.infer<typeof AuthInfo>, siteUrl: string): string {
  const authServer = authUrl.trim().replace(/\/+$/, '') || `${siteUrl}/auth`;
  return tenant === '' ? `${authServer}/token` : `${authServer}/token?tenant=${encodeURIComponent(tenant)}`;
}

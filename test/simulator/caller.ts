import { z } from 'zod';
import type { Credentials, Simulator } from '../../simulator';
import { eventually } from '../api/running-api';

/** An answer as the tests look at it; `json` is undefined when the body is none. */
export type Answer = { status: number; headers: Headers; text: string; json: unknown };

export type Caller = {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  send(method: string, path: string, body?: string): Promise<Answer>;
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function ask(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

/** Asks, and hangs up when the simulator has seen it. */
export async function askAndHangUp({ url, control }: Simulator, path: string): Promise<void> {
  const impatience = new AbortController();
  const asked = ask(url + path, { signal: impatience.signal });
  await eventually(
    async () => control.requests.report().recent.at(-1)?.path,
    (seen) => seen === path,
  );
  impatience.abort();
  await expect(asked).rejects.toThrow(/aborted/);
}

type TokenFields = { [Name in 'client_id' | 'client_secret' | 'scope' | 'grant_type']?: string | undefined };

/** A token request as integrations make it; `fields` replaces what differs, undefined leaves a field out. */
export function askToken(credentials: Credentials, fields: TokenFields = {}, query = ''): Promise<Answer> {
  const all = {
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    scope: 'all:standard',
    ...fields,
  };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== undefined) body.set(name, value);
  return ask(`${credentials.siteUrl}/auth/token${query}`, { method: 'POST', body });
}

const Token = z.object({ access_token: z.string() });

/** Calls with a token of `scope`. */
export async function connect({ credentials, url }: Simulator, scope = 'all:standard'): Promise<Caller> {
  const token = await askToken(credentials, { scope: scope || undefined });
  const headers = {
    authorization: `Bearer ${Token.parse(token.json).access_token}`,
    'content-type': 'application/json',
  };
  const send: Caller['send'] = (method, path, body) =>
    ask(url + path, { method, headers, ...(body !== undefined && { body }) });
  return {
    send,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, JSON.stringify(body)),
  };
}

import type { IncomingMessage } from 'node:http';
import type { CookieOptions } from 'express';
import type { Site } from './site';

/** A cookie as an answer sets it. */
export interface Cookie extends CookieOptions {
  readonly name: string;
  readonly value: string;
}

/** A browser takes no larger one, name and value together. */
export const LONGEST_COOKIE = 4_096;

export const isShort = ({ name, value }: Cookie): boolean => name.length + value.length <= LONGEST_COOKIE;

/**
 * `__Host-` lets no other host, and nothing that came over http, set a cookie of this name. Over http, cookies are shared by all
 * ports of a host, so ours are called like nobody else's.
 */
export const cookieNames = (name: string) => ({ https: `__Host-${name}`, http: `halopsa-portal-${name}` }) as const;

export const cookieName = ({ isSecure }: Site, name: string): string => cookieNames(name)[isSecure ? 'https' : 'http'];

export function cookieOf(
  site: Site,
  { name, ...given }: { name: string; value: string; maxAge: number; sameSite: 'strict' | 'lax' },
): Cookie {
  return { ...given, name: cookieName(site, name), httpOnly: true, secure: site.isSecure, path: '/' };
}

/** The values of all cookies of a name: of several, one may have been set by somebody else. */
export const cookiesOf = ({ headers }: IncomingMessage, name: string): readonly string[] =>
  (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));

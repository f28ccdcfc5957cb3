import { randomUUID } from 'node:crypto';
import { LINK_CODE } from '../../../api/session/link';
import { PORTAL_HEADER } from '../../../api/session/same-origin';
import type { Claims, RunningApi, TokenHeader, Tokens } from '../running-api';

export interface Browser {
  /** Its cookies, by name. */
  readonly jar: Map<string, string>;
  /** As the portal's own page sends it. */
  call: RunningApi['call'];
}

/** Keeps cookies as a browser does. */
export function createBrowser({ url, call }: Pick<RunningApi, 'url' | 'call'>): Browser {
  const jar = new Map<string, string>();
  const own = { origin: url, 'sec-fetch-site': 'same-origin', [PORTAL_HEADER.name]: PORTAL_HEADER.value };
  return {
    jar,
    call: async (method, path, { headers, ...options } = {}) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const reply = await call(method, path, { token: null, ...options, headers: { ...own, cookie, ...headers } });
      for (const text of reply.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
        if (/; Max-Age=0;/.test(text)) jar.delete(name);
        else jar.set(name, value);
      }
      return reply;
    },
  };
}

/** A code as `npm run link` makes it: right in everything that is not given. */
export const makeCode = (tokens: Tokens, claims: Claims = {}, header: TokenHeader = {}): Promise<string> =>
  tokens.sign(
    { jti: randomUUID(), ...claims },
    { typ: LINK_CODE, issuedAt: Date.now() / 1000, expires: '10m', ...header },
  );

/** A browser in which an owner of `p1` has signed in, unless told otherwise. */
export async function signedIn(api: RunningApi, claims: Claims = {}): Promise<Browser> {
  const browser = createBrowser(api);
  const reply = await browser.call('POST', '/v1/session', { body: { code: await makeCode(api.tokens, claims) } });
  expect(reply.status).toBe(200);
  return browser;
}

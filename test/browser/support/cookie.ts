import { createSessions, SESSION } from '../../../api/session/life';
import { createSealer } from '../../../vault';
import type { RunningApi } from '../../api/running-api';
import { testVault } from '../../api/running-api';

export interface Person {
  readonly partner: string;
  readonly role?: 'owner' | 'super_admin' | 'admin' | 'finance' | 'support';
  readonly name?: string;
  readonly operator?: true;
}

/** The cookie of somebody who has signed in. */
export async function sessionCookie(
  { url }: Pick<RunningApi, 'url'>,
  { partner, role = 'owner', name = 'Ada', operator }: Person,
) {
  const sessions = createSessions(createSealer({ keys: testVault('').keys, purpose: SESSION }));
  const iat = Math.floor(Date.now() / 1000);
  const who = { sub: `${partner}:${name}`, name, partner, partner_path: ['d1', partner], role, operator, iat };
  const { cookie } = await sessions.begin({ origin: url, isSecure: false }, who);
  return { name: cookie.name, value: cookie.value, url, httpOnly: true, sameSite: 'Strict' } as const;
}

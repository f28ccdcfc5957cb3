import type { IncomingMessage } from 'node:http';
import { ApiError } from '../problem';
import type { Site } from './site';

/** What our own page sends with each change: a page elsewhere would have to ask us first, and we never say yes. */
export const PORTAL_HEADER = { name: 'X-Portal', value: '1' } as const;

/** A browser sends its cookies whoever made it send. @throws ApiError 403 for a change that our own page did not ask for */
export function requireOwnPage({ headers }: IncomingMessage, site: Site): void {
  const { origin, 'sec-fetch-site': from = 'same-origin' } = headers;
  if (origin !== site.origin || from !== 'same-origin') {
    throw new ApiError(403, 'foreignOrigin', `This comes from another page. Open ${site.origin} and do it there.`);
  }
  const { name, value } = PORTAL_HEADER;
  if (headers[name.toLowerCase()] !== value) {
    throw new ApiError(403, 'portalHeaderMissing', `With a session, send ${name}: ${value} with each change.`);
  }
}

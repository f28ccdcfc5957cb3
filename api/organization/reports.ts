import { isOlder } from '../../domain/organization/report';
import type { OrganizationReport } from '../../domain/schema';
import { ApiError } from '../problem';

const MINUTE = 60_000;
const REPORTS_A_MINUTE = 120;
const ORGANIZATIONS_REMEMBERED = 10_000;

/** What this process was told of organizations just now. Workflows may not have heard of it yet. */
export interface RecentReports {
  /** Counts a report. @throws ApiError 429 when the organization has had too many */
  count(organizationId: string): void;
  /** Notes a report that its Workflow will hear of. */
  told(organizationId: string, report: OrganizationReport): void;
  /** The newest of these. */
  newest(organizationId: string): OrganizationReport | null;
}

interface Recent {
  readonly since: number;
  readonly count: number;
  readonly newest: OrganizationReport | null;
}

/** `id` names an organization of all partners, as its Workflow Id does. */
export function createRecentReports(now: () => number = Date.now): RecentReports {
  // In the order of their last report, the oldest first.
  const organizations = new Map<string, Recent>();
  const put = (id: string, recent: Recent) => {
    organizations.delete(id);
    organizations.set(id, recent);
    const [oldest] = organizations.keys();
    if (organizations.size > ORGANIZATIONS_REMEMBERED && oldest !== undefined) organizations.delete(oldest);
  };
  const of = (id: string): Recent => organizations.get(id) ?? { since: now(), count: 0, newest: null };

  return {
    count: (id) => {
      const known = of(id);
      const recent = now() - known.since < MINUTE ? known : { ...known, since: now(), count: 0 };
      if (recent.count >= REPORTS_A_MINUTE) throw tooManyReports(recent.since + MINUTE - now());
      put(id, { ...recent, count: recent.count + 1 });
    },
    told: (id, report) => {
      const recent = of(id);
      if (recent.newest === null || !isOlder(report, recent.newest)) put(id, { ...recent, newest: report });
    },
    newest: (id) => of(id).newest,
  };
}

export const tooManyReports = (waitMilliseconds: number, cause?: unknown): ApiError =>
  new ApiError(
    429,
    'tooManyReports',
    'This organization is reported faster than its reports are worked off. Report again after Retry-After: only the newest counts.',
    { headers: { 'Retry-After': `${Math.ceil(waitMilliseconds / 1000)}` }, cause },
  );

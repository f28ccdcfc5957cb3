import type { Access } from '../domain/access';
import type { Compared, ComparedRow, ListedLicence, ReconcileSettings } from '../domain/reconcile/compare';
import { compare } from '../domain/reconcile/compare';
import type { Cursor, LicenceRange } from '../domain/reconcile/cursor';
import { noticeOf } from '../domain/reconcile/notice';
import type { Actor, PartnerId } from '../domain/schema';
import { LAST_ID } from '../domain/schema';
import type { HaloErrorCode } from '../halo';
import { HaloError } from '../halo';
import type { Acted } from './access';
import { callInTurn } from './access';
import type { Dependencies, MappedOrganization, PartnerWorkflows } from './dependencies';
import { forEach } from './for-each';
import { heartbeating } from './heartbeat';
import type { Asking } from './records';

interface ReconcileStep {
  readonly access: Access;
  readonly settings: ReconcileSettings;
  readonly cursor: Cursor;
  /** Who starts the sync of organizations that have never been synced, or has them previewed. */
  readonly starts: Actor | null;
}

export interface Reconciled {
  readonly rows: readonly ComparedRow[];
  /** How many licences HaloPSA has; null where it was not asked for a page. */
  readonly total: number | null;
  readonly next: Cursor | null;
  /** How many organizations were told to look. */
  readonly told: number;
}

const PAGE_SIZE = 100;
/** More would take a step over its time, or its answer over 64 KB, when HaloPSA shows nothing of what it once had. */
const ORGANIZATIONS_AT_ONCE = 200;

interface Slice {
  readonly licences: readonly ListedLicence[];
  readonly total: number | null;
  /** The mapped licences that the slice answers for. */
  readonly covers: LicenceRange;
  readonly next: Cursor | null;
}

export function reconcileActivities(deps: Dependencies) {
  const { halo, workflows } = deps;
  return {
    /**
     * Reads one page of licences, or one organization's, compares, and tells those organizations that have to look. Pages
     * come in the order of ids, so a mapped licence inside of a page's range that is not on it is not there.
     */
    reconcileStep: ({ access, settings, cursor, starts }: ReconcileStep): Promise<Acted<Reconciled>> =>
      heartbeating(() =>
        callInTurn(deps, access, async (to, options) => {
          const { partnerId } = access;
          const slice =
            cursor.by === 'page'
              ? await readPage({ halo, to, options }, cursor)
              : await readOne({ halo, to, options }, cursor, await workflows.mappedTo(partnerId, after(cursor)));
          const comparedTo = await narrowed(workflows, partnerId, slice.covers);
          const covers = comparedTo === null ? slice.covers : { ...slice.covers, upTo: comparedTo };
          const organizations = await workflows.mappedTo(partnerId, covers);
          const found = compare(organizations, slice.licences, settings, new Date().toISOString());
          const told = await tellAll(workflows, { partnerId, found, settings, starts });
          const answer = { rows: found.map(({ row }) => row), total: slice.total, told };
          if (comparedTo !== null) return { ...answer, next: { ...cursor, comparedTo } };
          return { ...answer, next: cursor.page === 1 ? await cheaper(workflows, partnerId, slice) : slice.next };
        }),
      ),
  };
}

const after = ({ afterId }: Cursor): LicenceRange => ({ after: afterId, upTo: null });

async function readPage({ halo, to, options }: Asking, { page, afterId, comparedTo }: Cursor): Promise<Slice> {
  const query = { page, pageSize: PAGE_SIZE, includeInactive: true };
  const { items: licences, total, nextPage } = await halo.softwareLicences(to, query, options);
  const ids = licences.map(({ id }) => id);
  const upTo = ids.at(-1) ?? afterId;
  const isOrdered = ids.every((id, index) => id > (ids[index - 1] ?? afterId));
  const next: Cursor | null = nextPage === null ? null : { by: 'page', page: nextPage, afterId: upTo };
  // A HaloPSA that ignores the order still tells what it shows; what it does not show is then left to the organizations.
  if (!isOrdered) return { licences, total, covers: { ids }, next };
  return { licences, total, covers: { after: comparedTo ?? afterId, upTo: next === null ? null : upTo }, next };
}

/** The licence id up to which a step can compare, where the whole range is too much for it. */
async function narrowed(
  workflows: PartnerWorkflows,
  partnerId: PartnerId,
  range: LicenceRange,
): Promise<number | null> {
  if ('ids' in range) return null;
  const { after } = range;
  const count = (upTo: number | null) => workflows.countMapped(partnerId, { after, upTo });
  if ((await count(range.upTo)) <= ORGANIZATIONS_AT_ONCE) return null;
  let [tooFew, tooMany] = [after, range.upTo ?? LAST_ID];
  while (tooMany - tooFew > 1) {
    const middle = Math.floor((tooFew + tooMany) / 2);
    const found = await count(middle);
    if (found > 0 && found <= ORGANIZATIONS_AT_ONCE) return middle;
    if (found === 0) tooFew = middle;
    else tooMany = middle;
  }
  return tooMany;
}

/** Reads the next organization's licence. A licence that HaloPSA does not show us counts as gone. */
async function readOne(
  { halo, to, options }: Asking,
  cursor: Cursor,
  organizations: readonly MappedOrganization[],
): Promise<Slice> {
  const ids = organizations.map(({ target }) => target.softwareLicenceId).sort((one, other) => one - other);
  const [id] = ids;
  if (id === undefined) return { licences: [], total: null, covers: { ids: [] }, next: null };
  const licence = await halo.softwareLicence(to, id, options).catch(unlessMissing);
  const next = ids.at(-1) === id ? null : { ...cursor, afterId: id };
  return { licences: licence === null ? [] : [licence], total: null, covers: { ids: [id] }, next };
}

const missing: readonly HaloErrorCode[] = ['notFound', 'forbidden', 'unauthorized'];

function unlessMissing(error: unknown): null {
  if (error instanceof HaloError && missing.includes(error.code)) return null;
  throw error;
}

/** Goes on by organization where these are fewer than the pages. */
async function cheaper(
  workflows: PartnerWorkflows,
  partnerId: PartnerId,
  { next, total, licences }: Slice,
): Promise<Cursor | null> {
  if (next === null || total === null) return next;
  const pages = Math.ceil(total / Math.max(1, licences.length));
  const organizations = await workflows.countMapped(partnerId, { after: 0, upTo: null });
  return organizations < pages ? { ...next, by: 'organization' } : next;
}

interface Telling {
  readonly partnerId: PartnerId;
  readonly found: readonly Compared[];
  readonly settings: ReconcileSettings;
  readonly starts: Actor | null;
}

/** A dry run tells organizations only that it was seen. */
async function tellAll(workflows: PartnerWorkflows, { partnerId, found, settings, starts }: Telling): Promise<number> {
  const notices = found.flatMap(({ row, licence, isNews }) => {
    const notice = noticeOf({ row, licence, isNews }, settings.mode, starts);
    return notice === null ? [] : [{ organizationId: row.organizationId, notice }];
  });
  await forEach(notices, ({ organizationId, notice }) => workflows.tellOrganization(partnerId, organizationId, notice));
  return settings.mode === 'preview' ? 0 : notices.length;
}

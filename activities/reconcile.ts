import type { Access } from '../domain/access';
import type { Compared, ComparedRow, ListedLicence, ReconcileSettings } from '../domain/reconcile/compare';
import { compare } from '../domain/reconcile/compare';
import type { Cursor, LicenceRange } from '../domain/reconcile/cursor';
import { knowing } from '../domain/reconcile/cursor';
import { noticeOf } from '../domain/reconcile/notice';
import { walk } from '../domain/reconcile/walk';
import type { Actor, PartnerId, Problem } from '../domain/schema';
import { LAST_ID } from '../domain/schema';
import type { HaloErrorCode } from '../halo';
import { HaloError, MOST_PAGES, MOST_REPEATS } from '../halo';
import type { Acted } from './access';
import { callInTurn } from './access';
import type { Dependencies, MappedOrganization, PartnerWorkflows } from './dependencies';
import { forEach } from './for-each';
import { heartbeating } from './heartbeat';
import { missInactive } from './inactive-customers';
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
  /** How many licences HaloPSA has, or has shown so far; null where it was not asked for a page. */
  readonly total: number | null;
  readonly next: Cursor | null;
  /** How many organizations were told to look. */
  readonly told: number;
  /** What was wrong with HaloPSA's list. */
  readonly problem?: Problem | null;
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
  readonly problem?: Problem | null;
}

export function reconcileActivities(deps: Dependencies) {
  const { halo, workflows } = deps;
  return {
    /**
     * Reads one page of inactive customers; then one of licences, or one organization's, compares, and tells those
     * organizations that have to look. Pages of licences come in the order of ids, so a mapped licence inside of a page's range
     * that is not on it is not there.
     */
    reconcileStep: ({ access, settings, cursor, starts }: ReconcileStep): Promise<Acted<Reconciled>> =>
      heartbeating(() =>
        callInTurn(deps, access, async (to, options) => {
          const { partnerId } = access;
          if (cursor.by === 'customer') {
            const missed = await missInactive({ halo, to, options }, workflows, { partnerId, cursor });
            return { rows: [], total: null, ...missed };
          }
          const slice =
            cursor.by === 'page'
              ? await readPage({ halo, to, options }, cursor, (range) => workflows.countMapped(partnerId, range))
              : await readOne({ halo, to, options }, cursor, await workflows.mappedTo(partnerId, after(cursor)));
          const comparedTo = await narrowed(workflows, partnerId, slice.covers);
          const covers = comparedTo === null ? slice.covers : { ...slice.covers, upTo: comparedTo };
          const organizations = await workflows.mappedTo(partnerId, covers);
          const asked = { ...settings, startsNew: starts !== null };
          const found = compare(organizations, slice.licences, asked, new Date().toISOString());
          const told = await tellAll(workflows, { partnerId, found, settings, starts });
          const answer = {
            rows: found.map(({ row }) => row),
            total: slice.total,
            told,
            problem: slice.problem ?? null,
          };
          if (comparedTo !== null) return { ...answer, next: { ...cursor, comparedTo } };
          const next = cursor.page === 1 ? await cheaper(workflows, partnerId, slice) : slice.next;
          const compared = organizations.map(({ target }) => target.softwareLicenceId);
          return { ...answer, next: next && knowing(next, [...(cursor.compared ?? []), ...compared]) };
        }),
      ),
  };
}

const after = ({ afterId }: Cursor): LicenceRange => ({ after: afterId, upTo: null });

async function readPage(
  { halo, to, options }: Asking,
  cursor: Cursor,
  countMapped: (range: LicenceRange) => Promise<number>,
): Promise<Slice> {
  const query = { page: cursor.page, pageSize: PAGE_SIZE, before: cursor.walked?.rows ?? 0, includeInactive: true };
  const page = await halo.softwareLicences(to, query, options);
  const limits = { pages: MOST_PAGES, repeats: MOST_REPEATS, atOnce: ORGANIZATIONS_AT_ONCE };
  const { ids, isDoubtful, next, ...found } = walk(cursor, page, limits);
  const licences = page.items.filter(({ id }) => ids.has(id));
  // What no organization is mapped to need not be looked for.
  const isEnough = isDoubtful && next !== null && (await countMapped({ after: next.afterId, upTo: null })) === 0;
  return { ...found, licences, next: isEnough ? null : next };
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
  const compared = new Set(cursor.compared);
  const ids = organizations
    .map(({ target }) => target.softwareLicenceId)
    .filter((id) => !compared.has(id))
    .sort((one, other) => one - other);
  const [id] = ids;
  if (id === undefined) return { licences: [], total: null, covers: { ids: [] }, next: null };
  const licence = await halo.softwareLicence(to, id, options).catch(unlessMissing(id));
  const { by, page } = cursor;
  const next = ids.at(-1) === id ? null : { by, page, afterId: id };
  return { licences: licence === null ? [] : [licence], total: null, covers: { ids: [id] }, next };
}

const missing: readonly HaloErrorCode[] = ['notFound', 'forbidden', 'unauthorized'];

const unlessMissing =
  (id: number) =>
  (error: unknown): ListedLicence | null => {
    if (!(error instanceof HaloError)) throw error;
    if (missing.includes(error.code)) return null;
    if (error.code !== 'oddRecord') throw error;
    const odd = [error.detail ?? 'id'];
    return { id, name: `Software Licence ${id}`, customerId: null, count: null, active: true, deleted: false, odd };
  };

/** Goes on by organization where these are fewer than the pages. */
async function cheaper(
  workflows: PartnerWorkflows,
  partnerId: PartnerId,
  { next, total, licences }: Slice,
): Promise<Cursor | null> {
  if (next?.by !== 'page' || total === null) return next;
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
  const notices = found.flatMap((one) => {
    const notice = noticeOf(one, settings.mode, starts);
    return notice === null ? [] : [{ organizationId: one.row.organizationId, notice }];
  });
  await forEach(notices, ({ organizationId, notice }) => workflows.tellOrganization(partnerId, organizationId, notice));
  return settings.mode === 'preview' ? 0 : notices.length;
}

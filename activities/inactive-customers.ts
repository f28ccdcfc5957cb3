import type { Cursor } from '../domain/reconcile/cursor';
import { firstPage } from '../domain/reconcile/cursor';
import { printOf } from '../domain/reconcile/walk';
import type { PartnerId, Problem } from '../domain/schema';
import type { Customer, Page } from '../halo';
import { HaloError, haloErrors, MOST_PAGES } from '../halo';
import type { PartnerWorkflows } from './dependencies';
import { forEach } from './for-each';
import type { Asking } from './records';

/** HaloPSAs have been seen to give so many rows where 100 were asked for. Fewer, where it tells of no more, are all. */
const CUT_DOWN = 50;

interface Told {
  readonly told: number;
  readonly next: Cursor;
  /** Why HaloPSA gave no list. */
  readonly problem?: Problem;
}

type Listed = Pick<Page<Customer>, 'items' | 'ids' | 'received' | 'follows'> & Pick<Told, 'problem'>;

/**
 * One page of the customers that became inactive: the organizations that are mapped to them are told, and check their mapping. It
 * comes before the licences, so that nothing more is written to them.
 */
export async function missInactive(
  asking: Asking,
  workflows: PartnerWorkflows,
  { partnerId, cursor }: { partnerId: PartnerId; cursor: Cursor },
): Promise<Told> {
  const { items, ids, received, follows, problem } = await inactive(asking, cursor.page);
  const pageBefore = printOf({ ids });
  // HaloPSA gives the same page for ever.
  if (pageBefore === cursor.pageBefore) return { told: 0, next: firstPage };
  const organizations = await workflows.mappedToCustomers(
    partnerId,
    items.map(({ id }) => id),
  );
  await forEach(organizations, (organizationId) =>
    workflows.tellOrganization(partnerId, organizationId, { type: 'reconcileMissed' }),
  );
  const mayFollow = follows === 'yes' || (follows === 'maybe' && received >= CUT_DOWN);
  const isLast = !mayFollow || cursor.page >= MOST_PAGES;
  const next = isLast ? firstPage : { ...cursor, page: cursor.page + 1, pageBefore };
  return { told: organizations.length, next, ...(problem && { problem }) };
}

/** A list of customers that HaloPSA refuses does not keep us from comparing licences. */
async function inactive({ halo, to, options }: Asking, page: number): Promise<Listed> {
  try {
    return await halo.customers(to, { page, includeActive: false, includeInactive: true }, options);
  } catch (error) {
    if (!(error instanceof HaloError) || haloErrors[error.code].outcome !== 'refused') throw error;
    const detail = `Nobody looked for customers that became inactive. ${error.message}`;
    return { items: [], ids: [], received: 0, follows: 'no', problem: { code: `halo.${error.code}`, detail } };
  }
}

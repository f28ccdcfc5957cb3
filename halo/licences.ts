import type { Calls } from './call';
import { recordWithId } from './envelopes';
import { HaloError } from './errors';
import type { Page } from './pages';
import type { CallOptions, HaloAccess, PageQuery } from './types';
import { SoftwareLicence, WrittenCount } from './wire';

export interface SoftwareLicenceQuery extends PageQuery {
  customerId?: number | undefined;
  includeInactive?: boolean | undefined;
}

/** Software Licences (halopsa-api.md 3.5): `count` is the number of seats. HaloPSA makes an invoice of it without further human action. */
export function licenceOperations(calls: Calls) {
  /** Also finds what lists leave out: inactive ones, and with `deleted` those that HaloPSA still answers for (6.15). */
  function softwareLicence(access: HaloAccess, id: number, options?: CallOptions): Promise<SoftwareLicence> {
    return calls.read(access, { path: `SoftwareLicence/${id}`, schema: recordWithId(SoftwareLicence, id) }, options);
  }

  return {
    softwareLicence,

    softwareLicences(
      access: HaloAccess,
      query: SoftwareLicenceQuery = {},
      options?: CallOptions,
    ): Promise<Page<SoftwareLicence>> {
      const { customerId, includeInactive = false, ...paging } = query;
      const filter = { client_id: customerId, includeinactive: includeInactive || undefined };
      const matches = (row: SoftwareLicence) =>
        (customerId === undefined || row.customerId === null || row.customerId === customerId) &&
        (includeInactive || (row.active && !row.deleted));
      const list = { path: 'SoftwareLicence', key: 'licences', row: SoftwareLicence };
      return calls.page(access, { ...list, query: filter, matches, ...paging }, options);
    },

    /**
     * Sets the seats and sends no other field. HaloPSA has no lock, so the last write wins: read and compare first.
     * Gives the count that HaloPSA holds then. An answer that does not show ours proves nothing: the licence is read back.
     * @throws HaloError `rejected`, without a request, for a count that is not a whole number from 0.
     */
    async writeLicenceCount(
      access: HaloAccess,
      record: { id: number; count: number },
      options?: CallOptions,
    ): Promise<number> {
      const { id, count } = record;
      if (!Number.isSafeInteger(count) || count < 0) {
        throw new HaloError('rejected', { detail: 'A seat count is a whole number, 0 or more.' });
      }
      const request = { path: 'SoftwareLicence', record: { id, count }, schema: WrittenCount };
      const shown = await calls.write(access, request, options);
      if (shown.some((licence) => licence.id === id && licence.count === count)) return count;
      const { count: held } = await softwareLicence(access, id, options);
      if (held === null) throw new HaloError('oddRecord', { detail: 'count' });
      return held;
    },
  };
}

import type { Calls } from './call';
import { HaloError } from './errors';
import type { CallOptions, HaloAccess } from './types';
import { Status } from './wire';

/** Which status closes a ticket: every HaloPSA has its own (halopsa-api.md 3.7). */
export function statusOperations(calls: Calls) {
  return {
    /**
     * The status named Closed that this ticket type allows, else the first one that `excludeclosed` takes out of its list.
     * @throws HaloError `noClosedStatus`
     */
    async closedStatus(
      access: HaloAccess,
      { ticketTypeId }: { ticketTypeId: number },
      options?: CallOptions,
    ): Promise<Status> {
      const statuses = async (query: { excludeclosed?: true }) => {
        const list = { path: 'Status', row: Status, query: { tickettype_id: ticketTypeId, ...query } };
        return (await calls.list(access, list, options)).items;
      };
      const all = await statuses({});
      const named = all.find(({ name }) => name.trim().toLowerCase() === 'closed');
      if (named) return named;
      const open = new Set((await statuses({ excludeclosed: true })).map(({ id }) => id));
      const closed = all.find(({ id }) => !open.has(id));
      if (!closed) throw new HaloError('noClosedStatus');
      return closed;
    },
  };
}

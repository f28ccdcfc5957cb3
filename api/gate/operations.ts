import { z } from 'zod';
import { ofItem, ofSeats, stuckStatuses } from '../../domain/gate/operation';
import { Operation } from '../../domain/gate/operation-schema';
import type { GateItem } from '../../domain/gate/view';
import { GateView } from '../../domain/gate/view-schema';
import type { PartnerId } from '../../domain/schema';
import {
  gateWorkflowId,
  getGateItemsQuery,
  organizationIdOf,
  organizationWorkflowId,
  retryTurnUpdate,
} from '../../workflows/messages';
import { runningOf } from '../../workflows/messages/visibility';
import { nextOffset, Offset } from '../offset';
import type { Dependencies } from '../operation';
import { ofPartner, ok, operation } from '../operation';
import { readRows } from '../organization/rows';
import { query, unlessMissing } from '../temporal-call';
import { updateGate } from './call';

const PAGE_SIZE = 100;

const Operations = z
  .object({
    items: z.array(Operation),
    total: z.int(),
    next: z.string().nullable().describe('The cursor of the next page.'),
  })
  .meta({ id: 'Operations' });

export const listOperations = operation({
  summary: `What is on its way to HaloPSA: what needs the partner first, then what waits, ${PAGE_SIZE} a page.`,
  permission: 'act',
  input: {
    params: ofPartner,
    query: z.strictObject({ cursor: Offset }),
  },
  answers: { 200: Operations },
  handle: async ({ params: { partnerId }, query: { cursor }, deps }) => {
    const offset = Number(cursor);
    const stuck = await stuckSeats(deps, partnerId);
    const own = stuck.slice(offset, offset + PAGE_SIZE);
    const range = { offset: Math.max(0, offset - stuck.length), limit: PAGE_SIZE - own.length };
    const gate = await gateItems(deps, partnerId, range);
    const items = [...own, ...(await named(deps, partnerId, gate.items))];
    const total = stuck.length + gate.total;
    return ok({ items, total, next: nextOffset(offset, items.length, total) });
  },
});

export const retryOperation = operation({
  summary: 'Brings what was parked back into the queue.',
  permission: 'act',
  input: { params: ofPartner.extend({ operationId: z.string().max(256) }) },
  answers: { 200: GateView },
  handle: async (call) => {
    const { operationId: key } = call.params;
    return ok(await updateGate(call, retryTurnUpdate, { by: call.caller.actor, key }));
  },
});

export const retryOperations = operation({
  summary: 'Brings everything that was parked back into the queue.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: GateView },
  handle: async (call) => ok(await updateGate(call, retryTurnUpdate, { by: call.caller.actor, key: null })),
});

/** Seat syncs that wait for the partner's word. */
async function stuckSeats({ client }: Dependencies, partnerId: PartnerId): Promise<Operation[]> {
  const query = runningOf({ partnerId, workflowType: 'organizationMapping', syncStatuses: stuckStatuses });
  const rows = await readRows(client, query);
  return rows.flatMap((row) => ofSeats(row, organizationWorkflowId(partnerId, row.organizationId)) ?? []);
}

type Range = { readonly offset: number; readonly limit: number };

function gateItems({ client }: Dependencies, partnerId: PartnerId, range: Range) {
  return unlessMissing<{ items: readonly GateItem[]; total: number }>(
    query(client, { workflowId: gateWorkflowId(partnerId), definition: getGateItemsQuery }, range),
    () => ({ items: [], total: 0 }),
  );
}

/** What stands at the gate, with the names of the organizations that it is about. */
async function named({ client }: Dependencies, partnerId: PartnerId, items: readonly GateItem[]): Promise<Operation[]> {
  const ids = items.flatMap(({ key }) => organizationIdOf(partnerId, key) ?? []);
  const query = runningOf({ partnerId, workflowType: 'organizationMapping', organizations: ids });
  const rows = ids.length === 0 ? [] : await readRows(client, query);
  const names = new Map<string | null, string>(rows.map(({ organizationId, name }) => [organizationId, name]));
  return items.map((item) => {
    const organizationId = organizationIdOf(partnerId, item.key);
    return ofItem(item, { organizationId, name: names.get(organizationId) ?? null });
  });
}

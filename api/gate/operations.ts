import { z } from 'zod';
import { ofItem, ofSeats, operationCounts } from '../../domain/gate/operation';
import { Operation, OperationCounts, OperationView } from '../../domain/gate/operation-schema';
import type { GateItem } from '../../domain/gate/view';
import { GateView } from '../../domain/gate/view-schema';
import type { OrganizationRow } from '../../domain/organization/view-schema';
import type { PartnerId } from '../../domain/schema';
import type { GateItems, GateItemsRequest } from '../../workflows/messages';
import {
  gateWorkflowId,
  getGateItemsQuery,
  organizationIdOf,
  organizationWorkflowId,
  retryTurnUpdate,
} from '../../workflows/messages';
import { nextOffset, Offset } from '../offset';
import type { Dependencies } from '../operation';
import { ofPartner, ok, operation } from '../operation';
import { query, unlessMissing } from '../temporal-call';
import { updateGate } from './call';

const PAGE_SIZE = 100;

const Operations = z
  .object({
    items: z.array(Operation),
    total: z.int().describe('How many the view has.'),
    views: OperationCounts,
    next: z.string().nullable().describe('The cursor of the next page.'),
  })
  .meta({ id: 'Operations' });

export const listOperations = operation({
  summary: `What is on its way to HaloPSA: what needs the partner first, then what waits, ${PAGE_SIZE} a page.`,
  permission: 'act',
  // It has the names of organizations, whose first reading takes seconds.
  limit: 'lists',
  input: {
    params: ofPartner,
    query: z.strictObject({ view: OperationView.default('all'), cursor: Offset }),
  },
  answers: { 200: Operations },
  handle: async ({ params: { partnerId }, query: { view, cursor }, deps, asRequest }) => {
    const offset = Number(cursor);
    const { rows, counts } = await deps.organizations.look(partnerId);
    const stuck = view === 'all' || view === 'toDecide' ? stuckAmong(rows, partnerId) : [];
    const own = stuck.slice(offset, offset + PAGE_SIZE);
    const range = { offset: Math.max(0, offset - stuck.length), limit: PAGE_SIZE - own.length };
    const gate = await asRequest(() => gateItems(deps, partnerId, { ...range, view }));
    const items = [...own, ...named(rows, partnerId, gate.items)];
    const total = stuck.length + gate.total;
    const views = operationCounts(gate, counts().toDecide);
    return ok({ items, total, views, next: nextOffset(offset, items.length, total) });
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

const stuckAmong = (rows: readonly OrganizationRow[], partnerId: PartnerId): readonly Operation[] =>
  rows.flatMap((row) => ofSeats(row, organizationWorkflowId(partnerId, row.organizationId)) ?? []);

function gateItems({ client }: Dependencies, partnerId: PartnerId, wanted: GateItemsRequest) {
  return unlessMissing<GateItems>(
    query(client, { workflowId: gateWorkflowId(partnerId), definition: getGateItemsQuery }, wanted),
    () => ({ items: [], total: 0, waiting: 0, held: 0, parked: 0 }),
  );
}

/** What stands at the gate, with the names of the organizations that it is about. */
function named(rows: readonly OrganizationRow[], partnerId: PartnerId, items: readonly GateItem[]): Operation[] {
  const ids = new Set(items.map(({ key }) => organizationIdOf(partnerId, key)));
  const about = rows.filter(({ organizationId }) => ids.has(organizationId));
  const names = new Map<string | null, string>(about.map(({ organizationId, name }) => [organizationId, name]));
  return items.map((item) => {
    const organizationId = organizationIdOf(partnerId, item.key);
    return ofItem(item, { organizationId, name: names.get(organizationId) ?? null });
  });
}

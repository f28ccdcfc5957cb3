import { z } from 'zod';
import type { GateItem } from '../../domain/gate/view';
import type { OrganizationRow } from '../../domain/organization/row-schema';
import type { PartnerId } from '../../domain/schema';
import { OrganizationId } from '../../domain/schema';
import {
  gateWorkflowId,
  getGateItemsQuery,
  organizationIdOf,
  organizationWorkflowId,
  retryTurnUpdate,
} from '../../workflows/messages';
import { runningOf } from '../../workflows/messages/visibility';
import { GateView, Problem, Time } from '../answers';
import { nextOffset, Offset } from '../offset';
import type { Dependencies } from '../operation';
import { ofPartner, ok, operation } from '../operation';
import { readRows } from '../organization/rows';
import { query, unlessMissing } from '../temporal-call';
import { updateGate } from './connected';

const PAGE_SIZE = 100;

/** By their operationId in the description of the api. */
export const Move = z.enum([
  'approveSeats',
  'dismissSeats',
  'chooseSeats',
  'syncSeats',
  'saveTicketMapping',
  'retryOperation',
]);

const Item = z.object({
  id: z.string().describe('The `operationId` of `retryOperation`, where that is one of the `moves`.'),
  kind: z.enum(['seatSync', 'mappingCheck', 'ticketMappingCheck', 'incident', 'reconcile']),
  status: z
    .enum(['inTurn', 'waiting', 'held', 'parked', 'drift', 'needsYou'])
    .describe('`held`, `parked`, `drift` and `needsYou` wait for the partner, the others for HaloPSA.'),
  organizationId: OrganizationId.nullable(),
  organization: z.string().nullable(),
  message: z.string().describe('What it waits for, for a person.'),
  moves: z
    .array(Move)
    .readonly()
    .describe('The calls that move it, by their operationId; none where it goes on by itself.'),
  since: Time.nullable(),
  attempts: z.int().describe('How often HaloPSA has failed on it since it waits for its turn.'),
  problem: Problem.nullable().describe('The last error.'),
  nextAttemptAt: Time.nullable(),
});
type Item = z.infer<typeof Item>;

const Operations = z
  .object({
    items: z.array(Item),
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
async function stuckSeats({ client }: Dependencies, partnerId: PartnerId): Promise<Item[]> {
  const syncStatuses = ['held', 'drift', 'needsYou'] as const;
  const rows = await readRows(client, runningOf({ partnerId, workflowType: 'organizationMapping', syncStatuses }));
  return rows.flatMap(({ organizationId, name, sync }) => {
    const { status, message, since, problem } = sync;
    if (status !== 'held' && status !== 'drift' && status !== 'needsYou') return [];
    const id = organizationWorkflowId(partnerId, organizationId);
    const what = { id, kind: 'seatSync' as const, status, organizationId, organization: name };
    return [{ ...what, message, moves: moves[status], since, attempts: 0, problem, nextAttemptAt: null }];
  });
}

type Range = { readonly offset: number; readonly limit: number };

function gateItems({ client }: Dependencies, partnerId: PartnerId, range: Range) {
  return unlessMissing<{ items: readonly GateItem[]; total: number }>(
    query(client, { workflowId: gateWorkflowId(partnerId), definition: getGateItemsQuery }, range),
    () => ({ items: [], total: 0 }),
  );
}

async function named({ client }: Dependencies, partnerId: PartnerId, items: readonly GateItem[]): Promise<Item[]> {
  const ids = items.flatMap(({ key }) => organizationIdOf(partnerId, key) ?? []);
  const query = runningOf({ partnerId, workflowType: 'organizationMapping', organizations: ids });
  const rows = ids.length === 0 ? [] : await readRows(client, query);
  const byId = new Map(rows.map((row): [string, OrganizationRow] => [row.organizationId, row]));
  return items.map(({ key, kind, status, since, attempts, problem, nextAttemptAt }) => {
    const organizationId = organizationIdOf(partnerId, key);
    const row = organizationId === null ? undefined : byId.get(organizationId);
    const what = { id: key, kind, status, organizationId, organization: row?.name ?? null };
    return { ...what, ...gateWords[status], since, attempts, problem, nextAttemptAt };
  });
}

/** Of a seat sync. */
const moves = {
  held: ['approveSeats', 'dismissSeats'],
  drift: ['chooseSeats'],
  needsYou: ['syncSeats'],
} as const;

export const gateWords: Readonly<Record<GateItem['status'], Pick<Item, 'message' | 'moves'>>> = {
  inTurn: { message: 'On its way to HaloPSA.', moves: [] },
  waiting: { message: 'Waits for its turn with HaloPSA.', moves: [] },
  held: { message: 'Waits for the ticket mapping to be chosen.', moves: ['saveTicketMapping'] },
  parked: { message: 'HaloPSA failed on it again and again; look at it and retry.', moves: ['retryOperation'] },
};

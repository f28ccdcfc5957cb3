import { z } from 'zod';
import { standsAtGate, withItem } from '../../domain/gate/parked';
import { ComparedRow } from '../../domain/reconcile/progress-schema';
import { SeatsView } from '../../domain/seats/view-schema';
import { getSeatsQuery, organizationWorkflowId, seatsUpdates } from '../../workflows/messages';
import { queryGateItem } from '../gate/call';
import type { Context } from '../operation';
import { ofOrganization, ok, operation } from '../operation';
import { queryOrganization, updateOrganization } from '../organization/call';
import { csv } from './csv';

export const readSeats = operation({
  summary:
    "An organization's seat sync: what was reported, what HaloPSA holds, whose move it is, and the newest history.",
  permission: 'readSeats',
  input: { params: ofOrganization },
  answers: { 200: SeatsView },
  handle: async (call) => {
    const view = await queryOrganization(call, getSeatsQuery);
    if (!standsAtGate(view)) return ok(view);
    const { partnerId, organizationId } = call.params;
    const key = organizationWorkflowId(partnerId, organizationId);
    return ok(withItem(view, await queryGateItem(call.deps, partnerId, key)));
  },
});

export const readSeatHistory = operation({
  summary: 'The newest history of a seat sync, as CSV.',
  permission: 'readSeats',
  contentType: 'text/csv',
  input: { params: ofOrganization },
  answers: { 200: z.string() },
  handle: async (call) => ok(csv(linesOf(await queryOrganization(call, getSeatsQuery)))),
});

const seen = z.number().optional().describe('The number that the page showed; where it is another one by now, 409.');

export const startSeats = operation({
  summary: 'Starts syncing an organization that has not been synced yet.',
  permission: 'act',
  input: { params: ofOrganization },
  answers: { 200: SeatsView },
  handle: async (call) => ok(await updateOrganization(call, seatsUpdates.start, by(call))),
});

export const syncSeats = operation({
  summary: 'Looks at HaloPSA now and writes what differs.',
  permission: 'act',
  input: { params: ofOrganization },
  answers: { 200: SeatsView },
  handle: async (call) => ok(await updateOrganization(call, seatsUpdates.sync, by(call))),
});

export const approveSeats = operation({
  summary: 'Writes a held change.',
  permission: 'act',
  input: { params: ofOrganization, body: z.strictObject({ count: seen }).prefault({}) },
  answers: { 200: SeatsView },
  handle: async (call) => ok(await updateOrganization(call, seatsUpdates.approve, { ...by(call), ...call.body })),
});

export const dismissSeats = operation({
  summary: 'Leaves HaloPSA as it is instead of a held change, until other seats are reported.',
  permission: 'act',
  input: { params: ofOrganization, body: z.strictObject({ count: seen }).prefault({}) },
  answers: { 200: SeatsView },
  handle: async (call) => ok(await updateOrganization(call, seatsUpdates.dismiss, { ...by(call), ...call.body })),
});

export const chooseSeats = operation({
  summary: 'Decides a drift: a count that somebody changed in HaloPSA since our last write.',
  permission: 'act',
  input: { params: ofOrganization, body: z.strictObject({ choice: z.enum(['ours', 'theirs']), theirs: seen }) },
  answers: { 200: SeatsView },
  handle: async (call) => ok(await updateOrganization(call, seatsUpdates.choose, { ...by(call), ...call.body })),
});

export const previewSeats = operation({
  summary: 'What a sync of this organization would do now. Writes nothing.',
  permission: 'act',
  limit: 'checks',
  input: { params: ofOrganization },
  answers: { 200: ComparedRow },
  handle: async (call) => ok(await updateOrganization(call, seatsUpdates.preview, by(call))),
});

const by = ({ caller }: Context) => ({ by: caller.actor });

const linesOf = ({ history }: SeatsView) => [
  ['at', 'before', 'after', 'seats', 'cause', 'by', 'outcome', 'detail'],
  ...history.map((line) => [
    line.at,
    line.before,
    line.after,
    line.definition,
    line.cause,
    line.by?.name ?? null,
    line.outcome,
    line.detail,
  ]),
];

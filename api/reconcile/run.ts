import { z } from 'zod';
import { Progress } from '../../domain/reconcile/progress-schema';
import { Time } from '../../domain/schema';
import { reconcileWorkflowId } from '../../workflows/messages';
import { accepted, ofPartner, ok, operation } from '../operation';
import { newestReconcile, noRun } from './call';
import { start } from './start';

const RunRequest = z.strictObject({
  startsNew: z.boolean().default(false),
  previewedAt: Time.optional().describe(
    '`startedAt` of the dry run that was looked at: refused when there is a newer one, or organizations were mapped since.',
  ),
});

export const startRun = operation({
  summary: 'A reconcile now. `startsNew` says that organizations which have not been synced yet begin.',
  permission: 'act',
  input: { params: ofPartner, body: RunRequest.prefault({}) },
  answers: { 202: Progress },
  handle: async (call) =>
    accepted(await start(call, reconcileWorkflowId(call.params.partnerId), { mode: 'reconcile', ...call.body })),
});

export const readRun = operation({
  summary: 'The newest reconcile, by hand or by night: how far it is, and what it found.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: Progress },
  handle: async ({ params: { partnerId }, deps: { client } }) => {
    const newest = await newestReconcile(client, partnerId);
    return newest === null ? noRun('No reconcile was made yet.') : ok(newest);
  },
});

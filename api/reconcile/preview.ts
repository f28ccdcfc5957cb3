import { z } from 'zod';
import { ComparedRow, Progress } from '../../domain/reconcile/progress-schema';
import { getReconcileRowsQuery, previewWorkflowId } from '../../workflows/messages';
import { nextOffset, Offset } from '../offset';
import { accepted, ofPartner, ok, operation } from '../operation';
import { query, unlessMissing } from '../temporal-call';
import { noRun } from './call';
import { start } from './start';

const PAGE_SIZE = 100;

export const Preview = z
  .object({ progress: Progress, rows: z.array(ComparedRow).readonly(), next: z.string().nullable() })
  .meta({ id: 'Preview' });

export const startPreview = operation({
  summary: 'A dry run over all mapped organizations, with the real values of HaloPSA. Writes nothing.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 202: Progress },
  handle: async (call) => accepted(await start(call, previewWorkflowId(call.params.partnerId), { mode: 'preview' })),
});

export const readPreview = operation({
  summary: `The newest dry run: how far it is, and what would change, ${PAGE_SIZE} organizations a page.`,
  permission: 'act',
  input: { params: ofPartner, query: z.strictObject({ cursor: Offset }) },
  answers: { 200: Preview },
  handle: async ({ params: { partnerId }, query: { cursor }, deps: { client } }) => {
    const offset = Number(cursor);
    const page = { workflowId: previewWorkflowId(partnerId), definition: getReconcileRowsQuery };
    const ask = (runId?: string) => query(client, { ...page, runId }, { offset, limit: PAGE_SIZE });
    const newest = await unlessMissing(ask(), () => noRun('No preview was made yet.'));
    const { progress, total, inRun } = newest;
    const { rows } = inRun === null ? newest : await ask(inRun);
    return ok({ progress, rows, next: nextOffset(offset, rows.length, total) });
  },
});

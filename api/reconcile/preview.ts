import { z } from 'zod';
import { ComparedRow, Progress } from '../../domain/reconcile/progress-schema';
import { getReconcileRowsQuery, previewWorkflowId } from '../../workflows/messages';
import { nextOffset, Offset } from '../offset';
import { accepted, ofPartner, ok, operation } from '../operation';
import { query, unlessMissing } from '../temporal-call';
import { noRun, unlessEnded } from './call';
import { start } from './start';

const PAGE_SIZE = 100;
/** Of all that was compared little changes, so that more of it is looked at for a page. */
const COMPARED_PAGE_SIZE = 1_000;

const PreviewView = z
  .enum(['all', 'changes'])
  .default('all')
  .describe(
    '`changes` leaves out what a sync would leave as it is; a page may then have few rows, or none, and go on.',
  );

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
  summary: 'The newest dry run: how far it is, and what would change, page by page.',
  permission: 'act',
  input: { params: ofPartner, query: z.strictObject({ view: PreviewView, cursor: Offset }) },
  answers: { 200: Preview },
  handle: async ({ params: { partnerId }, query: { view, cursor }, deps: { client } }) => {
    const offset = Number(cursor);
    const limit = view === 'changes' ? COMPARED_PAGE_SIZE : PAGE_SIZE;
    const page = { workflowId: previewWorkflowId(partnerId), definition: getReconcileRowsQuery };
    const ask = (runId?: string) => query(client, { ...page, runId }, { offset, limit });
    const newest = await unlessMissing(ask(), () => noRun('No preview was made yet.'));
    const { total, inRun } = newest;
    const progress = await unlessEnded(client, page.workflowId, newest.progress);
    const { rows } = inRun === null ? newest : await ask(inRun);
    const shown = view === 'changes' ? rows.filter(wouldChange) : rows;
    return ok({ progress, rows: shown, next: nextOffset(offset, rows.length, total) });
  },
});

/** Whether a sync would do something about it, or somebody has to. */
const wouldChange = ({ finding }: ComparedRow): boolean => finding !== 'unchanged' && finding !== 'off';

import {
  ContinueAsNew,
  isCancellation,
  makeContinueAsNewFunc,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Cursor, Reconciled } from '../activities';
import type { ComparedRow, ReconcileSettings } from '../domain/reconcile';
import * as report from '../domain/reconcile-progress';
import { inTurn } from './calls';
import { tellWhoEnds } from './ended';
import { isLong, takenAlong } from './entity';
import { failureOf } from './failure';
import * as messages from './messages';
import { createTurns } from './turn';

/** A reconcile's input, and after a continue-as-new what it takes along. */
export interface SeatReconcileInput extends messages.ReconcileInput {
  readonly carried?: {
    readonly progress: report.Progress;
    readonly settings: ReconcileSettings | null;
    readonly cursor: Cursor;
  };
}

const CONTINUE_AFTER_EVENTS = 3_000;

/** Compares HaloPSA's counts with ours, a page a turn, and has those organizations look that differ; or only tells what would change. */
export async function seatReconcile(input: SeatReconcileInput): Promise<report.Progress> {
  const { partnerId, mode, by, startsNew = false, carried, continueAfterEvents = CONTINUE_AFTER_EVENTS } = input;
  const turns = createTurns(partnerId);
  const rows: ComparedRow[] = [];
  let progress = carried?.progress ?? report.begun(input, new Date().toISOString());
  const show = (next: report.Progress) => {
    progress = next;
    setCurrentDetails(report.inWords(progress));
  };
  const finish = (status: 'done' | 'failed', problem: report.Progress['problem']) => {
    show({ ...progress, status, problem, finishedAt: new Date().toISOString() });
    upsertSearchAttributes([{ key: messages.searchAttributes.status, value: status }]);
    return progress;
  };

  setHandler(messages.getReconcileQuery, () => progress);
  setHandler(messages.getReconcileRowsQuery, ({ offset, limit }) => ({
    ...{ progress, rows: rows.slice(offset, offset + limit), total: rows.length },
  }));
  tellWhoEnds();

  show(progress);
  // The first turn's settings hold for the whole run, so that its numbers belong together.
  let settings: ReconcileSettings | null = carried?.settings ?? null;
  let cursor: Cursor | null = carried?.cursor ?? { by: 'page', page: 1, afterId: 0 };
  try {
    while (cursor !== null) {
      const from: Cursor = cursor;
      const step: Reconciled = await turns.take('reconcile', async (granted) => {
        const { ticketMapping, seatPolicy: policy } = granted.settings;
        settings ??= { mode, policy, definition: ticketMapping?.seatCount ?? 'none' };
        const starts = mode === 'preview' || startsNew ? by : null;
        const step = { access: granted.access, settings, cursor: from, starts };
        const acted = await inTurn(inWords(from)).reconcileStep(step);
        show(report.requested(progress, acted.requests));
        return acted;
      });
      if (mode === 'preview') rows.push(...step.rows);
      show(report.compared(progress, step));
      cursor = step.next;
      // A dry run stays in one run, however long: its rows are what it is made for.
      if (cursor !== null && mode === 'reconcile' && isLong(continueAfterEvents)) {
        const next = makeContinueAsNewFunc<typeof seatReconcile>(takenAlong());
        await next({ ...input, carried: { progress, settings, cursor } });
      }
    }
    return finish('done', null);
  } catch (error) {
    if (isCancellation(error) || error instanceof ContinueAsNew) throw error;
    return finish('failed', failureOf(error).problem);
  }
}

const inWords = ({ by, page, afterId }: Cursor): string =>
  by === 'page' ? `compare page ${page} of the licences` : `compare the next mapped licence after ${afterId}`;

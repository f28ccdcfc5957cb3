import {
  isCancellation,
  setCurrentDetails,
  setHandler,
  upsertMemo,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Cursor, Reconciled } from '../activities';
import type { ComparedRow, ReconcileSettings } from '../domain/reconcile';
import * as report from '../domain/reconcile-progress';
import { inTurn } from './calls';
import { failureOf } from './failure';
import * as messages from './messages';
import { createTurns } from './turn';

/** Compares HaloPSA's counts with ours, a page a turn, and has those organizations look that differ; or only tells what would change. */
export async function seatReconcile(input: messages.ReconcileInput): Promise<report.Progress> {
  const { partnerId, mode, by, startsNew = false } = input;
  const turns = createTurns(partnerId);
  const rows: ComparedRow[] = [];
  let progress = report.begun(input, new Date().toISOString());
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
  setHandler(messages.endedSignal, ({ by: actor }) =>
    upsertMemo({ ended: `The connection was revoked by ${actor.name}.` }),
  );

  show(progress);
  // The first turn's settings hold for the whole run, so that its numbers belong together.
  let settings: ReconcileSettings | null = null;
  let cursor: Cursor | null = { by: 'page', page: 1, afterId: 0 };
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
    }
    return finish('done', null);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return finish('failed', failureOf(error).problem);
  }
}

const inWords = ({ by, page, afterId }: Cursor): string =>
  by === 'page' ? `compare page ${page} of the licences` : `compare the next mapped licence after ${afterId}`;

import { ContinueAsNew, isCancellation, makeContinueAsNewFunc } from '@temporalio/workflow';
import type { Reconciled } from '../../activities';
import type { TurnAccess } from '../../domain/access';
import type { ReconcileSettings } from '../../domain/reconcile/compare';
import type { Cursor } from '../../domain/reconcile/cursor';
import { firstCursor } from '../../domain/reconcile/cursor';
import type { Progress } from '../../domain/reconcile/progress';
import { begun } from '../../domain/reconcile/progress';
import { inTurn } from '../calls/activities';
import { tellWhoEnds } from '../calls/ended';
import { failureOf } from '../calls/failure';
import { isLong, takenAlong } from '../entity/live';
import type * as messages from '../messages';
import { CONTINUE_AFTER_EVENTS } from '../messages/timings';
import { createTurns } from '../turn/take';
import type { ReportSoFar } from './report';
import { createReport } from './report';

/** A reconcile's input, and after a continue-as-new what it takes along. */
export interface SeatReconcileInput extends messages.ReconcileInput {
  readonly carried?: ReportSoFar & {
    readonly settings: ReconcileSettings | null;
    readonly cursor: Cursor;
    readonly isTurnAsked: boolean;
  };
}

/** Compares HaloPSA's counts with ours, a page a turn, and has those organizations look that differ; or only tells what would change. */
export async function seatReconcile(input: SeatReconcileInput): Promise<Progress> {
  const { partnerId, mode, carried, continueAfterEvents = CONTINUE_AFTER_EVENTS } = input;
  const turns = createTurns(partnerId, carried?.isTurnAsked, { endsWithConnection: true });
  const report = createReport(carried ?? { progress: begun(input, new Date().toISOString()), earlierRuns: [] });
  tellWhoEnds();

  // The first turn's settings hold for the whole run, so that its numbers belong together.
  let settings: ReconcileSettings | null = carried?.settings ?? null;
  const continueIfLong = async (from: Cursor, isTurnAsked: boolean) => {
    if (!isLong(continueAfterEvents)) return;
    const next = makeContinueAsNewFunc<typeof seatReconcile>(takenAlong());
    await next({ ...input, carried: { ...report.soFar(), settings, cursor: from, isTurnAsked } });
  };
  const compareFrom = (from: Cursor): Promise<Reconciled> =>
    turns.take(
      'reconcile',
      async (granted) => {
        settings ??= settingsOf(granted, mode);
        const given = { access: granted.access, settings, cursor: from, starts: startedBy(input) };
        const acted = await inTurn(inWords(from)).reconcileStep(given);
        report.requested(acted.requests);
        return acted;
      },
      () => continueIfLong(from, true),
    );

  try {
    let cursor: Cursor | null = carried?.cursor ?? firstCursor(mode);
    for (;;) {
      const step = await compareFrom(cursor);
      report.compared(step);
      cursor = step.next;
      if (cursor === null) break;
      await continueIfLong(cursor, false);
    }
    return report.finish('done');
  } catch (error) {
    if (isCancellation(error) || error instanceof ContinueAsNew) throw error;
    return report.finish('failed', failureOf(error).problem);
  }
}

const settingsOf = ({ settings }: TurnAccess, mode: ReconcileSettings['mode']): ReconcileSettings => ({
  mode,
  policy: settings.seatPolicy,
  definition: settings.ticketMapping?.seatCount ?? 'none',
});

/** Who starts organizations that have never been synced, or sees what they would send. */
const startedBy = ({ mode, by, startsNew = false }: messages.ReconcileInput) =>
  mode === 'preview' || startsNew ? by : null;

function inWords({ by, page, afterId, comparedTo }: Cursor): string {
  if (by === 'customer') return `look for customers that became inactive, page ${page}`;
  if (by === 'organization') return `compare the next mapped licence after ${afterId}`;
  return `compare page ${page} of the licences${comparedTo === undefined ? '' : `, above ${comparedTo}`}`;
}

import { setCurrentDetails, setHandler, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Reconciled } from '../../activities';
import type { ComparedRow } from '../../domain/reconcile/compare';
import * as progress from '../../domain/reconcile/progress';
import * as messages from '../messages';

/** What the runs before a continue-as-new leave to the next one: of their rows, where to read them. */
export interface ReportSoFar {
  readonly progress: progress.Progress;
  readonly earlierRuns: readonly EarlierRun[];
}

interface EarlierRun {
  readonly runId: string;
  /** How many rows there were when it ended. */
  readonly rowsUntil: number;
}

export interface ReconcileReport {
  soFar(): ReportSoFar;
  requested(requests: number): void;
  compared(step: Reconciled): void;
  /** The last word; gives the progress as it then is. */
  finish(status: 'done' | 'failed', problem?: progress.Progress['problem']): progress.Progress;
}

/** Shows how far a reconcile is, to Queries and to the operator who opens it; a dry run's rows too. */
export function createReport({ progress: begun, earlierRuns }: ReportSoFar): ReconcileReport {
  const rowsBefore = earlierRuns.at(-1)?.rowsUntil ?? 0;
  const rows: ComparedRow[] = [];
  let current = begun;
  const show = (next: progress.Progress) => {
    current = next;
    setCurrentDetails(progress.inWords(current));
  };

  setHandler(messages.getReconcileQuery, () => current);
  setHandler(messages.getReconcileRowsQuery, ({ offset, limit }) => {
    const inRun = earlierRuns.find(({ rowsUntil }) => offset < rowsUntil)?.runId ?? null;
    const from = offset - rowsBefore;
    const here = inRun === null ? rows.slice(from, from + limit) : [];
    return { progress: current, rows: here, total: rowsBefore + rows.length, inRun };
  });
  show(begun);
  return {
    soFar: () => {
      const thisRun = { runId: workflowInfo().runId, rowsUntil: rowsBefore + rows.length };
      return { progress: current, earlierRuns: current.mode === 'preview' ? [...earlierRuns, thisRun] : [] };
    },
    requested: (requests) => show(progress.requested(current, requests)),
    compared: (step) => {
      if (current.mode === 'preview') rows.push(...step.rows);
      show(progress.compared(current, step));
    },
    finish: (status, problem = current.problem) => {
      show({ ...current, status, problem, finishedAt: new Date().toISOString() });
      upsertSearchAttributes([{ key: messages.searchAttributes.status, value: status }]);
      return current;
    },
  };
}

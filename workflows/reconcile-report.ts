import { setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import type { Reconciled } from '../activities';
import type { ComparedRow } from '../domain/reconcile';
import * as progress from '../domain/reconcile-progress';
import * as messages from './messages';

export interface ReconcileReport {
  progress(): progress.Progress;
  requested(requests: number): void;
  compared(step: Reconciled): void;
  /** The last word; gives the progress as it then is. */
  finish(status: 'done' | 'failed', problem: progress.Progress['problem']): progress.Progress;
}

/** Shows how far a reconcile is, to Queries and to the operator who opens it; a dry run's rows too. */
export function createReport(begun: progress.Progress): ReconcileReport {
  const rows: ComparedRow[] = [];
  let now = begun;
  const show = (next: progress.Progress) => {
    now = next;
    setCurrentDetails(progress.inWords(now));
  };

  setHandler(messages.getReconcileQuery, () => now);
  setHandler(messages.getReconcileRowsQuery, ({ offset, limit }) => ({
    ...{ progress: now, rows: rows.slice(offset, offset + limit), total: rows.length },
  }));
  show(begun);
  return {
    progress: () => now,
    requested: (requests) => show(progress.requested(now, requests)),
    compared: (step) => {
      if (now.mode === 'preview') rows.push(...step.rows);
      show(progress.compared(now, step));
    },
    finish: (status, problem) => {
      show({ ...now, status, problem, finishedAt: new Date().toISOString() });
      upsertSearchAttributes([{ key: messages.searchAttributes.status, value: status }]);
      return now;
    },
  };
}

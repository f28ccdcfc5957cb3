import type { Actor, Problem } from '../schema';
import type { ComparedRow, Progress } from './progress-schema';

export type { Progress } from './progress-schema';

interface Step {
  readonly rows: readonly ComparedRow[];
  readonly total: number | null;
  readonly told: number;
  /** What was wrong with HaloPSA's list. */
  readonly problem?: Problem | null;
}

const none: Progress['findings'] = {
  off: 0,
  unchanged: 0,
  write: 0,
  held: 0,
  drift: 0,
  missed: 0,
  doubled: 0,
  unreadable: 0,
};

export const begun = ({ mode, by }: { mode: Progress['mode']; by: Actor | null }, at: string): Progress => ({
  status: 'running',
  mode,
  by: by?.name ?? null,
  startedAt: at,
  finishedAt: null,
  licences: null,
  steps: 0,
  requests: 0,
  compared: 0,
  findings: none,
  totals: { before: 0, after: 0 },
  told: 0,
  problem: null,
});

export const requested = (progress: Progress, requests: number): Progress => ({
  ...progress,
  requests: progress.requests + requests,
});

export function compared(progress: Progress, { rows, total, told, problem = null }: Step): Progress {
  const findings = { ...none, ...progress.findings };
  let { before, after } = progress.totals;
  for (const row of rows) {
    findings[row.finding] += 1;
    if (row.finding !== 'write') continue;
    before += row.before ?? 0;
    after += row.after ?? 0;
  }
  return {
    ...progress,
    findings,
    totals: { before, after },
    licences: total ?? progress.licences,
    steps: progress.steps + 1,
    told: progress.told + told,
    compared: progress.compared + rows.length,
    problem: problem ?? progress.problem,
  };
}

/** How far it had come when an operator ended it. What it had found until then stands, here and below. */
export const ended = (progress: Progress, at: string): Progress => ({
  ...progress,
  status: 'failed',
  finishedAt: at,
  problem: { code: 'ended', detail: 'This was ended before it was done. Start it again.' },
});

/** How far it had come when the connection was revoked, which `revoked` says in a sentence. */
export const cancelled = (progress: Progress, revoked: string, at: string): Progress => ({
  ...progress,
  status: 'cancelled',
  finishedAt: at,
  problem: {
    code: 'connection.revoked',
    detail: `${revoked} That cancelled this before it was done. Connect HaloPSA, then start it again.`,
  },
});

/** The reconcile that was started last, or null where there is none. */
export const newestOf = (runs: readonly (Progress | null)[]): Progress | null =>
  runs.reduce(
    (newest, run) => (newest === null || (run !== null && run.startedAt > newest.startedAt) ? run : newest),
    null,
  );

/** For the operator who opens the Workflow. */
export function inWords({ status, mode, by, compared: count, findings, told, steps, problem }: Progress): string {
  const found = Object.entries(findings).flatMap(([finding, number]) => (number > 0 ? [`${number} ${finding}`] : []));
  return [
    `**${status}**: ${mode === 'preview' ? 'a dry run' : 'a reconcile'} ${by === null ? 'by the schedule' : `by ${by}`}.`,
    `${count} organizations compared in ${steps} steps: ${found.join(', ') || 'nothing yet'}. ${told} told to look.`,
    ...(problem === null ? [] : [`Problem ${problem.code}: ${problem.detail}`]),
  ].join('\n\n');
}

import { allHandlersFinished, condition, workflowInfo } from '@temporalio/workflow';

interface Life {
  /** When something is due although nothing happens (milliseconds since 1970), or null. */
  dueAt(): number | null;
  /** What is due; `ended` when the Workflow may complete. */
  due(): 'ended' | 'goesOn';
  isIdle(): boolean;
  readonly continueAfterEvents: number;
  continueAsNew(): Promise<never>;
}

/** Keeps an entity Workflow alive: wakes it when something is due, and continues as new before its history grows too long. */
export async function live(life: Life): Promise<void> {
  const mayContinue = () => isLong(life.continueAfterEvents) && life.isIdle() && allHandlersFinished();
  for (;;) {
    await untilDue(life, mayContinue);
    if (mayContinue()) await life.continueAsNew();
    // A handler may itself wait for what is due, so handlers are waited for only at the end.
    if (isDue(life) && life.due() === 'ended') {
      await condition(allHandlersFinished);
      if (isDue(life)) return;
    }
  }
}

/** Temporal takes Search Attributes along into the next run as they are, the Memo only as it was at this run's start. */
export const takenAlong = () => ({ memo: workflowInfo().memo ?? {} });

export const isLong = (continueAfterEvents: number): boolean =>
  workflowInfo().continueAsNewSuggested || workflowInfo().historyLength >= continueAfterEvents;

const isDue = ({ dueAt }: Life): boolean => (dueAt() ?? Number.POSITIVE_INFINITY) <= Date.now();

/** A timer that has become too early runs out all the same. Replacing it would cost two events each time. */
async function untilDue({ dueAt }: Life, mayContinue: () => boolean): Promise<void> {
  const at = dueAt();
  const woken = () => mayContinue() || (dueAt() ?? Number.POSITIVE_INFINITY) < (at ?? Number.POSITIVE_INFINITY);
  if (at === null) await condition(woken);
  else await condition(woken, Math.max(at - Date.now(), 1), { summary: 'until something is due' });
}

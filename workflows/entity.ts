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
  const mustContinue = () =>
    workflowInfo().continueAsNewSuggested || workflowInfo().historyLength >= life.continueAfterEvents;

  for (;;) {
    const dueAt = life.dueAt();
    const woken = () => life.dueAt() !== dueAt || mustContinue();
    const isDue = !(await wait(woken, dueAt));
    if (mustContinue()) {
      await condition(() => life.isIdle() && allHandlersFinished());
      await life.continueAsNew();
    }
    if (isDue) {
      await condition(allHandlersFinished);
      if (life.dueAt() === dueAt && life.due() === 'ended') return;
    }
  }
}

async function wait(woken: () => boolean, until: number | null): Promise<boolean> {
  if (until !== null) return condition(woken, Math.max(until - Date.now(), 1), { summary: 'until something is due' });
  await condition(woken);
  return true;
}

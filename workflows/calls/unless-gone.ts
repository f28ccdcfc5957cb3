import { isCancellation } from '@temporalio/workflow';

/** Tells another Workflow something. Gives false when that Workflow is gone: `tell` then fails, or gives false itself. */
export async function unlessGone(tell: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await tell()) !== false;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return false;
  }
}

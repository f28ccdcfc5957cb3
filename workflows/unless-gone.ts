import { isCancellation } from '@temporalio/workflow';

/** Tells another Workflow something; whether it was there to be told. */
export async function unlessGone(tell: () => Promise<void>): Promise<boolean> {
  try {
    await tell();
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return false;
  }
}

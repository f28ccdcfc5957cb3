import { isCancellation } from '@temporalio/workflow';

/** Tells another Workflow something; whether it was there to be told. `tell` fails, or gives false, when it was not. */
export async function unlessGone(tell: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await tell()) !== false;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return false;
  }
}

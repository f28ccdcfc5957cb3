import { setHandler, upsertMemo } from '@temporalio/workflow';
import { endedSignal } from '../messages';

/** Lets an operator read who revoked the connection that this Workflow served; its cancellation follows. */
export const tellWhoEnds = (): void =>
  setHandler(endedSignal, ({ by }) => upsertMemo({ ended: `The connection was revoked by ${by.name}.` }));

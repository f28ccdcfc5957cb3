import { setHandler, upsertMemo } from '@temporalio/workflow';
import { ENDED_MEMO, endedSignal } from '../messages';

/** Says who revoked the connection that this Workflow served; its cancellation follows. */
export const tellWhoEnds = (): void =>
  setHandler(endedSignal, ({ by }) => upsertMemo({ [ENDED_MEMO]: `The connection was revoked by ${by.name}.` }));

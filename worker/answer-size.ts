import type { WorkerInterceptors } from '@temporalio/worker';
import { fitting } from '../activities';

/** Bounds what each Activity answers, whatever HaloPSA sent. */
export const boundedAnswers: WorkerInterceptors = {
  activity: [() => ({ inbound: { execute: async (input, next) => fitting(await next(input)) } })],
};

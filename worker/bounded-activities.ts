import type { WorkerInterceptors } from '@temporalio/worker';
import { fitting, shortened } from '../activities';

/** Bounds what each Activity leaves in a history, whatever HaloPSA sent and whatever went wrong. */
export const boundedActivities: WorkerInterceptors = {
  activity: [
    () => ({
      inbound: {
        execute: async (input, next) => {
          try {
            return await fitting(await next(input));
          } catch (error) {
            throw shortened(error);
          }
        },
      },
    }),
  ],
};

import type { Client } from '@temporalio/client';
import { WorkflowFailedError } from '@temporalio/client';
import type { ConnectionWorkflows } from '../../activities';
import type { Actor, PartnerId } from '../../domain/schema';
import { closeGateUpdate, endedSignal, gateWorkflowId, licenceOwnersWorkflowId } from '../../workflows/messages';
import { runningOf } from '../../workflows/messages/visibility';
import { endSchedule, keepSchedule } from './schedule';
import type { TemporalCalls } from './temporal';

/** Types of the Workflows that only read HaloPSA, and end with the connection that they serve. */
const readers = ['haloChoices', 'seatReconcile'] as const;

/** What ends with a connection, and its Schedule. */
export function createConnectionWorkflows(client: Client, { soon, find, tell }: TemporalCalls): ConnectionWorkflows {
  const end = async (workflowId: string, by: Actor) => {
    await tell(workflowId, (one) => one.signal(endedSignal, { by }));
    await tell(workflowId, (one) => one.cancel());
  };
  const endReaders = async (partnerId: PartnerId, by: Actor) => {
    for (const workflowType of readers) {
      for (const { workflowId } of await find(runningOf({ partnerId, workflowType }))) await end(workflowId, by);
    }
  };

  return {
    closeGate: async (partnerId, by) => {
      await endReaders(partnerId, by);
      await tell(gateWorkflowId(partnerId), (one) =>
        one.executeUpdate(closeGateUpdate, { args: [{ by }], updateId: 'close' }),
      );
    },

    keepSchedule: (partnerId, schedule) => soon(() => keepSchedule(client, partnerId, schedule)),

    endWithConnection: async (partnerId, by) => {
      await soon(() => endSchedule(client, partnerId));
      await endReaders(partnerId, by);
      // We end these by their ids, because lists follow a moment later. They have to be gone before the next connection asks for them.
      for (const workflowId of [gateWorkflowId(partnerId), licenceOwnersWorkflowId(partnerId)]) {
        await end(workflowId, by);
        await tell(workflowId, (one) => one.result().catch(unlessEnded));
      }
    },
  };
}

/** It does not matter how it ended. */
function unlessEnded(error: unknown): void {
  if (!(error instanceof WorkflowFailedError)) throw error;
}

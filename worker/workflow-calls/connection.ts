import type { Client } from '@temporalio/client';
import { WorkflowFailedError } from '@temporalio/client';
import type { ConnectionWorkflows } from '../../activities';
import type { Actor, PartnerId } from '../../domain/schema';
import {
  closeGateUpdate,
  endedSignal,
  gateWorkflowId,
  licenceOwnersWorkflowId,
  previewWorkflowId,
  reconcileWorkflowId,
} from '../../workflows/messages';
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
    // Lists follow a moment later: what a person has just started is known by its id.
    const ids = new Set([reconcileWorkflowId(partnerId), previewWorkflowId(partnerId)]);
    for (const workflowType of readers) {
      for (const { workflowId } of await find(runningOf({ partnerId, workflowType }))) ids.add(workflowId);
    }
    for (const workflowId of ids) await end(workflowId, by);
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
      // We end these by their ids, because lists follow a moment later. They have to be gone before the next connection asks for them.
      for (const workflowId of [gateWorkflowId(partnerId), licenceOwnersWorkflowId(partnerId)]) {
        await end(workflowId, by);
        await tell(workflowId, (one) => one.result().catch(unlessEnded));
      }
      // A reconcile that begins later finds no gate, and ends by itself.
      await endReaders(partnerId, by);
    },
  };
}

/** It does not matter how it ended. */
function unlessEnded(error: unknown): void {
  if (!(error instanceof WorkflowFailedError)) throw error;
}

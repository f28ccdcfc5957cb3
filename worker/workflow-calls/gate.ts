import type { Client, WorkflowHandle } from '@temporalio/client';
import { z } from 'zod';
import type { GateWorkflows } from '../../activities';
import type { TurnRequest } from '../../domain/gate/state';
import type { haloGate } from '../../workflows';
import type { AccessNotice, GateInput } from '../../workflows/messages';
import {
  askAgainSignal,
  changeAccessSignal,
  connectionWorkflowId,
  gateWorkflowId,
  haloAnsweredSignal,
  requestTurnsSignal,
  searchAttributes,
  TASK_QUEUE,
  VIEW_MEMO,
} from '../../workflows/messages';
import { runningOf } from '../../workflows/messages/visibility';
import { createBatches } from './batches';
import type { TemporalCalls } from './temporal';
import { unlessGone } from './temporal';

/** A gate that is asked five times a second has time for other things, whatever goes on; 200 keys are some 15 KiB. */
const BATCHES = { everyMs: 200, atMost: 200 };

/** What a gate shows of itself while it holds an outage in which nobody had an answer yet. */
const Unanswered = z.object({ status: z.literal('waitingForHalo'), isAnswered: z.undefined().optional() });

async function signalHaloAnswered(one: WorkflowHandle, generation: number): Promise<void> {
  const { memo } = await one.describe();
  if (!Unanswered.safeParse(memo?.[VIEW_MEMO]).success) return;
  await one.signal(haloAnsweredSignal, { generation });
}

/** A partner's gate, and who may wait at it; `gate` is how gates are started. */
export function createGateWorkflows(
  client: Client,
  { soon, find, tell }: TemporalCalls,
  gate: Omit<GateInput, 'partnerId'>,
): GateWorkflows {
  const ask = createBatches<TurnRequest, boolean>({
    ...BATCHES,
    send: (workflowId, turns) =>
      unlessGone(
        () => soon(() => client.workflow.getHandle(workflowId).signal(requestTurnsSignal, turns)).then(() => true),
        () => false,
      ),
  });
  return {
    tellGate: async (partnerId, access) => {
      const workflowId = gateWorkflowId(partnerId);
      const notice = { access, limits: gate.limits };
      const notify = () => soon(() => client.workflow.getHandle(workflowId).signal(changeAccessSignal, notice));
      const isThere = await unlessGone(
        () => notify().then(() => true),
        () => false,
      );
      if (isThere) return false;
      await soon(() =>
        client.workflow.signalWithStart<typeof haloGate, [AccessNotice]>('haloGate', {
          workflowId,
          taskQueue: TASK_QUEUE,
          args: [{ partnerId, ...gate }],
          signal: changeAccessSignal,
          signalArgs: [notice],
          typedSearchAttributes: [{ key: searchAttributes.partnerId, value: partnerId }],
          staticSummary: `Gate of partner ${partnerId} to HaloPSA`,
          staticDetails:
            'Lets background calls to HaloPSA through, one at a time and within its limits; holds them in an outage.',
        }),
      );
      return true;
    },

    tellHaloAnswered: ({ partnerId, generation }) =>
      tell(gateWorkflowId(partnerId), (one) => signalHaloAnswered(one, generation)),

    askForTurn: (partnerId, turn) => ask(gateWorkflowId(partnerId), turn),

    waitingForTurn: async (partnerId) => {
      const found = [
        ...(await find(runningOf({ partnerId, workflowType: 'organizationMapping', syncStatuses: ['waiting'] }))),
        ...(await find(runningOf({ partnerId, workflowType: 'organizationMapping', statuses: ['pendingCheck'] }))),
        ...(await find(runningOf({ partnerId, workflowType: 'seatReconcile' }))),
      ];
      return [connectionWorkflowId(partnerId), ...found.map(({ workflowId }) => workflowId)];
    },

    tellToAskAgain: (workflowId) => tell(workflowId, (one) => one.signal(askAgainSignal)),
  };
}

import type { UpdateDefinition } from '@temporalio/client';
import { GateView } from '../../domain/gate/view-schema';
import type { Command } from '../../workflows/messages';
import { pauseGateUpdate, resumeGateUpdate, tryNowUpdate } from '../../workflows/messages';
import { ofPartner, ok, operation } from '../operation';
import { updateGate } from './call';

const turning = (summary: string, definition: UpdateDefinition<GateView, [Command]>) =>
  operation({
    summary,
    permission: 'act',
    input: { params: ofPartner },
    answers: { 200: GateView },
    handle: async (call) => ok(await updateGate(call, definition, { by: call.caller.actor })),
  });

export const pauseGate = turning(
  'Holds everything that goes to HaloPSA in the background, for planned maintenance.',
  pauseGateUpdate,
);
export const resumeGate = turning('Lets it go on.', resumeGateUpdate);
export const tryNow = turning('Tries HaloPSA once, at once.', tryNowUpdate);

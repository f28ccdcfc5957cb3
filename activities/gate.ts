import { activityInfo } from '@temporalio/activity';
import type { Access, TurnAccess } from '../domain/access';
import type { TurnRequest } from '../domain/gate/state';
import type { Actor, PartnerId } from '../domain/schema';
import type { SeatPolicy } from '../domain/seats/policy-schema';
import type { Acted } from './access';
import { callInTurn, currentAccess } from './access';
import type { Dependencies } from './dependencies';
import { forEach } from './for-each';
import { heartbeating } from './heartbeat';

/** What a gate asks of HaloPSA, and what a connection tells its gate. */
export function gateActivities(deps: Dependencies) {
  const { halo, workflows } = deps;
  return {
    /** Sends one cheap request that only a working HaloPSA answers. */
    probeHalo: ({ access }: { access: Access }): Promise<Acted<null>> =>
      heartbeating(() =>
        callInTurn(deps, access, async (to, options) => {
          await halo.slas(to, options);
          return null;
        }),
      ),

    /** Starts the gate where there is none. A new gate knows nobody, so everybody who may have asked the old one asks again. */
    tellGate: ({ partnerId, access }: { partnerId: PartnerId; access: TurnAccess | null }): Promise<void> =>
      heartbeating(async () => {
        const isNew = await workflows.tellGate(partnerId, access);
        // An earlier attempt may have started the gate, and have been cut off before it told anybody.
        if (!isNew && activityInfo().attempt === 1) return;
        await forEach(await workflows.waitingForTurn(partnerId), (workflowId) => workflows.tellToAskAgain(workflowId));
      }),

    /** Gives false when there was no gate to ask. */
    askForTurn: ({ partnerId, ...turn }: { partnerId: PartnerId } & TurnRequest): Promise<boolean> =>
      heartbeating(() => workflows.askForTurn(partnerId, turn)),

    /** For who waits for a gate. Throws `connection.notConnected` when none will come. */
    requireConnection: ({ partnerId }: { partnerId: PartnerId }): Promise<void> =>
      heartbeating(async () => void (await currentAccess(deps, partnerId))),

    keepSchedule: (given: { partnerId: PartnerId; schedule: SeatPolicy['schedule'] }): Promise<void> =>
      heartbeating(() => workflows.keepSchedule(given.partnerId, given.schedule)),

    /** Answers when no turn is in flight any more, and none will be granted. */
    closeGate: ({ partnerId, by }: { partnerId: PartnerId; by: Actor }): Promise<void> =>
      heartbeating(() => workflows.closeGate(partnerId, by)),
  };
}

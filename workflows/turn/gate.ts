import { getExternalWorkflowHandle, patched, sleep } from '@temporalio/workflow';
import type { Kind } from '../../domain/gate/kinds';
import type { PartnerId } from '../../domain/schema';
import { own } from '../calls/activities';
import { unlessGone } from '../calls/unless-gone';
import type { TurnReport } from '../messages';
import {
  connectionWorkflowId,
  finishTurnSignal,
  gateMissedSignal,
  gateWorkflowId,
  withdrawTurnSignal,
} from '../messages';
import { patches } from '../patches';

/** How the Workflow `key` talks to its partner's gate. */
export interface GateCalls {
  /**
   * Asks for a turn. There is a gate as long as there is a connection; until there is one again, this looks again, ever more
   * rarely. The connection is told, unless the gate was just being started: one that was ended is started anew. Who ends with a
   * connection does not wait for the next one: throws `connection.notConnected`.
   */
  request(kind: Kind): Promise<void>;
  /** Asks once, and gives up when there is no gate. */
  remind(kind: Kind): Promise<boolean>;
  finish(report: Omit<TurnReport, 'key'>): Promise<boolean>;
  withdraw(): Promise<boolean>;
}

const LAST_LOOK_SECONDS = 60;

export function createGateCalls(partnerId: PartnerId, key: string, endsWithConnection: boolean): GateCalls {
  const gate = getExternalWorkflowHandle(gateWorkflowId(partnerId));
  // An Activity asks for many Workflows at once. If each of thousands woke the gate, it would do nothing else.
  const remind = (kind: Kind) => unlessGone(() => own('ask the gate for a turn').askForTurn({ partnerId, key, kind }));
  const missed = () => {
    const connection = getExternalWorkflowHandle(connectionWorkflowId(partnerId));
    return unlessGone(() => connection.signal(gateMissedSignal));
  };
  const requireConnection = async () => {
    if (!endsWithConnection || !patched(patches.reconcileEndsUnconnected)) return;
    await own('see whether HaloPSA is connected').requireConnection({ partnerId });
  };
  return {
    remind,
    request: async (kind) => {
      for (let seconds = 1; !(await remind(kind)); seconds = Math.min(2 * seconds, LAST_LOOK_SECONDS)) {
        await requireConnection();
        if (seconds > 1) await missed();
        await sleep(seconds * 1_000, { summary: 'until HaloPSA is connected' });
      }
    },
    finish: (report) => unlessGone(() => gate.signal(finishTurnSignal, { key, ...report })),
    withdraw: () => unlessGone(() => gate.signal(withdrawTurnSignal, { key })),
  };
}

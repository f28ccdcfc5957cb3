import {
  CancellationScope,
  CancelledFailure,
  condition,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Acted } from '../../activities';
import type { TurnAccess } from '../../domain/access';
import type { Kind } from '../../domain/gate/kinds';
import type { PartnerId } from '../../domain/schema';
import type { Failed } from '../calls/failure';
import { failureOf } from '../calls/failure';
import type { GrantedTurn, TurnReport } from '../messages';
import { askAgainSignal, turnGrantedSignal } from '../messages';
import { createGateCalls } from './gate';

export interface Turns {
  /**
   * Waits for a turn at the partner's gate and acts on it, again and again until HaloPSA has answered; it asks anew each time,
   * because after a lease that ended too early the gate knows nothing of us. Throws the failure of a turn that HaloPSA refused.
   * A cancellation gives the turn, or the place in the queue, back. `unanswered` is called after each turn that HaloPSA did
   * not answer: a run that continues as new there leaves its place in the queue to the next one.
   */
  take<Answer>(
    kind: Kind,
    act: (access: TurnAccess) => Promise<Acted<Answer>>,
    unanswered?: () => Promise<void>,
  ): Promise<Answer>;
  /** Whether a turn was granted and has not ended: nothing may be started anew then. */
  hasTurn(): boolean;
  /** Whether a turn was asked for; a run that continues this one is told, because the turn may be granted to it. */
  isAsked(): boolean;
}

/** How this Workflow takes turns: one at a time, under its own Workflow Id, for one connection only or for those that come later too. */
export function createTurns(
  partnerId: PartnerId,
  isAsked = false,
  { endsWithConnection = false }: { readonly endsWithConnection?: boolean } = {},
): Turns {
  const gate = createGateCalls(partnerId, workflowInfo().workflowId, endsWithConnection);
  let status: 'none' | 'asked' | 'acting' | 'ending' | 'endingToAskAgain' = isAsked ? 'asked' : 'none';
  let granted: GrantedTurn | null = null;
  let givenBack: Promise<unknown> = Promise.resolve();
  let wanted: Kind | null = null;

  setHandler(turnGrantedSignal, async (access) => {
    // Temporal may deliver the turn before it confirms that the gate was asked, or that the turn before has ended.
    if (status === 'asked' || status === 'endingToAskAgain') granted = later(granted, access);
    // We do not want the turn any more. We give it back, so that nothing of ours stands in the gate.
    else if (status === 'none' || status === 'ending') {
      givenBack = gate.withdraw();
      await givenBack;
    }
  });

  setHandler(askAgainSignal, async () => {
    if (status === 'asked' && granted === null && wanted !== null) await gate.remind(wanted);
  });

  const nextTurn = async (kind: Kind): Promise<TurnAccess> => {
    [status, wanted] = ['asked', kind];
    if (granted === null) await gate.request(kind);
    await condition(() => granted !== null);
    const turn = granted;
    if (turn === null) throw new Error('A turn was taken twice.');
    granted = null;
    if (isOver(turn)) return nextTurn(kind);
    status = 'acting';
    return turn;
  };

  return {
    hasTurn: () => (status !== 'none' && status !== 'asked') || granted !== null,
    isAsked: () => status === 'asked',
    take: async (kind, act, unanswered) => {
      // Temporal may deliver two Signals in either order. The gate could take the withdrawal for one of the new request.
      await givenBack;
      try {
        for (;;) {
          const ended = await run(act, await nextTurn(kind));
          status = 'answer' in ended || ended.report.outcome === 'refused' ? 'ending' : 'endingToAskAgain';
          await CancellationScope.nonCancellable(() => gate.finish(ended.report));
          if ('answer' in ended) return ended.answer;
          if (ended.report.outcome === 'refused') throw ended.error;
          if (granted === null) await unanswered?.();
        }
      } catch (error) {
        if (isCancellation(error)) await CancellationScope.nonCancellable(gate.withdraw);
        throw error;
      } finally {
        [status, granted] = ['none', null];
      }
    },
  };
}

/** No Worker was there when the turn was granted. The lease ran out before we heard of it; the turn may be someone else's. */
const isOver = ({ leaseUntil }: GrantedTurn): boolean => Date.now() >= leaseUntil;

const later = (one: GrantedTurn | null, other: GrantedTurn): GrantedTurn =>
  one !== null && one.leaseUntil > other.leaseUntil ? one : other;

type Report = Omit<TurnReport, 'key'>;
type Ended<Answer> =
  | { readonly report: Report; readonly answer: Answer }
  | { readonly report: Report; readonly error: unknown };

const DONE: Report = { outcome: 'done', problem: null, requests: 0, rateLimited: false, retryAfterMs: null };

async function run<Answer>(
  act: (access: TurnAccess) => Promise<Acted<Answer>>,
  access: TurnAccess,
): Promise<Ended<Answer>> {
  try {
    const { answer, requests } = await act(access);
    return { report: { ...DONE, requests }, answer };
  } catch (error) {
    // We cut this call off ourselves, so its failure says nothing about HaloPSA.
    if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('The turn is not needed any more.');
    return { report: reportOf(failureOf(error)), error };
  }
}

const reportOf = ({ outcome, problem, requests, rateLimited, retryAfterMs }: Failed): Report => ({
  outcome,
  problem,
  requests,
  rateLimited,
  retryAfterMs,
});

import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  isCancellation,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Kind, TurnAccess } from '../domain/gate-state';
import type { PartnerId } from '../domain/schema';
import type { Failed } from './failure';
import { failureOf } from './failure';
import type { TurnReport } from './messages';
import { finishTurnSignal, gateWorkflowId, requestTurnSignal, turnGrantedSignal, withdrawTurnSignal } from './messages';

/** What a turn brought, and how many requests HaloPSA got for it. */
export interface Acted<Answer> {
  readonly answer: Answer;
  readonly requests: number;
}

export interface Turns {
  /**
   * Waits for a turn at the partner's gate and acts on it, again and again until HaloPSA has answered. Throws the failure of
   * a turn that HaloPSA refused. A cancellation gives the turn, or the place in the queue, back.
   */
  take<Answer>(kind: Kind, act: (access: TurnAccess) => Promise<Acted<Answer>>): Promise<Answer>;
  /** Whether a call may be under way: nothing may be started anew then. */
  isActing(): boolean;
}

/** How this Workflow takes turns: one at a time, under its own Workflow Id. */
export function createTurns(partnerId: PartnerId): Turns {
  const key = workflowInfo().workflowId;
  const gate = getExternalWorkflowHandle(gateWorkflowId(partnerId));
  let granted: TurnAccess | null = null;
  let isWaiting = false;
  let isActing = false;

  const finish = (report: Omit<TurnReport, 'key'>) => gate.signal(finishTurnSignal, { key, ...report });

  setHandler(turnGrantedSignal, async (access) => {
    if (isWaiting) granted = access;
    // Granted to somebody who has gone: the turn goes straight back.
    else if (!isActing) await unlessGone(() => finish(DONE));
  });

  const nextTurn = async (): Promise<TurnAccess> => {
    isWaiting = true;
    try {
      await condition(() => granted !== null);
    } finally {
      isWaiting = false;
    }
    const access = granted;
    granted = null;
    if (access === null) throw new Error('A turn was taken twice.');
    return access;
  };

  return {
    isActing: () => isActing,
    take: async (kind, act) => {
      try {
        await requestTurn(() => gate.signal(requestTurnSignal, { key, kind }));
        for (;;) {
          const access = await nextTurn();
          isActing = true;
          const ended = await run(act, access);
          await CancellationScope.nonCancellable(() => unlessGone(() => finish(ended.report)));
          isActing = false;
          if ('answer' in ended) return ended.answer;
          if (ended.report.outcome === 'refused') throw ended.error;
        }
      } catch (error) {
        if (isCancellation(error)) {
          await CancellationScope.nonCancellable(() => unlessGone(() => gate.signal(withdrawTurnSignal, { key })));
        }
        isActing = false;
        throw error;
      }
    },
  };
}

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
    return { report: reportOf(failureOf(error)), error };
  }
}

const reportOf = ({ outcome, problem, requests, rateLimited, retryAfterMs }: Failed): Report => ({
  ...{ outcome, problem, requests, rateLimited, retryAfterMs },
});

const GATE_LOOK = '1 minute';

/** There is a gate as long as there is a connection; until there is one again, whoever asks looks now and then. */
async function requestTurn(ask: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (isCancellation(error)) throw error;
      await sleep(GATE_LOOK, { summary: 'until HaloPSA is connected' });
    }
  }
}

/** A gate that has ended needs no telling. */
async function unlessGone(tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    if (isCancellation(error)) throw error;
  }
}
